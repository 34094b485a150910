/** The flags both hosts take; `build/start.mjs` passes them on. A flag that is not known is refused, never ignored. */
import { parseArgs } from 'node:util';
import { HostError } from './host-error.ts';

export interface HostOptions {
  /** Absent: the usual place. */
  data?: string;
  /** Absent: the one the profile remembers, or one the system chooses. */
  port?: number;
  demo: boolean;
  /** Protects the key of a new profile by a passphrase; an existing profile keeps the protection it has. */
  passphrase: boolean;
  /** Opens the default browser. */
  open: boolean;
  /** One line of JSON on the standard output once the station can be used, for programs. */
  readyJson: boolean;
}

/** @param args without the program's own name @throws {HostError} `bad-option` */
export function parseHostOptions(args: readonly string[]): HostOptions {
  const { values } = parse(args);
  return {
    data: values.data,
    port: values.port === undefined ? undefined : parsePort(values.port),
    demo: values.demo ?? false,
    passphrase: values.passphrase ?? false,
    open: values.open ?? false,
    readyJson: values['ready-json'] ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: false,
      options: {
        data: { type: 'string' },
        port: { type: 'string' },
        demo: { type: 'boolean' },
        passphrase: { type: 'boolean' },
        open: { type: 'boolean' },
        'ready-json': { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new HostError('bad-option', `Opção desconhecida ou incompleta: ${args.join(' ')}`, { cause: error });
  }
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new HostError('bad-option', `--port espera um número de 0 a 65535, e não "${text}".`);
}
