import type { TicketRow } from '#shared/contract/views.ts';
import { ok, type Result, refuse } from '#shared/domain/refusal.ts';
import type { Person } from '#shared/domain/ticket/entry.ts';
import { readSetting } from '../store/local-settings.ts';
import type { Supervisor } from '../sync/supervisor.ts';
import { CentreRefused } from '../sync/transport/transport.ts';
import type { Core } from './core.ts';
import { NO_ANSWER, NO_CENTRE } from './sync-desk.ts';

const SEARCH_MS = 15_000;

/** Tickets that the station does not hold any more: asked of the centre, and brought in. */
export class OlderTickets {
  readonly #core: Core;
  readonly #supervisor: Supervisor;

  constructor(core: Core, supervisor: Supervisor) {
    this.#core = core;
    this.#supervisor = supervisor;
  }

  async search(
    actor: Person,
    { text, limit }: { text: string; limit: number },
  ): Promise<Result<(TicketRow & { here: boolean })[]>> {
    return this.#asking(async (signal) => {
      const { tickets } = await this.#supervisor.ask('search', { staffId: actor.id, text, limit }, signal);
      return ok(tickets.map((row) => ({ ...row, here: this.#core.journal.ticket(row.id) !== null })));
    });
  }

  async bringIn(actor: Person, ticketId: string): Promise<Result<null>> {
    return this.#asking(async (signal) => {
      await this.#supervisor.ask('bringIn', { ticketId, staffId: actor.id }, signal);
      this.#supervisor.retryNow();
      await this.#arrival(ticketId, signal);
      return ok(null);
    });
  }

  /** Until a ticket is here, or nobody waits any more. */
  #arrival(ticketId: string, signal: AbortSignal): Promise<void> {
    const { feed } = this.#core.store;
    return new Promise((resolve, reject) => {
      const look = () => this.#core.data.isOpen && this.#core.journal.ticket(ticketId) !== null;
      if (look()) return resolve();
      const stop = feed.listen(({ tickets }) => {
        if (!tickets.has(ticketId) || !look()) return;
        stop();
        resolve();
      });
      signal.addEventListener('abort', () => {
        stop();
        reject(signal.reason);
      });
    });
  }

  async #asking<T>(ask: (signal: AbortSignal) => Promise<Result<T>>): Promise<Result<T>> {
    if (readSetting(this.#core.store.file, 'enrolment') === null) return refuse(NO_CENTRE);
    try {
      return await ask(AbortSignal.timeout(SEARCH_MS));
    } catch (error) {
      if (error instanceof CentreRefused) return { ok: false, refusals: error.problem.refusals };
      return refuse(NO_ANSWER);
    }
  }
}
