import { useNow } from '../../../ui/ticker.tsx';

/** Fine enough for time boxes of minutes; timers on the screen count by themselves. Milliseconds. */
const GRAIN = 5000;

/** The station's time in steps of five seconds, ISO: what the flow engine is asked with. */
export function useCoarseNow(): string {
  const now = useNow();
  return new Date(Math.floor(now / GRAIN) * GRAIN).toISOString();
}
