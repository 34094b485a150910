import { expect, test } from 'vitest';
import { mergeUnsent } from '#main/sync/merge-unsent.ts';

const base = { id: '1', name: 'A', notes: '', city: 'X' };

test('[B3] edits here and edits there in different fields are both kept', () => {
  const merged = mergeUnsent({ base, sent: null, here: { ...base, notes: 'n' }, centre: { ...base, city: 'Y' } });
  expect(merged).toEqual({ document: { id: '1', name: 'A', notes: 'n', city: 'Y' }, lost: [] });
});

test('[B3] the same field edited by both: the centre stands, the other is told', () => {
  const merged = mergeUnsent({ base, sent: null, here: { ...base, name: 'B' }, centre: { ...base, name: 'C' } });
  expect(merged?.document.name).toBe('C');
  expect(merged?.lost).toEqual([{ field: 'name', kept: 'C', lost: 'B' }]);
});

test('trap 4: what the centre has as it was pushed is no edit of somebody else', () => {
  const sent = { ...base, notes: 'first' };
  const here = { ...base, notes: 'second' };
  expect(mergeUnsent({ base, sent, here, centre: sent })).toEqual({ document: here, lost: [] });
});

test('trap 4: a push that never arrived does not make the edit after it look like a clash', () => {
  const sent = { ...base, notes: 'first' };
  const here = { ...base, notes: 'second' };
  const centre = { ...base, city: 'Y' };
  expect(mergeUnsent({ base, sent, here, centre })).toEqual({ document: { ...here, city: 'Y' }, lost: [] });
});

test('trap 4: what was made here, edited at another station before the answer came, and edited here: no clash', () => {
  const sent = { ...base, updatedAt: '2026-11-21T10:00:00.000Z' };
  const here = { ...sent, notes: 'second', updatedAt: '2026-11-21T12:00:00.000Z' };
  const centre = { ...sent, city: 'Y', tradeName: 'T', updatedAt: '2026-11-21T11:00:00.000Z' };
  expect(mergeUnsent({ base: null, sent, here: { ...here, city: 'Y' }, centre })).toEqual({
    document: { ...here, city: 'Y', tradeName: 'T' },
    lost: [],
  });
});
