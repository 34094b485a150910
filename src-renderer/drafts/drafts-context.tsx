import { createContext, type ReactNode, use, useEffect } from 'react';
import type { DraftStore } from './draft-store.ts';

const DraftsContext = createContext<DraftStore | null>(null);

/** The drafts of the agent who is signed in. Leaving the page does not wait for a timer: all writes are under way. */
export function DraftsProvider({ store, children }: { store: DraftStore; children: ReactNode }) {
  useEffect(() => {
    /* A write that fails is said by the field that made it (`failed` of `useDraft`); here it only must not be unhandled. */
    const flush = () => {
      store.flush().catch(() => {});
    };
    const onHide = () => {
      if (document.visibilityState === 'hidden') flush();
    };
    window.addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', onHide);
    return () => {
      window.removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', onHide);
      flush();
    };
  }, [store]);
  return <DraftsContext value={store}>{children}</DraftsContext>;
}

export function useDraftStore(): DraftStore {
  const store = use(DraftsContext);
  if (!store) throw new Error('no DraftsProvider above: drafts exist only after sign-in');
  return store;
}
