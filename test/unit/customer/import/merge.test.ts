import { describe, expect, it } from 'vitest';
import { customerSchema } from '#shared/domain/customer/customer.ts';
import type { CustomerDraft } from '#shared/domain/customer/import/map-row.ts';
import { customerFromDraft, mergeDraft } from '#shared/domain/customer/import/merge.ts';
import { aCustomer } from '#test/fixtures/customer.ts';

const stamp = { now: '2026-11-21T13:30:00.000Z', importBatch: 'batch-2' };
const draft: CustomerDraft = {
  code: '1042',
  name: 'Antônio C. da Conceição',
  kind: 'pf',
  kindIsKnown: false,
  phones: [
    { number: '+5511987654321', label: 'Telefone' },
    { number: '+551133334444', label: 'Fixo' },
  ],
  emails: ['antonio@example.com.br'],
  contacts: [],
  notes: 'Do arquivo',
  plan: 'Prata',
};

describe('customerFromDraft', () => {
  it('[S3.7] is a whole customer of unknown standing', () => {
    const customer = customerFromDraft(draft, { ...stamp, id: 'new-1', today: '2026-11-21' });
    expect(customerSchema.parse(customer)).toEqual(customer);
    expect(customer).not.toHaveProperty('kindIsKnown');
    expect(customer).toMatchObject({
      standing: { status: 'desconhecida', asOf: '2026-11-21' },
      importBatch: 'batch-2',
      createdAt: stamp.now,
    });
  });
});

describe('mergeDraft', () => {
  const current = aCustomer({
    kind: 'pj',
    product: 'Loja',
    emails: ['financeiro@example.com.br'],
    notes: 'Ligar depois das 14h.',
    onCallNote: 'Inventário no sábado.',
  });

  it('[S3.7] replaces what the file says, keeps what it does not say, and takes away nothing that was added by hand', () => {
    const merged = mergeDraft(current, draft, stamp);
    expect(customerSchema.parse(merged)).toEqual(merged);
    expect(merged).toMatchObject({
      id: current.id,
      code: current.code,
      name: draft.name,
      kind: 'pj',
      product: 'Loja',
      plan: 'Prata',
      phones: [
        { number: '+5511987654321', label: 'Celular' },
        { number: '+551133334444', label: 'Fixo' },
      ],
      emails: ['financeiro@example.com.br', 'antonio@example.com.br'],
      notes: 'Ligar depois das 14h.\nDo arquivo',
      onCallNote: 'Inventário no sábado.',
      standing: current.standing,
      createdAt: current.createdAt,
      updatedAt: stamp.now,
      importBatch: 'batch-2',
    });
  });

  it('[S3.7] is the same when the file is imported twice', () => {
    const once = mergeDraft(current, draft, stamp);
    expect(mergeDraft(once, draft, stamp)).toEqual(once);
  });

  it('[S5.3] an older standing does not replace a newer one', () => {
    const older = { status: 'em-debito', asOf: '2026-11-01' } as const;
    const newer = { status: 'em-debito', asOf: '2026-11-21' } as const;
    expect(mergeDraft(current, { ...draft, standing: older }, stamp).standing).toEqual(current.standing);
    expect(mergeDraft(current, { ...draft, standing: newer }, stamp).standing).toEqual(newer);
  });
});
