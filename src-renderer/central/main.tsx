import '../ui/zod-without-eval.ts';
import '@fontsource-variable/inter/wght.css';
import { QueryCache, QueryClient } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createTypedStore } from '../ui/form/typed-store.ts';
import { createRouter } from '../ui/router/router.tsx';
import { Refused } from './api/ask.ts';
import { CentralApp } from './app.tsx';

/* The composition root of the centre's pages. */

const queries = new QueryClient({
  queryCache: new QueryCache({
    // Whatever page notices that the session is over, the gate asks again and shows the way in.
    onError: (error, { queryKey }) => {
      if (error instanceof Refused && error.signedOut && queryKey[0] !== '/session')
        void queries.invalidateQueries({ queryKey: ['/session'] });
    },
  }),
  defaultOptions: { queries: { retry: false, networkMode: 'always' }, mutations: { networkMode: 'always' } },
});

const typed = createTypedStore(null);
window.addEventListener('beforeunload', (event) => {
  if (typed.atRisk) event.preventDefault();
});

const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');
createRoot(root).render(
  <StrictMode>
    <CentralApp router={createRouter(window)} queries={queries} typed={typed} />
  </StrictMode>,
);
