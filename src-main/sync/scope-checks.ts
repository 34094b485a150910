import type { ScopeKey } from '#shared/sync/messages.ts';
import type { Logger } from '../log/logger.ts';
import { heldScopes } from './scopes.ts';
import { type Checked, type CheckParts, checkScope, repair } from './self-check.ts';

export interface ScopeChecksParts extends CheckParts {
  serially: <T>(task: () => Promise<T>) => Promise<T>;
  /** Milliseconds. */
  pace: { checkEvery: number; secondLook: number };
  log: Logger;
  /** The feed must be asked: the copy may be behind it. */
  onBehind: (scope: ScopeKey) => void;
}

/** When the copies here are compared with the centre's feeds, and what a difference leads to: only one seen twice is acted upon. */
export class ScopeChecks {
  readonly #parts: ScopeChecksParts;
  readonly #differed = new Map<ScopeKey, number>();
  #dueAt = 0;

  constructor(parts: ScopeChecksParts) {
    this.#parts = parts;
  }

  /** By the monotonic clock. */
  get dueAt(): number {
    return this.#dueAt;
  }

  /** Compares every feed that is followed. */
  async run(): Promise<void> {
    const { pace, store } = this.#parts;
    this.#dueAt = performance.now() + pace.checkEvery;
    for (const { scope } of heldScopes(store().file)) await this.#check(scope);
  }

  async #check(scope: ScopeKey): Promise<void> {
    const { log, serially, store, onBehind } = this.#parts;
    const checked: Checked = await checkScope(this.#parts, scope);
    if (checked.outcome !== 'different') {
      if (checked.outcome === 'equal') this.#differed.delete(scope);
      if (checked.outcome === 'behind') onBehind(scope);
      if (checked.outcome === 'behind') this.#lookAgain();
      return;
    }
    const times = (this.#differed.get(scope) ?? 0) + 1;
    this.#differed.set(scope, times);
    onBehind(scope);
    // Once may be something under way between the two.
    this.#lookAgain();
    if (times < 2) return;
    log.warn('sync.digest-differs', { scope: scope.slice(0, 1), collections: checked.collections.join(' ') });
    await serially(async () => repair(store(), scope));
    this.#differed.delete(scope);
  }

  #lookAgain(): void {
    this.#dueAt = Math.min(this.#dueAt, performance.now() + this.#parts.pace.secondLook);
  }
}
