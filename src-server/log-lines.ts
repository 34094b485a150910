import type { CentreLog, CentreLogFields } from './centre/log.ts';

const RANK = { debug: 0, info: 1, warn: 2, error: 3 };
export type LogLevel = keyof typeof RANK;

export interface LineLogOptions {
  /** Takes one finished line, without its line break. */
  write: (line: string) => void;
  /** Milliseconds since 1970. */
  clock: () => number;
  level: LogLevel;
}

/** One JSON object a line: when, how grave, the event's fixed name, and facts. */
export function lineLog({ write, clock, level }: LineLogOptions): CentreLog {
  const put = (at: LogLevel) => (fields: CentreLogFields, event: string) => {
    if (RANK[at] >= RANK[level])
      write(JSON.stringify({ at: new Date(clock()).toISOString(), level: at, event, ...fields }));
  };
  return { debug: put('debug'), info: put('info'), warn: put('warn'), error: put('error') };
}
