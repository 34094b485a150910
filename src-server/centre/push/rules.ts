import type { Refusal } from '#shared/domain/refusal.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import type { Folded } from '#shared/domain/ticket/fold.ts';
import type { Pack } from '#shared/procedures/schema/pack.ts';
import type { LostField } from '#shared/sync/messages.ts';

export interface AdmitContext {
  pack: Pack | null;
  actor: { id: string; role: string; active: boolean } | null;
  stationNumbers: string[];
}

export function admit(_head: Folded | null, entry: Entry, { actor, stationNumbers }: AdmitContext): Refusal[] {
  if (!stationNumbers.includes(entry.station))
    return [{ code: 'foreign-station', message: 'Este registro diz ser de outra estação.' }];
  if (!actor?.active) return [{ code: 'actor-inactive', message: 'Quem escreveu não trabalha mais aqui.' }];
  return [];
}

type Json = Record<string, unknown>;

export function mergeThreeWay({ base, theirs, ours }: { base: Json; theirs: Json; ours: Json }): {
  merged: Json;
  lost: LostField[];
} {
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  const merged: Json = { ...theirs };
  const lost: LostField[] = [];
  for (const field of new Set([...Object.keys(ours), ...Object.keys(base)])) {
    if (same(ours[field], base[field]) || same(ours[field], theirs[field])) continue;
    if (same(theirs[field], base[field])) merged[field] = ours[field];
    else lost.push({ field, kept: theirs[field], lost: ours[field] });
  }
  return { merged, lost };
}
