import type { ScopeKey } from '#shared/sync/messages.ts';
import type { Store } from '../store/open-store.ts';
import type { Ledger } from './ledger.ts';
import { leaveScope, removeFreed } from './removal.ts';
import { allScopes, heldScopes } from './scopes.ts';
import { doubted } from './self-check.ts';

const REMOVED_PER_TURN = 20;

export interface RemovalsParts {
  store: () => Store;
  ledger: () => Ledger;
  serially: <T>(task: () => Promise<T>) => Promise<T>;
  /** Whether the feed is still to be asked. */
  isDue: (scope: ScopeKey) => boolean;
  /** Told after each turn that removed something. */
  onTurn: () => void;
  /** Told when nothing is left to be removed, after something was. */
  onRemoved: () => void;
}

/** Has what access was lost to leave the station, a little at a time: between two turns everybody else comes to work. */
export class Removals {
  readonly #parts: RemovalsParts;
  #removed = false;

  constructor(parts: RemovalsParts) {
    this.#parts = parts;
  }

  /** @returns whether there may be more */
  async next(): Promise<boolean> {
    const { store, ledger, serially, onTurn, onRemoved } = this.#parts;
    const worked = await serially(async () => {
      const { file } = store();
      const lost = allScopes(file).find(({ state }) => state === 'leaving')?.scope ?? this.#doubtedAndWalked();
      return ledger().fromCentre(() =>
        file.transaction(() => {
          if (lost) return leaveScope(store(), lost, REMOVED_PER_TURN) ? 'left' : 'some';
          return removeFreed(store(), REMOVED_PER_TURN) > 0 ? 'some' : null;
        }),
      );
    });
    if (worked !== null) {
      this.#removed = true;
      onTurn();
      await new Promise((resolve) => setImmediate(resolve));
      return true;
    }
    if (this.#removed) {
      this.#removed = false;
      onRemoved();
    }
    return false;
  }

  #doubtedAndWalked(): ScopeKey | null {
    const { store, isDue } = this.#parts;
    const { file } = store();
    const names = file.pluck<ScopeKey>("SELECT DISTINCT scope FROM held WHERE scope > '?' AND scope < '@'").all();
    const walked = (name: ScopeKey) =>
      heldScopes(file).some(({ scope, cursor }) => doubted(scope) === name && cursor !== null && !isDue(scope));
    const known = (name: ScopeKey) => allScopes(file).some(({ scope }) => doubted(scope) === name);
    return names.find((name) => walked(name) || !known(name)) ?? null;
  }
}
