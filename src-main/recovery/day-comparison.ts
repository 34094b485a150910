import { DAY_ROWS, type DayRecord, type DayRecordKind, type DayView } from '#shared/contract/recovery.ts';
import type { Store } from '../store/open-store.ts';
import { type BoxReading, readBlackBox, surveyBlackBox } from './black-box/read-black-box.ts';
import type { BoxedDocument } from './black-box/record.ts';
import { listSegments } from './black-box/segment.ts';
import { describeDocument } from './describe-document.ts';
import { insertMissing, missingIds } from './missing-documents.ts';

export interface DayParts {
  store: Store;
  directory: string;
  /** 32 bytes each: the keys of the station's data, the present one first. */
  keys: readonly Uint8Array[];
  /** `YYYY-MM-DD`, the station's local day. */
  day: string;
}

/** Collections of the black box, in the order in which they are put back: what others lean on first. */
const KINDS: Record<string, DayRecordKind> = {
  packs: 'pack',
  staff: 'staff',
  customers: 'customer',
  workorders: 'work-order',
  shifts: 'shift',
  loosecalls: 'call',
  entries: 'entry',
};

interface Row {
  id: string;
  collection: string;
  /** ISO instant, and counter, of the last record that holds it. */
  at: string;
  counter: number;
  present: boolean;
}

/**
 * What the black box holds of a day, each document once, beside what the station has of it. The day is read twice: what
 * is kept of the first time is where each document is, and the second time the few that are shown are taken out.
 */
export async function compareDay(parts: DayParts): Promise<DayView> {
  const { where, damaged } = await findDay(parts);
  const rows: Row[] = [];
  for (const [collection, found] of where) {
    const missing = new Set(await missingIds(parts.store, collection, [...found.keys()]));
    for (const [id, at] of found) rows.push({ id, collection, ...at, present: !missing.has(id) });
  }
  rows.sort((a, b) => Number(a.present) - Number(b.present) || (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  const missing = rows.filter(({ present }) => !present).length;
  const shown = rows.slice(0, DAY_ROWS);
  const documents = new Map<string, BoxedDocument>();
  for await (const { collection, document } of takeOut(parts, shown)) {
    documents.set(`${collection} ${document.id}`, document);
  }
  return {
    day: parts.day,
    total: rows.length,
    missing,
    damaged,
    rows: shown.flatMap(({ id, collection, at, present }): DayRecord[] => {
      const kind = KINDS[collection]!;
      const document = documents.get(`${collection} ${id}`);
      return document ? [{ id, kind, at, present, ...describeDocument(kind, document, parts.store.file) }] : [];
    }),
  };
}

const BATCH = 500;

/** Puts back what the station lacks of a day; what it has stays as it is. @returns how many documents */
export async function recoverDay(parts: DayParts): Promise<number> {
  const { where } = await findDay(parts);
  let restored = 0;
  for (const collection of Object.keys(KINDS)) {
    const found = where.get(collection);
    if (!found) continue;
    const ids = await missingIds(parts.store, collection, [...found.keys()]);
    if (ids.length === 0) continue;
    const wanted = ids.map((id) => ({ id, collection, counter: found.get(id)!.counter }));
    let batch: BoxedDocument[] = [];
    for await (const { document } of takeOut(parts, wanted)) {
      batch.push(document);
      if (batch.length < BATCH) continue;
      restored += await insertMissing(parts.store, collection, batch);
      batch = [];
    }
    restored += await insertMissing(parts.store, collection, batch);
  }
  await parts.store.settle();
  return restored;
}

type Where = Map<string, Map<string, { at: string; counter: number }>>;

/** Where the last state of each document is that the day's records hold and that was not removed in it. */
async function findDay({ directory, keys, day }: DayParts): Promise<{ where: Where; damaged: number }> {
  const first = listSegments(directory).find((segment) => segment.day === day)?.first ?? 1;
  const { voids } = await surveyBlackBox({ directory, keys, after: first - 1 });
  const where: Where = new Map();
  const records = readBlackBox({ directory, keys, day });
  for (;;) {
    const next = await records.next();
    if (next.done) return { where, damaged: damagedIn(next.value) };
    const { counter, record } = next.value;
    if (record.type !== 'documents' || voids.has(counter) || !(record.collection in KINDS)) continue;
    const found = where.get(record.collection) ?? new Map();
    where.set(record.collection, found);
    for (const document of record.documents) {
      if (document._deleted) found.delete(document.id);
      else found.set(document.id, { at: record.at, counter });
    }
  }
}

/** The documents at these places, in the order in which they were accepted. */
async function* takeOut(
  { directory, keys, day }: DayParts,
  places: readonly Pick<Row, 'id' | 'collection' | 'counter'>[],
): AsyncGenerator<{ collection: string; document: BoxedDocument }> {
  const wanted = new Map<number, Set<string>>();
  for (const { id, counter } of places) wanted.set(counter, (wanted.get(counter) ?? new Set()).add(id));
  if (wanted.size === 0) return;
  for await (const { counter, record } of readBlackBox({ directory, keys, day })) {
    const ids = wanted.get(counter);
    if (!ids || record.type !== 'documents') continue;
    for (const document of record.documents) {
      if (ids.has(document.id)) yield { collection: record.collection, document };
    }
  }
}

function damagedIn({ damage }: BoxReading): number {
  return damage.lostFrames + damage.unreadableFrames + damage.cutOff;
}
