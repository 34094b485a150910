import type { PackVersionRow } from '#shared/contract/desk.ts';
import type { PublicTextCheck } from '#shared/domain/flow/moment.ts';
import { packTextCheck } from '#shared/domain/language/public-text.ts';
import { ok, type Result, refuse } from '#shared/domain/refusal.ts';
import type { Pack } from '#shared/procedures/schema/pack.ts';
import { readPack } from '#shared/procedures/validate.ts';
import type { Logger } from '../log/logger.ts';
import type { Store } from '../store/open-store.ts';
import { found } from '../store/read.ts';
import type { PackDocument } from '../store/schemas.ts';

interface Shelved {
  pack: Pack;
  installedAt: string;
  publicText: PublicTextCheck;
}

/**
 * The published procedure packs of this station. A version never changes; a running attendance stays on the
 * one with which it began (B2), so none is ever thrown away.
 */
export class PackShelf {
  readonly #store: Store;
  readonly #shelf = new Map<number, Shelved>();

  private constructor(store: Store) {
    this.#store = store;
  }

  /** Reads the shelf; an empty one gets `defaultPack`. */
  static async open(
    store: Store,
    { defaultPack, now, log }: { defaultPack: Pack; now: string; log: Logger },
  ): Promise<PackShelf> {
    const shelf = new PackShelf(store);
    for (const document of await found(store.collections.packs)) {
      const read = readPack(document.source);
      if (read.ok) shelf.#put(read.value, document.installedAt);
      else log.error('packs.unsound', undefined, { version: document.version, why: read.refusals[0]?.code ?? '' });
    }
    if (shelf.#shelf.size === 0) await shelf.#write(defaultPack, now);
    return shelf;
  }

  /** The newest: a pack is put in force by the very write that shelves it. */
  get inForce(): Pack {
    return this.#shelf.get(Math.max(...this.#shelf.keys()))!.pack;
  }

  get(version: number): Pack | null {
    return this.#shelf.get(version)?.pack ?? null;
  }

  /** The pack of a running attendance; its absence is a defect, since packs are never thrown away. */
  require(version: number): Pack {
    const pack = this.get(version);
    if (!pack) throw new Error(`pack ${version} is not on this station`);
    return pack;
  }

  publicText(version: number): PublicTextCheck {
    return this.#shelf.get(version)?.publicText ?? (() => []);
  }

  list(): PackVersionRow[] {
    const inForce = this.inForce.version;
    return [...this.#shelf.values()]
      .map(({ pack, installedAt }) => ({
        version: pack.version,
        name: pack.name,
        installedAt,
        inForce: pack.version === inForce,
      }))
      .sort((a, b) => b.version - a.version);
  }

  check(text: string): Result<Pack> {
    const read = readPack(text);
    if (!read.ok) return read;
    const newest = Math.max(...this.#shelf.keys());
    if (read.value.version <= newest) {
      return refuse({
        code: 'pack-version-old',
        rule: 'B2',
        field: 'version',
        message: `O pacote tem a versão ${read.value.version}, e a estação já tem a ${newest}.`,
        way: `Aumente “version” para ${newest + 1} ou mais: uma versão publicada não muda.`,
      });
    }
    return ok(read.value);
  }

  /** Shelves a pack that was published elsewhere and is in the store already. @returns whether it is sound */
  adopt(document: Pick<PackDocument, 'source' | 'installedAt'>): boolean {
    const read = readPack(document.source);
    if (read.ok) this.#put(read.value, document.installedAt);
    return read.ok;
  }

  /** Puts a sound pack in force for calls that begin from now on. */
  async install(text: string, now: string): Promise<Result<{ version: number }>> {
    const checked = this.check(text);
    if (!checked.ok) return checked;
    await this.#write(checked.value, now);
    return ok({ version: checked.value.version });
  }

  async #write(pack: Pack, installedAt: string): Promise<void> {
    const document = {
      id: `${pack.id}-${pack.version}`,
      version: pack.version,
      name: pack.name,
      installedAt,
      source: JSON.stringify(pack),
    };
    await this.#store.collections.packs.insert(document);
    this.#put(pack, installedAt);
    this.#store.feed.tell({ topics: ['packs', 'settings'] });
  }

  #put(pack: Pack, installedAt: string): void {
    this.#shelf.set(pack.version, { pack, installedAt, publicText: packTextCheck(pack) });
  }
}
