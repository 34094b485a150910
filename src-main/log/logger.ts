/**
 * A structured log without personal data. What is logged is an event's fixed name and a few facts about the machine
 * and the program; the types leave no room for documents, and an error gives its name, code and frames but not its
 * message, which may quote what a person typed (typed errors of this product say all they mean in their code).
 *
 * Levels: error = somebody must look; warn = degraded and self-healing; info = a state change; debug.
 */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Facts beside an event: numbers, flags and fixed words. Never names, texts, documents, telephones, tokens, keys. */
export type LogFields = Record<string, string | number | boolean | null | undefined>;

export interface Logger {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  /** @param cause what was thrown; see above for what of it is written */
  error(event: string, cause?: unknown, fields?: LogFields): void;
  /** The same log, every event under a name of its own: `sub('rpc').info('opened')` writes `rpc.opened`. */
  sub(name: string): Logger;
}

const RANK: Record<LogLevel, number> = { debug: 0, info: 1, warn: 2, error: 3 };

export interface LoggerOptions {
  /** Takes one finished line, without its line break. */
  write: (line: string) => void;
  /** Milliseconds since 1970. */
  clock: () => number;
  level?: LogLevel;
}

export function createLogger({ write, clock, level = 'info' }: LoggerOptions): Logger {
  const put = (at: LogLevel, event: string, fields: LogFields = {}) => {
    if (RANK[at] < RANK[level]) return;
    write(JSON.stringify({ at: new Date(clock()).toISOString(), level: at, event, ...fields }));
  };
  const under = (prefix: string): Logger => ({
    debug: (event, fields) => put('debug', prefix + event, fields),
    info: (event, fields) => put('info', prefix + event, fields),
    warn: (event, fields) => put('warn', prefix + event, fields),
    error: (event, cause, fields) => put('error', prefix + event, { ...fields, ...errorFields(cause) }),
    sub: (name) => under(`${prefix}${name}.`),
  });
  return under('');
}

/** For where nobody wants a log. */
export const silentLogger: Logger = createLogger({ write: () => {}, clock: () => 0, level: 'error' });

/** What of an error may be written down. */
export function errorFields(cause: unknown): LogFields {
  if (!(cause instanceof Error)) return cause === undefined ? {} : { error: typeof cause };
  const { code } = cause as { code?: unknown };
  const frames = (cause.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim());
  return {
    error: cause.name,
    code: typeof code === 'string' ? code : undefined,
    frames: frames.join(' | ') || undefined,
    ...(cause.cause === undefined ? {} : { causedBy: causeName(cause.cause) }),
  };
}

function causeName(cause: unknown): string {
  if (!(cause instanceof Error)) return typeof cause;
  const { code } = cause as { code?: unknown };
  return typeof code === 'string' ? `${cause.name} ${code}` : cause.name;
}
