import { describe, expect, it } from 'vitest';
import { customerSchema } from '#shared/domain/customer/customer.ts';
import type { CustomerInput } from '#shared/domain/customer/customer-input.ts';
import { decideEditCustomer, decideRegisterCustomer, type RegisterContext } from '#shared/domain/customer/register.ts';
import { aCustomer } from '#test/fixtures/customer.ts';

const context: RegisterContext = { id: 'new-1', now: '2026-11-21T13:30:00.000Z', today: '2026-11-21', existing: {} };
const least: CustomerInput = { code: '77', name: 'Maria das Dores', kind: 'pf' };

function refusalsOf(input: CustomerInput, given: Partial<RegisterContext> = {}) {
  const result = decideRegisterCustomer(input, { ...context, ...given });
  return result.ok ? [] : result.refusals;
}

describe('decideRegisterCustomer', () => {
  it('[S5.1] registers on the spot with code, name and kind', () => {
    const result = decideRegisterCustomer(least, context);
    expect(result).toEqual({
      ok: true,
      value: {
        id: 'new-1',
        code: '77',
        name: 'Maria das Dores',
        kind: 'pf',
        phones: [],
        emails: [],
        contacts: [],
        notes: '',
        standing: { status: 'desconhecida', asOf: '2026-11-21' },
        createdAt: '2026-11-21T13:30:00.000Z',
        updatedAt: '2026-11-21T13:30:00.000Z',
      },
    });
    if (result.ok) expect(Object.values(result.value)).not.toContain(undefined);
  });

  it('[S3.7] keeps every field, cleaned and normalised', () => {
    const result = decideRegisterCustomer(
      {
        code: ' C-0012 ',
        name: ' Padaria \u0000 Pão  Quente Ltda ',
        document: '12.abc.345/01de-35',
        phones: [
          { number: '(11) 98765-4321', label: 'WhatsApp' },
          { number: '3333-4444 ramal 21', label: 'Recepção' },
          { number: '  ' },
        ],
        emails: [' Contato@Padaria.com.br ', 'contato@padaria.com.br', ''],
        contacts: [{ name: 'José', role: 'Gerente', phones: [{ number: '11 91234-5678' }] }],
        tradeName: 'Pão Quente',
        plan: 'Ouro',
        product: 'Loja',
        version: '8.1',
        standing: { status: 'em-debito', asOf: '2026-11-01', amountCents: 12_050 },
        onCallNote: 'Troca de servidor no sábado.\r\nLigar antes.',
        notes: '',
      },
      { ...context, areaCode: '11' },
    );
    expect(result).toMatchObject({
      ok: true,
      value: {
        code: 'C-0012',
        name: 'Padaria Pão Quente Ltda',
        kind: 'pj',
        document: '12ABC34501DE35',
        phones: [
          { number: '+5511987654321', label: 'WhatsApp' },
          { number: '+551133334444', label: 'Recepção, ramal 21' },
        ],
        emails: ['contato@padaria.com.br'],
        contacts: [{ name: 'José', role: 'Gerente', phones: [{ number: '+5511912345678', label: '' }], emails: [] }],
        onCallNote: 'Troca de servidor no sábado.\nLigar antes.',
        standing: { status: 'em-debito', asOf: '2026-11-01', amountCents: 12_050 },
      },
    });
    if (result.ok) expect(customerSchema.parse(result.value)).toEqual(result.value);
  });

  it('[S3.7] refuses everything that is wrong at once, each with field, rule, message and way', () => {
    const refusals = refusalsOf({
      code: 'x'.repeat(41),
      name: ' ',
      document: '529.982.247-24',
      phones: [{ number: '11 98765-4321' }, { number: '98765-4321' }],
      emails: ['sem arroba'],
      contacts: [{ name: '', emails: ['a@b'] }],
      notes: 'n'.repeat(20_001),
    });
    expect(refusals.map(({ code, field }) => [code, field])).toEqual([
      ['customer-too-long', 'code'],
      ['customer-required', 'name'],
      ['document-check-digit', 'document'],
      ['phone-area-code-missing', 'phones.1.number'],
      ['customer-email', 'emails.0'],
      ['customer-required', 'contacts.0.name'],
      ['customer-email', 'contacts.0.emails.0'],
      ['customer-too-long', 'notes'],
    ]);
    for (const refusal of refusals) {
      expect(refusal.rule).toBe('S3.7');
      expect(refusal.message).toMatch(/\.$/);
      expect(refusal.way).toMatch(/\.$/);
    }
    expect(refusals.at(-1)?.message).toBe('Observações com mais de 20.000 caracteres.');
  });

  it('[S3.7] refuses a code or a document that another customer has, and says whose', () => {
    const other = { id: 'customer-1', code: '1042', name: 'Antônio' };
    expect(
      refusalsOf(
        { ...least, code: '1042', document: '52998224725' },
        { existing: { byCode: other, byDocument: other } },
      ),
    ).toMatchObject([
      { code: 'customer-code-taken', field: 'code', message: 'O código 1042 já é de Antônio.' },
      {
        code: 'customer-document-taken',
        field: 'document',
        message: 'Este CPF já está no cadastro de Antônio (código 1042).',
      },
    ]);
  });

  it('[S3.7] needs a code unless the station gives one', () => {
    expect(refusalsOf({ name: 'Maria', kind: 'pf' })).toMatchObject([{ code: 'customer-required', field: 'code' }]);
    expect(decideRegisterCustomer({ name: 'Maria', kind: 'pf' }, { ...context, newCode: 'N1-1' })).toMatchObject({
      ok: true,
      value: { code: 'N1-1' },
    });
  });

  it('[S5.3] needs to know natural or legal person, from the document or from the form, and both must agree', () => {
    expect(refusalsOf({ code: '1', name: 'Maria' })).toMatchObject([{ code: 'customer-required', field: 'kind' }]);
    expect(refusalsOf({ ...least, document: '12.ABC.345/01DE-35' })).toMatchObject([
      { code: 'customer-kind-mismatch', field: 'kind', message: 'CNPJ é de pessoa jurídica.' },
    ]);
  });

  it('[S3.7] refuses more telephones than a record holds', () => {
    const phones = Array.from({ length: 21 }, () => ({ number: '11987654321' }));
    expect(refusalsOf({ ...least, phones })).toMatchObject([{ code: 'customer-too-many', field: 'phones' }]);
  });
});

