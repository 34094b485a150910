import { z } from 'zod';
import { parseHlc } from '#shared/domain/clock/hlc.ts';
import type { Refusal } from '#shared/domain/refusal.ts';
import { type Entry, entrySchema } from '#shared/domain/ticket/entry.ts';
import { DOCUMENT_COLLECTIONS, type DocumentCollection, type PushResult } from '#shared/sync/messages.ts';

/** One row of a push, read: each by itself, so that one that cannot be read never holds up the others. */
export type ReadRow =
  | { kind: 'entry'; entry: Entry; text: string }
  | {
      kind: 'document';
      collection: DocumentCollection;
      id: string;
      version: number;
      former?: string | undefined;
      base: unknown;
      document: Record<string, unknown> | null;
    }
  | { kind: 'unreadable'; result: PushResult & { outcome: 'refused' } };

/** Of one row, in characters of JSON. */
const MOST_TEXT = 400_000;

const object = z.custom<Record<string, unknown>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);
const rowSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('entry'), entry: object }),
  z.strictObject({
    kind: z.literal('document'),
    collection: z.enum(DOCUMENT_COLLECTIONS),
    id: z.string().min(1).max(64),
    version: z.int().min(0).max(1_000_000_000),
    former: z.uuid().optional(),
    base: object.nullable(),
    document: object.nullable(),
  }),
]);

/** @param now milliseconds of the centre */
export function readRow(row: unknown, now: number): ReadRow {
  const read = rowSchema.safeParse(row);
  if (!read.success) return unreadable(row, { code: 'row-invalid', message: 'A central não entende este registro.' });
  const text = JSON.stringify(read.data.kind === 'entry' ? read.data.entry : read.data.document);
  const fault = textFault(row, text);
  if (fault) return unreadable(row, fault);
  if (read.data.kind === 'document') return read.data;
  const entry = entrySchema.safeParse(read.data.entry);
  if (!entry.success)
    return unreadable(row, {
      code: 'entry-invalid',
      field: entry.error.issues[0]?.path.join('.'),
      message: 'A central não entende este registro.',
      way: 'Se a central for mais antiga que a estação, atualize a central e reenvie.',
    });
  if (!stampHolds(entry.data.hlc, now) || !Object.values(entry.data.base).every((stamp) => stampHolds(stamp, now)))
    return unreadable(row, {
      code: 'stamp-invalid',
      field: 'hlc',
      message: 'A ordem deste registro não pode ser lida.',
    });
  return { kind: 'entry', entry: entry.data, text: JSON.stringify(entry.data) };
}

/** A clock may be off by years and blocks nobody; a stamp beyond that would drag every clock along for good. */
const FARTHEST_AHEAD_MS = 40 * 365 * 86_400_000;

function stampHolds(stamp: string, now: number): boolean {
  const read = parseHlc(stamp);
  return read !== null && read.time < now + FARTHEST_AHEAD_MS;
}

function unreadable(row: unknown, refusal: Refusal): ReadRow {
  return { kind: 'unreadable', result: { id: idOf(row), outcome: 'refused', refusals: [refusal] } };
}

/** What the station may call it; only for the reply, which is in the order of the rows anyway. */
function idOf(row: unknown): string {
  const { id, entry } = (row ?? {}) as { id?: unknown; entry?: { id?: unknown } };
  const found = id ?? entry?.id;
  return typeof found === 'string' ? found.toWellFormed().slice(0, 64) : '';
}

function textFault(row: unknown, text: string): Refusal | null {
  if (text.length > MOST_TEXT) return { code: 'row-too-large', message: 'Este registro é grande demais.' };
  if (hasForbiddenText(row))
    return {
      code: 'text-unstorable',
      message: 'O texto tem um caractere que não pode ser guardado (nulo ou partido).',
      way: 'Abra o registro, apague o caractere e envie de novo.',
    };
  return null;
}

function hasForbiddenText(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed();
  if (Array.isArray(value)) return value.some(hasForbiddenText);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(
    ([key, inside]) => key === '__proto__' || hasForbiddenText(key) || hasForbiddenText(inside),
  );
}
