import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beginEpoch } from '#server/centre/restored.ts';
import type { PushResult, PushRow } from '#shared/sync/messages.ts';
import { addTestStation, type TestCentre, type TestStation } from '#test/support/centre-process.ts';
import { type CentreWithUnit, openCentreWithUnit } from '#test/support/centre-with-unit.ts';

let opened: CentreWithUnit;
let at: TestCentre;
let station: TestStation;
beforeAll(async () => {
  opened = await openCentreWithUnit();
  at = opened.at;
  const { unitId, staffId } = opened.unit;
  station = await addTestStation(at.centre, { unitId, staffIds: [staffId] });
});
afterAll(() => opened?.close());

type Body = Record<string, unknown> & { id: string };
type Pushed = Omit<Extract<PushRow, { kind: 'document' }>, 'kind' | 'collection' | 'id'>;

async function epochNow(): Promise<string> {
  return (await at.db.query<{ epoch: string }>('SELECT epoch FROM centre')).rows[0]!.epoch;
}

async function push(row: Pushed & { document: unknown }): Promise<PushResult> {
  const { id } = row.document as Body;
  const rows = [{ kind: 'document', collection: 'customers', id, ...row }];
  const reply = await at.centre.push(await station.access(), { epoch: await epochNow(), rows });
  if (!reply.ok) throw new Error(reply.refusals[0]!.code);
  return reply.value.results[0]!;
}

/** The centre as a backup had it: that customer at that state and version. @returns the epoch that ended */
async function restore({ id }: Body, { version, body }: { version: number; body: Body }): Promise<string> {
  const former = await epochNow();
  await at.db.query("UPDATE document SET version = $2, body = $3 WHERE collection = 'customers' AND id = $1", [
    id,
    version,
    JSON.stringify(body),
  ]);
  await beginEpoch(at.db, Date.now());
  return former;
}

const atCentre = async ({ id }: Body): Promise<Body> => {
  const { rows } = await at.db.query<{ body: string }>(
    "SELECT body FROM document WHERE collection = 'customers' AND id = $1",
    [id],
  );
  return JSON.parse(rows[0]!.body) as Body;
};

/** A customer at version 1 in the backup (`kept`) and at version 2 before it was put back (`later`). */
async function restoredCustomer(change: Partial<Body>): Promise<{ kept: Body; later: Body; former: string }> {
  const kept: Body = {
    id: randomUUID(),
    code: randomUUID().slice(0, 8),
    name: 'Comercial Aurora',
    kind: 'pj',
    phones: [],
    emails: [],
    contacts: [],
    standing: { status: 'em-dia', asOf: '2026-11-20' },
    notes: '',
    createdAt: '2026-11-20T10:00:00.000Z',
    updatedAt: '2026-11-20T10:00:00.000Z',
  };
  const later: Body = { ...kept, ...change, updatedAt: '2026-11-20T12:00:00.000Z' };
  await push({ version: 0, base: null, document: kept as never });
  await push({ version: 1, base: kept as never, document: later as never });
  const former = await restore(kept, { version: 1, body: kept });
  return { kept, later, former };
}

describe('[B3] a document after the centre was restored from a backup', () => {
  it('is what a returning station has, when nobody wrote it since', async () => {
    const { later, former } = await restoredCustomer({ plan: 'Ouro', notes: 'de antes' });
    expect(await push({ version: 2, former, base: later as never, document: later as never })).toMatchObject({
      outcome: 'accepted',
      version: 3,
    });
    expect(await atCentre(later)).toEqual(later);
  });

  it('keeps what was written since, field by field, and tells what of the former epoch did not stand', async () => {
    const { kept, later, former } = await restoredCustomer({ plan: 'Ouro', notes: 'de antes' });
    const since = { ...kept, notes: 'de depois', company: 'Aurora S.A.', updatedAt: '2026-11-21T09:00:00.000Z' };
    expect(await push({ version: 1, base: kept as never, document: since as never })).toMatchObject({ version: 2 });
    const back = await push({ version: 2, former, base: later as never, document: later as never });
    expect(back).toMatchObject({
      outcome: 'merged',
      version: 3,
      document: { plan: 'Ouro', notes: 'de depois', company: 'Aurora S.A.' },
      lost: [{ field: 'notes', kept: 'de depois', lost: 'de antes' }],
    });
    expect(await atCentre(kept)).toMatchObject({ plan: 'Ouro', notes: 'de depois', company: 'Aurora S.A.' });
    // The next one has the same of before and an edit of its own on top: nothing is told twice, nothing of its own lost.
    const edited = { ...later, version: '7.1', updatedAt: '2026-11-21T10:00:00.000Z' };
    expect(await push({ version: 2, former, base: later as never, document: edited as never })).toMatchObject({
      outcome: 'merged',
      document: { plan: 'Ouro', notes: 'de depois', version: '7.1' },
      lost: [],
    });
  });

  it('takes an edit that stands on the former epoch for one, and no clash with what it stands on', async () => {
    const { later, former } = await restoredCustomer({ plan: 'Ouro', notes: 'de antes' });
    // One station brings back what there was, with an edit; another edited another field of the same state.
    const first = { ...later, notes: 'corrigido' };
    await push({ version: 2, former, base: later as never, document: first as never });
    const second = { ...later, plan: 'Prata' };
    expect(await push({ version: 2, former, base: later as never, document: second as never })).toMatchObject({
      outcome: 'merged',
      document: { plan: 'Prata', notes: 'corrigido' },
      lost: [],
    });
  });

  it('of two restorations ago gives way, and says what it had', async () => {
    const { kept, later, former } = await restoredCustomer({ plan: 'Ouro' });
    const since = { ...kept, plan: 'Prata', updatedAt: '2026-11-21T09:00:00.000Z' };
    await push({ version: 1, base: kept as never, document: since as never });
    await restore(kept, { version: 2, body: since });
    const long = { ...later, notes: 'há muito' };
    const back = await push({ version: 9, former, base: later as never, document: long as never });
    expect(back).toMatchObject({ outcome: 'merged', document: { plan: 'Prata' } });
    expect(back.outcome === 'merged' && back.lost.map(({ field }) => field)).toContain('plan');
    expect(await atCentre(kept)).toMatchObject({ plan: 'Prata' });
  });

  it('that the backup never had comes back, and its second bringer changes nothing', async () => {
    const { later } = await restoredCustomer({});
    const born: Body = { ...later, id: randomUUID(), code: randomUUID().slice(0, 8), plan: 'Ouro' };
    const former = await epochNow();
    await beginEpoch(at.db, Date.now());
    expect(await push({ version: 4, former, base: born as never, document: born as never })).toMatchObject({
      outcome: 'accepted',
      version: 5,
    });
    const newer = { ...born, plan: 'Prata' };
    await push({ version: 5, base: born as never, document: newer as never });
    expect(await push({ version: 4, former, base: born as never, document: born as never })).toMatchObject({
      outcome: 'merged',
      document: { plan: 'Prata' },
      lost: [],
    });
  });
});
