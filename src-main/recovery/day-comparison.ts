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
  at: string;
  present: boolean;
}

/** What the black box holds of a day, each document once, beside what the station has of it. */
export async function compareDay(parts: DayParts): Promise<DayView> {
  const { documents, damaged } = await readDay(parts);
  const rows: Row[] = [];
  for (const [collection, boxed] of documents) {
    const missing = new Set(await missingIds(parts.store, collection, [...boxed.keys()]));
    for (const [id, { at }] of boxed) rows.push({ id, collection, at, present: !missing.has(id) });
  }
  rows.sort((a, b) => Number(a.present) - Number(b.present) || (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  const missing = rows.filter(({ present }) => !present).length;
  const shown = rows.slice(0, DAY_ROWS).map(({ id, collection, at, present }): DayRecord => {
    const kind = KINDS[collection]!;
    const { document } = documents.get(collection)!.get(id)!;
    return { id, kind, at, present, ...describeDocument(kind, document, parts.store.file) };
  });
  return { day: parts.day, total: rows.length, missing, damaged, rows: shown };
}

/** Puts back what the station lacks of a day; what it has stays as it is. @returns how many documents */
export async function recoverDay(parts: DayParts): Promise<number> {
  const { documents } = await readDay(parts);
  let restored = 0;
  for (const collection of Object.keys(KINDS)) {
    const boxed = documents.get(collection);
    if (!boxed) continue;
    const some = [...boxed.values()].map(({ document }) => document);
    restored += await insertMissing(parts.store, collection, some);
  }
  await parts.store.settle();
  return restored;
}

type BoxedDay = Map<string, Map<string, { at: string; document: BoxedDocument }>>;

/** The last state of each document that the day's records hold and that was not removed in it. */
async function readDay({ directory, keys, day }: DayParts): Promise<{ documents: BoxedDay; damaged: number }> {
  const first = listSegments(directory).find((segment) => segment.day === day)?.first ?? 1;
  const { voids } = await surveyBlackBox({ directory, keys, after: first - 1 });
  const documents: BoxedDay = new Map();
  const records = readBlackBox({ directory, keys, day });
  for (;;) {
    const next = await records.next();
    if (next.done) return { documents, damaged: damagedIn(next.value) };
    const { counter, record } = next.value;
    if (record.type !== 'documents' || voids.has(counter) || !(record.collection in KINDS)) continue;
    const boxed = documents.get(record.collection) ?? new Map();
    documents.set(record.collection, boxed);
    for (const document of record.documents) {
      if (document._deleted) boxed.delete(document.id);
      else boxed.set(document.id, { at: record.at, document });
    }
  }
}

function damagedIn({ damage }: BoxReading): number {
  return damage.lostFrames + damage.unreadableFrames + damage.cutOff;
}
