import { createPrivateKey, sign } from 'node:crypto';
import { StorageError } from '../storage/storage-error.ts';
import type { StationClock } from './station-clock.ts';
import { CentreRefused, type Exchanges, type Route, type Transport } from './transport/transport.ts';

export interface ExchangeOptions {
  transport: Transport;
  clock: StationClock;
  /** Of this station at the centre. */
  stationId: string;
  /** Ed25519, PKCS 8, base64. */
  privateKey: string;
  signal: AbortSignal;
  /** Told after every answer: ISO instant of the centre. */
  onContact: (at: string) => void;
}

/** A token is given up so long before its end. */
const SPARE_MS = 30_000;
/** What a new token cures. */
const TOKEN_CODES = new Set(['token-expired', 'token-invalid']);

/** The station's calls to the centre as itself: proves its key for a short token, asks for another when it ends. */
export class Exchange {
  readonly #options: ExchangeOptions;
  #token: { text: string; until: number } | null = null;

  constructor(options: ExchangeOptions) {
    this.#options = options;
  }

  get signal(): AbortSignal {
    return this.#options.signal;
  }

  /** @throws {CentreRefused} {Unreachable} */
  async ask<R extends Route>(route: R, body: Exchanges[R][0]): Promise<Exchanges[R][1]> {
    return this.authorised((token) => this.#measured(route, body, token));
  }

  async stream(onEvent: Parameters<Transport['stream']>[0], onHeard: () => void): Promise<void> {
    const { transport, signal } = this.#options;
    return this.authorised((token) => transport.stream(onEvent, { token, signal, onHeard }));
  }

  /** A call with the station's token; with a new one when the centre does not take it. @throws as `ask` */
  async authorised<T>(call: (token: string) => Promise<T>): Promise<T> {
    const token = await this.#validToken();
    try {
      return await call(token);
    } catch (error) {
      if (!(error instanceof CentreRefused) || error.status !== 401 || !TOKEN_CODES.has(error.code)) throw error;
      this.#token = null;
      return call(await this.#validToken());
    }
  }

  async #measured<R extends Route>(route: R, body: Exchanges[R][0], token?: string): Promise<Exchanges[R][1]> {
    const { transport, clock, signal, onContact } = this.#options;
    const began = clock.wall();
    const answer = await transport.request(route, body, { token, signal });
    clock.measure(answer.at, began);
    onContact(answer.at);
    return answer;
  }

  async #validToken(): Promise<string> {
    // By the monotonic clock: the wall clock may be set to any time meanwhile.
    if (this.#token && performance.now() < this.#token.until) return this.#token.text;
    const { stationId, privateKey } = this.#options;
    const { nonce } = await this.#measured('challenge', { stationId });
    const signature = sign(null, Buffer.from(nonce), keyOf(privateKey)).toString('base64url');
    const { token, expiresInSeconds } = await this.#measured('token', { stationId, nonce, signature });
    this.#token = { text: token, until: performance.now() + expiresInSeconds * 1000 - SPARE_MS };
    return token;
  }
}

function keyOf(privateKey: string) {
  return createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' });
}

/** Whether an error says that the centre cut this station off. */
export function saysRevoked(error: unknown): boolean {
  return error instanceof CentreRefused && error.code === 'station-revoked';
}

/** Whether it is the station's own data that cannot be used at present. */
export function saysStorage(error: unknown): error is StorageError {
  return error instanceof StorageError;
}
