import './ui/zod-without-eval.ts';
import '@fontsource-variable/inter/wght.css';
import { QueryClient } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { ConnectionLost } from './bridge/connection.ts';
import { connect } from './bridge/rpc.ts';
import { openDraftsDatabase } from './drafts/drafts-database.ts';
import { createTypedStore } from './ui/form/typed-store.ts';
import { createRouter } from './ui/router/router.tsx';

/* The composition root of the window: everything that lives as long as it does is made here. */

const bridge = connect(window);
const router = createRouter(window);
const drafts = openDraftsDatabase();
const typed = createTypedStore(sessionStorage);
const queries = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      retry: (failures, error) => error instanceof ConnectionLost || failures < 1,
      retryDelay: 500,
    },
    mutations: { networkMode: 'always' },
  },
});

const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');
createRoot(root).render(
  <StrictMode>
    <App bridge={bridge} router={router} drafts={drafts} queries={queries} typed={typed} />
  </StrictMode>,
);
