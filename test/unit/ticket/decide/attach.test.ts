import { describe, expect, it } from 'vitest';
import { type AttachInput, type AttachRules, decideAttach, isWellTold } from '#shared/domain/ticket/decide/attach.ts';
import type { EntryOf } from '#shared/domain/ticket/entry.ts';
import { entrySchema } from '#shared/domain/ticket/entry.ts';
import { DEFAULT_ATTACHMENT_LIMITS } from '#shared/procedures/schema/attachments.ts';
import { aTicket, closing } from '#test/fixtures/ticket.ts';

const TICKET = '01939d3e-0000-7000-8000-000000000001';
const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1);
const rules: AttachRules = { limits: DEFAULT_ATTACHMENT_LIMITS, publicText: () => [] };

const file = (change: Partial<AttachInput> = {}): AttachInput => ({
  sha256: 'ab'.repeat(32),
  name: 'tela.png',
  size: 9,
  head: png,
  visibility: 'private',
  dimensions: { width: 1280, height: 720 },
  ...change,
});

const attached = (change?: Partial<AttachInput>) => {
  const decided = decideAttach(aTicket(TICKET), file(change), rules);
  if (!decided.ok) throw new Error(decided.refusals[0]?.message);
  return decided.value;
};
const codes = (ticket = aTicket(TICKET), change: Partial<AttachInput> = {}, over = rules) => {
  const decided = decideAttach(ticket, file(change), over);
  return decided.ok ? [] : decided.refusals.map(({ code }) => code);
};

describe('[S2.5] attaching a file', () => {
  it('tells the file, and the ticket shows it', () => {
    const drafts = attached();
    expect(drafts).toMatchObject([
      { kind: 'attached', patch: {}, data: { name: 'tela.png', type: 'image/png', size: 9, width: 1280 } },
    ]);
    expect(aTicket(TICKET, ...drafts).attachments).toMatchObject([
      { sha256: 'ab'.repeat(32), name: 'tela.png', visibility: 'private', entryId: expect.any(String) },
    ]);
  });

  it('writes an entry that every station and the centre understand', () => {
    const [draft] = attached();
    const entry = {
      ...draft,
      id: '01939d3e-0000-7000-8000-00000000000a',
      at: '2026-11-23T12:00:00.000Z',
      hlc: 'x',
      base: {},
      station: '9001',
      actor: { id: 'ana', name: 'Ana', role: 'n1' },
    };
    const read = entrySchema.parse(entry) as EntryOf<'attached'>;
    expect(isWellTold(read.data)).toBe(true);
    expect(isWellTold({ ...read.data, name: '../tela.png' })).toBe(false);
    expect(isWellTold({ ...read.data, type: 'text/html' })).toBe(false);
    expect(isWellTold({ ...read.data, name: 'tela.txt', type: 'text/plain' })).toBe(false);
    expect(entrySchema.safeParse({ ...entry, data: { ...read.data, sha256: 'AB'.repeat(32) } }).success).toBe(false);
  });

  it('only pictures have a width and a height', () => {
    const [draft] = attached({ name: 'nota.txt', head: Uint8Array.of(65) });
    expect(draft?.data).not.toHaveProperty('width');
  });

  it('a closed ticket takes files as it takes reports', () => {
    expect(codes(aTicket(TICKET, closing(TICKET)))).toEqual([]);
  });

  it('the same file stands on a ticket once for each kind of reader', () => {
    const with1 = aTicket(TICKET, ...attached());
    expect(codes(with1)).toEqual(['attachment-twice']);
    expect(codes(with1, { visibility: 'public' })).toEqual([]);
  });

  it('refuses what the rules of the house refuse', () => {
    const small = { ...rules, limits: { maxMegabytes: 1, blockedExtensions: ['png'] } };
    expect(codes(undefined, { size: 2 ** 20 + 1 }, small)).toEqual(['attachment-too-large', 'attachment-type-blocked']);
    expect(codes(undefined, { head: Uint8Array.of(65) })).toEqual(['attachment-type-mismatch']);
  });

  it('[S5.4] a name that the customer reads passes the language check', () => {
    const publicText = (_: string, field: string) => [{ code: 'public-text-blocked', field, message: '…' }];
    expect(codes(undefined, { visibility: 'public' }, { ...rules, publicText })).toEqual(['public-text-blocked']);
    expect(codes(undefined, {}, { ...rules, publicText })).toEqual([]);
  });
});
