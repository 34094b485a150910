import { createContext, type ReactNode, use } from 'react';
import type { StationView } from '#shared/contract/views.ts';
import type { Staff } from '#shared/domain/staff/staff.ts';

const StationContext = createContext<StationView | null>(null);

export function StationProvider({ station, children }: { station: StationView; children: ReactNode }) {
  return <StationContext value={station}>{children}</StationContext>;
}

/** What the station says of itself, always up to date: company, agent, version, pack in force. */
export function useStation(): StationView {
  const station = use(StationContext);
  if (!station) throw new Error('no StationProvider above');
  return station;
}

/** Who is signed in. Only for what is shown after sign-in. */
export function useAgent(): Staff {
  const { agent } = useStation();
  if (!agent) throw new Error('nobody is signed in');
  return agent;
}
