import type { PublicTextCheck } from '#shared/domain/flow/moment.ts';
import { packTextCheck } from '#shared/domain/language/public-text.ts';
import type { Duty, Pack } from '#shared/procedures/schema/pack.ts';
import { readPack } from '#shared/procedures/validate.ts';
import type { Queryable } from '../postgres/database.ts';

/**
 * The house's published packs. A document of a pack never changes, so each is parsed once in a process; which ones there
 * are is asked every time.
 */
export class Packs {
  readonly #read = new Map<string, Pack>();
  readonly #checks = new WeakMap<Pack, PublicTextCheck>();

  /** By version; the highest is in force. */
  async load(db: Queryable): Promise<Map<number, Pack>> {
    const { rows } = await db.query<{ id: string }>(
      `SELECT id FROM document WHERE collection = 'packs' AND body IS NOT NULL`,
    );
    const missing = rows.map(({ id }) => id).filter((id) => !this.#read.has(id));
    if (missing.length > 0) await this.#parse(db, missing);
    return new Map(rows.map(({ id }) => this.#read.get(id)!).map((pack) => [pack.version, pack]));
  }

  async inForce(db: Queryable): Promise<Pack> {
    return newest(await this.load(db));
  }

  /** The language check of a pack, compiled once. */
  publicText(pack: Pack): PublicTextCheck {
    const check = this.#checks.get(pack) ?? packTextCheck(pack);
    this.#checks.set(pack, check);
    return check;
  }

  async #parse(db: Queryable, ids: string[]): Promise<void> {
    const { rows } = await db.query<{ id: string; body: string }>(
      `SELECT id, body FROM document WHERE collection = 'packs' AND id = ANY($1)`,
      [ids],
    );
    for (const { id, body } of rows) {
      const read = readPack((JSON.parse(body) as { source: string }).source);
      if (!read.ok) throw new Error(`published pack ${id} is not sound`);
      this.#read.set(id, read.value);
    }
  }
}

/** The one in force; there always is one. */
export function newest(shelf: ReadonlyMap<number, Pack>): Pack {
  return shelf.get(Math.max(...shelf.keys()))!;
}

export function hasDuty(pack: Pack, role: string, ...duties: Duty[]): boolean {
  const found = pack.roles.find(({ id }) => id === role);
  return found?.duties.some((duty) => duties.includes(duty)) ?? false;
}
