export interface StartOptions {
  demo?: boolean;
  data?: string;
  port?: string;
  passphrase?: boolean;
  browser?: boolean;
  'no-open'?: boolean;
  help?: boolean;
}

/** What `npm start -- --help` says. */
export function helpText(): string;

/** Throws an error whose message says what is wrong, pt-BR. */
export function parseStartOptions(args: string[]): StartOptions;