describe('decideEditCustomer', () => {
  const current = aCustomer({ phones: [{ number: 'ramal 21 da portaria', label: '' }], importBatch: 'batch-1' });

  it('[S3.7] keeps identity, birth, import and standing, and replaces the rest', () => {
    const edited = decideEditCustomer(current, { code: '1042', name: 'Antônio Conceição', kind: 'pf' }, context);
    expect(edited).toMatchObject({
      ok: true,
      value: {
        id: 'customer-1',
        name: 'Antônio Conceição',
        phones: [],
        createdAt: current.createdAt,
        updatedAt: context.now,
        importBatch: 'batch-1',
        standing: current.standing,
      },
    });
    if (edited.ok) expect(edited.value).not.toHaveProperty('document');
  });

  it('[S3.7] does not refuse an unreadable number that was on record and is not touched', () => {
    const input = { code: '1042', name: 'Antônio', kind: 'pf' as const, phones: current.phones };
    expect(decideEditCustomer(current, input, context)).toMatchObject({ ok: true, value: { phones: current.phones } });
    expect(
      decideEditCustomer(current, { ...input, phones: [{ number: 'ramal 22 da portaria' }] }, context),
    ).toMatchObject({ ok: false, refusals: [{ field: 'phones.0.number' }] });
  });

  it('[S3.7] does not take the customer for a duplicate of itself', () => {
    const self = { id: 'customer-1', code: '1042', name: 'Antônio' };
    const existing = { byCode: self, byDocument: self };
    const input = { code: '1042', name: 'Antônio', document: '529.982.247-25' };
    expect(decideEditCustomer(current, input, { ...context, existing }).ok).toBe(true);
    expect(decideEditCustomer(current, { ...input, code: '' }, { ...context, existing })).toMatchObject({
      ok: false,
      refusals: [{ field: 'code' }],
    });
  });
});
