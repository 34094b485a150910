import { ok, type Result, refuse } from '#shared/domain/refusal.ts';
import { cleanLine } from '#shared/domain/text/clean.ts';
import { foldForSearch } from '#shared/domain/text/fold-accents.ts';
import type { WorkOrder } from '#shared/domain/work-order/work-order.ts';
import { byId, found } from '../store/read.ts';
import type { Core } from './core.ts';

export type WorkOrderInput = Omit<WorkOrder, 'id' | 'createdAt' | 'updatedAt'>;

/** Work orders on development, as far as this station knows them (S5.9). */
export class WorkOrderDesk {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /** By number or words of the title, open ones first. Few enough to be looked through. */
  async search({ text, openOnly, limit }: { text: string; openOnly: boolean; limit: number }): Promise<WorkOrder[]> {
    const words = foldForSearch(text).split(' ').filter(Boolean);
    const all = await found(this.#core.store.collections.workorders, { sort: [{ number: 'asc' }] });
    return all
      .filter((one) => !openOnly || one.status === 'aberta')
      .filter((one) => {
        const told = foldForSearch(`${one.number} ${one.title} ${one.release}`);
        return words.every((word) => told.includes(word));
      })
      .sort((a, b) => Number(a.status !== 'aberta') - Number(b.status !== 'aberta'))
      .slice(0, limit);
  }

  async get(id: string): Promise<WorkOrder | null> {
    return byId(this.#core.store.collections.workorders, id);
  }

  save(id: string | null, input: WorkOrderInput): Promise<Result<WorkOrder>> {
    const { store, journal, serially } = this.#core;
    return serially(async () => {
      const number = cleanLine(input.number);
      const taken = await found(store.collections.workorders, { selector: { number } });
      if (taken.some((one) => one.id !== id)) {
        return refuse({
          code: 'work-order-number-taken',
          rule: 'S5.9',
          field: 'number',
          message: `A O.S. ${number} já está registrada.`,
          way: 'Procure pelo número e vincule a que existe.',
        });
      }
      const existing = id === null ? null : await this.get(id);
      if (id !== null && !existing)
        return refuse({ code: 'work-order-unknown', rule: 'S5.9', message: 'Esta O.S. não existe nesta estação.' });
      const now = journal.now();
      const workOrder: WorkOrder = {
        ...input,
        number,
        title: cleanLine(input.title),
        release: cleanLine(input.release),
        id: existing?.id ?? journal.newId(),
        createdAt: existing?.createdAt ?? now,
        updatedAt: now,
      };
      await store.collections.workorders.upsert(workOrder);
      return ok(workOrder);
    });
  }
}
