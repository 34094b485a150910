import { createContext, type ReactNode, use, useEffect, useState, useSyncExternalStore } from 'react';

/*
 * One clock for all timers on screen: it ticks once a second, on the second, and not at all while nobody
 * looks. `offset` moves the window's clock to the station's.
 */

interface Ticker {
  /** Milliseconds of the station's clock at the last tick. */
  now(): number;
  subscribe(listener: () => void): () => void;
}

function createTicker(offset: () => number): Ticker {
  const listeners = new Set<() => void>();
  let current = Date.now() + offset();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tick = () => {
    current = Date.now() + offset();
    for (const listener of [...listeners]) listener();
    timer = setTimeout(tick, 1000 - (Date.now() % 1000));
  };
  return {
    now: () => current,
    subscribe(listener) {
      if (listeners.size === 0) {
        current = Date.now() + offset();
        timer = setTimeout(tick, 1000 - (Date.now() % 1000));
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) clearTimeout(timer);
      };
    },
  };
}

const TickerContext = createContext<Ticker | null>(null);

/** `stationNow`: the station's clock as last told, ISO; absent, the window's own clock counts. */
export function TickerProvider({ stationNow, children }: { stationNow?: string; children: ReactNode }) {
  const [difference] = useState({ milliseconds: 0 });
  const [ticker] = useState(() => createTicker(() => difference.milliseconds));
  useEffect(() => {
    if (stationNow) difference.milliseconds = Date.parse(stationNow) - Date.now();
  }, [stationNow, difference]);
  return <TickerContext value={ticker}>{children}</TickerContext>;
}

const STILL = () => () => {};

/** Milliseconds of the station's clock, anew every second; with `running` false it stands still. */
export function useNow(running = true): number {
  const ticker = use(TickerContext);
  if (!ticker) throw new Error('no TickerProvider above');
  return useSyncExternalStore(running ? ticker.subscribe : STILL, ticker.now);
}
