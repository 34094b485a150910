import { createContext, type ReactNode, use, useEffect } from 'react';
import type { DraftStore } from './draft-store.ts';
import type { LastWords } from './last-words.ts';

const DraftsContext = createContext<DraftStore | null>(null);

export interface DraftsProviderProps {
  store: DraftStore;
  lastWords: LastWords;
  children: ReactNode;
}

/** The drafts of the agent who is signed in. Leaving the page waits for nothing: what is still under way is kept at once. */
export function DraftsProvider({ store, lastWords, children }: DraftsProviderProps) {
  useEffect(() => {
    /* A write that fails is said by the field that made it (`failed` of `useDraft`); here it only must not be unhandled. */
    const flush = () => {
      store.flush().catch(() => {});
    };
    const onHide = () => {
      if (document.visibilityState === 'hidden') flush();
    };
    const onLeave = () => {
      lastWords.keep(store.underWay());
      flush();
    };
    const onShow = ({ persisted }: PageTransitionEvent) => {
      if (persisted) lastWords.forget();
    };
    window.addEventListener('pagehide', onLeave);
    window.addEventListener('pageshow', onShow);
    document.addEventListener('visibilitychange', onHide);
    return () => {
      window.removeEventListener('pagehide', onLeave);
      window.removeEventListener('pageshow', onShow);
      document.removeEventListener('visibilitychange', onHide);
      flush();
    };
  }, [store, lastWords]);
  return <DraftsContext value={store}>{children}</DraftsContext>;
}

export function useDraftStore(): DraftStore {
  const store = use(DraftsContext);
  if (!store) throw new Error('no DraftsProvider above: drafts exist only after sign-in');
  return store;
}
