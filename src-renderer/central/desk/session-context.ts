import { createContext, use } from 'react';
import type { AdminSession } from '#shared/sync/administration.ts';

export const SessionContext = createContext<AdminSession | null>(null);

/** Who uses the pages, of which house. */
export function useSession(): AdminSession {
  const session = use(SessionContext);
  if (!session) throw new Error('nobody is signed in here');
  return session;
}

/** Under which stations and people reach the centre, and whether only this very computer does. */
export function useAddress(): { address: string; ownOnly: boolean } {
  const { publicAddress } = useSession();
  const address = publicAddress ?? location.origin;
  return { address, ownOnly: /^https?:\/\/(?:localhost|127\.|\[::1\])/.test(address) };
}
