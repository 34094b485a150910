import { join } from 'node:path';
import type { RecoveryReport } from '#shared/contract/recovery.ts';
import type { Logger } from '../log/logger.ts';
import type { Driver } from '../storage/driver.ts';
import { openSalvage } from '../storage/salvage.ts';
import type { Store } from '../store/open-store.ts';
import type { BoxedDocument } from './black-box/record.ts';
import { insertMissing } from './missing-documents.ts';

export interface SalvageParts {
  store: Store;
  driver: Driver;
  /** Those that may open the file, the likeliest first. */
  keys?: readonly Uint8Array[] | undefined;
  log: Logger;
}

const BATCH = 500;

/**
 * Takes out of a damaged file what can be read there and is nowhere else: the last resort, for what neither a backup nor
 * the black box has. What the station has is newer or equal and stays. They are ordinary writes: the black box gets them.
 * @param aside the directory to which the damaged file was moved
 */
export async function salvageMissing(aside: string, parts: SalvageParts): Promise<RecoveryReport['salvaged']> {
  const { store, driver, keys, log } = parts;
  const found = { entries: 0, documents: 0 };
  const salvage = openWithAny(join(aside, 'station.db'), { driver, keys });
  try {
    const batches = new Map<string, BoxedDocument[]>();
    const put = async (collection: string) => {
      const inserted = await insertMissing(store, collection, batches.get(collection) ?? []);
      batches.delete(collection);
      if (collection === 'entries') found.entries += inserted;
      else found.documents += inserted;
    };
    for await (const { collection, document } of salvage.documents()) {
      if (document._deleted) continue;
      const name = document.hlc !== undefined && document.ticketId !== undefined ? 'entries' : collection;
      const batch = batches.get(name) ?? [];
      batches.set(name, batch);
      batch.push(bare(document));
      if (batch.length >= BATCH) await put(name);
    }
    for (const collection of [...batches.keys()]) await put(collection);
  } finally {
    salvage.close();
  }
  const unreadable = salvage.report.collections.reduce((sum, one) => sum + one.unreadable.length + one.invalid, 0);
  log.warn('recovery.salvaged', { ...found, unreadable, opened: salvage.report.opened });
  return found;
}

/** A file with a damaged beginning opens with none; the last try tells what there is. */
function openWithAny(path: string, { driver, keys = [] }: Pick<SalvageParts, 'driver' | 'keys'>) {
  for (const key of keys.slice(0, -1)) {
    const salvage = openSalvage({ path, driver, key });
    if (salvage.report.opened !== 'not at all') return salvage;
    salvage.close();
  }
  return openSalvage({ path, driver, key: keys.at(-1) });
}

function bare({ _deleted, _rev, _meta, _attachments, ...document }: Record<string, unknown>): BoxedDocument {
  return document as BoxedDocument;
}
