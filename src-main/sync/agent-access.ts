import type { Refusal } from '#shared/domain/refusal.ts';
import { LEASE_MS } from '#shared/sync/access.ts';
import type { Logger } from '../log/logger.ts';
import type { SqliteFile } from '../storage/sqlite-file.ts';
import { allLeases, endLease, type Lease, readLease, writeLease } from './leases.ts';
import type { StationClock } from './station-clock.ts';
import type { Supervisor } from './supervisor.ts';
import { CentreRefused } from './transport/transport.ts';

/** What the centre says of a person and a password. */
export type CentreSaid =
  | { said: 'yes' }
  | { said: 'no'; refusals: Refusal[] }
  /** Nobody answered in time. */
  | { said: 'nothing' };

export interface AgentAccessOptions {
  file: () => SqliteFile;
  supervisor: Supervisor;
  clock: StationClock;
  log: Logger;
  /** Told after a lease was given, renewed or ended. */
  onChange: () => void;
}

/** A person waits for it. */
const SIGN_IN_MS = 8_000;
/** A lease younger than this needs no renewing yet. */
const FRESH_MS = 3_600_000;

/** People's sign-in at the centre, and the time for which they may then sign in without it. */
export class AgentAccess {
  readonly #options: AgentAccessOptions;
  #renewing = false;

  constructor(options: AgentAccessOptions) {
    this.#options = options;
  }

  async signIn(agentId: string, password: string): Promise<CentreSaid> {
    const { supervisor, log } = this.#options;
    try {
      const reply = await supervisor.ask('signIn', { staffId: agentId, password }, AbortSignal.timeout(SIGN_IN_MS));
      this.#take({ agentId, until: reply.leaseUntil, refresh: reply.refreshToken });
      return { said: 'yes' };
    } catch (error) {
      if (error instanceof CentreRefused && isAboutPerson(error))
        return { said: 'no', refusals: error.problem.refusals };
      log.info('sign-in.no-answer');
      return { said: 'nothing' };
    }
  }

  /** Whether this person may sign in with no network now; `null`: there is no limit for them. */
  lease(agentId: string): { until: string; holds: boolean } | null {
    const lease = readLease(this.#options.file(), agentId);
    if (!lease) return null;
    const left = Date.parse(lease.until) - this.#options.clock.now();
    // A clock that was set back by more than a lease does not make one longer.
    return { until: lease.until, holds: left > 0 && left <= LEASE_MS + FRESH_MS };
  }

  /** The centre does not know this password any more. */
  end(agentId: string): void {
    endLease(this.#options.file(), agentId);
    this.#options.onChange();
  }

  #take(lease: Lease): void {
    writeLease(this.#options.file(), lease);
    this.#options.onChange();
  }

  /** Renews the leases of those who signed in here at the centre once. In contact, now and then. */
  async renew(): Promise<void> {
    if (this.#renewing) return;
    this.#renewing = true;
    try {
      for (const { agentId, until, refresh } of allLeases(this.#options.file())) {
        const left = Date.parse(until) - this.#options.clock.now();
        if (refresh === '' || left > LEASE_MS - FRESH_MS) continue;
        await this.#renewOne(agentId, refresh);
      }
    } finally {
      this.#renewing = false;
    }
  }

  async #renewOne(agentId: string, refreshToken: string): Promise<void> {
    const { supervisor, log } = this.#options;
    try {
      const reply = await supervisor.ask(
        'refresh',
        { staffId: agentId, refreshToken },
        AbortSignal.timeout(SIGN_IN_MS),
      );
      this.#take({ agentId, until: reply.leaseUntil, refresh: reply.refreshToken });
    } catch (error) {
      if (!(error instanceof CentreRefused) || error.status >= 500 || error.status === 429) return;
      log.info('lease.ended', { code: error.code });
      this.end(agentId);
    }
  }
}

/** Whether the answer is about this person and password, and not about the station or the network. */
function isAboutPerson({ status, code }: CentreRefused): boolean {
  return (
    code === 'locked-out' ||
    (status < 500 && status !== 429 && status !== 409 && !code.startsWith('token-') && code !== 'station-revoked')
  );
}
