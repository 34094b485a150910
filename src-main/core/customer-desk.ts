import { type Customer, customerSchema } from '#shared/domain/customer/customer.ts';
import type { CustomerInput } from '#shared/domain/customer/customer-input.ts';
import { decideEditCustomer, decideRegisterCustomer } from '#shared/domain/customer/register.ts';
import { normaliseDocument } from '#shared/domain/document/document.ts';
import { ok, type Result, refuse } from '#shared/domain/refusal.ts';
import type { Person } from '#shared/domain/ticket/entry.ts';
import { type CustomerPageInput, customerIdBy, customerPage, findCustomerIds } from '../search/customer-index.ts';
import { byId, byIds } from '../store/read.ts';
import { clashesOf, forgetClash, type KnownClash, noteAuthor } from '../sync/document-clashes.ts';
import type { Core } from './core.ts';
import { localDay } from './local-day.ts';

const CLASH_DECIDED = {
  code: 'clash-unknown',
  rule: 'B3',
  message: 'Não há mais o que decidir aqui: alguém já escolheu um dos valores.',
};

const CLASH_LOST_UNFIT = {
  code: 'clash-value-unfit',
  rule: 'B3',
  message: 'O outro valor não cabe mais neste cadastro.',
  way: 'Fique com o que vale e corrija o cadastro à mão.',
};

const CLASH_LOST_TAKEN = {
  code: 'clash-value-taken',
  rule: 'B3',
  message: 'O outro valor já é de outro cliente.',
  way: 'Fique com o que vale e corrija o cadastro à mão.',
};

/** Customers: found as one types, registered on the spot, kept by hand (S5.1, S3.7). */
export class CustomerDesk {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  search(text: string, limit: number): Promise<Customer[]> {
    return this.#byIds(findCustomerIds(this.#core.store.file, { text, limit }));
  }

  async page(input: CustomerPageInput): Promise<{ rows: Customer[]; total: number; next: string | null }> {
    const { ids, total, next } = customerPage(this.#core.store.file, input);
    return { rows: await this.#byIds(ids), total, next };
  }

  async get(customerId: string): Promise<Customer | null> {
    return byId(this.#core.store.collections.customers, customerId);
  }

  /** Registers (`id` null) or changes a customer; refused with everything that is wrong at once. */
  save(actor: Person, id: string | null, input: CustomerInput): Promise<Result<Customer>> {
    const { store, journal, serially } = this.#core;
    return serially(async () => {
      const context = { now: journal.now(), today: localDay(this.#core), existing: await this.#existing(input) };
      if (id === null) {
        const decided = decideRegisterCustomer(input, { ...context, id: journal.newId(), newCode: this.#nextCode() });
        if (decided.ok) {
          this.#noteAuthor(actor, decided.value);
          await store.collections.customers.insert(decided.value);
        }
        return decided;
      }
      const current = await byId(store.collections.customers, id);
      if (!current)
        return refuse({ code: 'customer-unknown', rule: 'S3.7', message: 'Este cliente não está mais no cadastro.' });
      const decided = decideEditCustomer(current, input, context);
      if (decided.ok) {
        this.#noteAuthor(actor, decided.value);
        await store.collections.customers.upsert(decided.value);
      }
      return decided.ok ? ok(decided.value) : decided;
    });
  }

  /** B3: fields that two stations changed without knowing of each other. */
  clashes(customerId: string): KnownClash[] {
    return clashesOf(this.#core.store.file, { collection: 'customers', id: customerId });
  }

  /** Whoever sees both values says which one stays. */
  decideClash(
    actor: Person,
    customerId: string,
    { field, keep }: { field: string; keep: 'kept' | 'lost' },
  ): Promise<Result<null>> {
    const { store, journal, serially } = this.#core;
    return serially(async () => {
      const clash = this.clashes(customerId).find((one) => one.field === field);
      if (!clash) return refuse(CLASH_DECIDED);
      if (keep === 'lost') {
        const current = await this.get(customerId);
        const { [field]: _, ...others } = { ...current } as Record<string, unknown>;
        const restored = clash.lost === null ? others : { ...others, [field]: clash.lost };
        const read = customerSchema.safeParse({ ...restored, updatedAt: journal.now() });
        if (!read.success) return refuse(CLASH_LOST_UNFIT);
        const { code, document = '' } = read.data;
        const taken = [
          customerIdBy(store.file, { code }),
          document ? customerIdBy(store.file, { document }) : null,
        ].some((id) => id !== null && id !== undefined && id !== customerId);
        if (taken) return refuse(CLASH_LOST_TAKEN);
        this.#noteAuthor(actor, read.data);
        await store.collections.customers.upsert(read.data);
      }
      forgetClash(store.file, { collection: 'customers', id: customerId }, field);
      store.feed.tell({ customers: [customerId] });
      return ok(null);
    });
  }

  #noteAuthor({ name }: Person, { id, updatedAt }: Customer): void {
    noteAuthor(this.#core.store.file, { collection: 'customers', id }, { name, at: updatedAt });
  }

  async #existing(input: CustomerInput) {
    const { file } = this.#core.store;
    const find = async (id: string | null) => (id === null ? undefined : ((await this.get(id)) ?? undefined));
    const document = input.document ? normaliseDocument(input.document) : '';
    return {
      byCode: await find(input.code ? customerIdBy(file, { code: input.code }) : null),
      byDocument: await find(document ? customerIdBy(file, { document }) : null),
    };
  }

  /** The first free number for whoever is registered without a code. */
  #nextCode(): string {
    const { file } = this.#core.store;
    let number =
      1 +
      (file
        .pluck<number>(
          "SELECT max(CAST(code_key AS INTEGER)) FROM customer_row WHERE code_key NOT GLOB '*[^0-9]*' AND length(code_key) < 10",
        )
        .get() ?? 0);
    while (customerIdBy(file, { code: String(number) })) number += 1;
    return String(number);
  }

  #byIds(ids: string[]): Promise<Customer[]> {
    return byIds(this.#core.store.collections.customers, ids);
  }
}
