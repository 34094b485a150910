import { describe, expect, it } from 'vitest';
import type { ImportField } from '#shared/domain/customer/import/fields.ts';
import { mapRow } from '#shared/domain/customer/import/map-row.ts';

const context = { today: '2026-11-21' };

/** Maps one line given as field → cell, with the field's name as header. */
function map(cells: Partial<Record<ImportField, string>>, given: { areaCode?: string } = {}) {
  const columns = Object.keys(cells) as ImportField[];
  const row = { line: 7, fields: Object.values(cells) };
  return mapRow(row, { headers: columns.map(String), columns }, { ...context, ...given });
}

function draftOf(...args: Parameters<typeof map>) {
  const mapped = map(...args);
  if (!mapped.ok) throw new Error(JSON.stringify(mapped.problems));
  return mapped;
}

function problemsOf(...args: Parameters<typeof map>) {
  const mapped = map(...args);
  return mapped.ok ? [] : mapped.problems.map(({ code, field, rule }) => [code, field, rule]);
}

describe('mapRow', () => {
  it('[S3.7] reads a whole line', () => {
    expect(
      draftOf({
        code: ' 0012 ',
        name: 'Padaria Pão Quente Ltda',
        tradeName: 'Pão Quente',
        document: '12.ABC.345/01DE-35',
        areaCode: '011',
        phone: '3333-4444 / 98765-4321',
        email: 'Contato@Example.com.br; nfe@example.com.br',
        contactName: 'Íris',
        contactRole: 'Gerente',
        contactPhone: '(21) 91234-5678',
        plan: 'Ouro',
        standing: 'Inadimplente',
        standingAsOf: '20/11/2026',
        standingAmount: 'R$ 1.234,56',
        notes: 'Cliente desde 2010',
      }),
    ).toEqual({
      ok: true,
      line: 7,
      notices: [],
      draft: {
        code: '0012',
        name: 'Padaria Pão Quente Ltda',
        tradeName: 'Pão Quente',
        kind: 'pj',
        kindIsKnown: true,
        document: '12ABC34501DE35',
        phones: [
          { number: '+551133334444', label: 'phone' },
          { number: '+5511987654321', label: 'phone' },
        ],
        emails: ['contato@example.com.br', 'nfe@example.com.br'],
        contacts: [
          { name: 'Íris', role: 'Gerente', phones: [{ number: '+5521912345678', label: 'contactPhone' }], emails: [] },
        ],
        plan: 'Ouro',
        standing: { status: 'em-debito', asOf: '2026-11-20', amountCents: 123_456 },
        notes: 'Cliente desde 2010',
      },
    });
  });

  it('[S3.7] refuses a line whose identity is wrong, with every reason', () => {
    expect(problemsOf({ code: '', name: ' ', document: '529.982.247-24' })).toEqual([
      ['document-check-digit', 'document', 'S3.7'],
      ['customer-required', 'name', 'S3.7'],
      ['customer-required', 'code', 'S3.7'],
    ]);
    expect(problemsOf({ code: '1', name: 'x'.repeat(201) })).toEqual([['customer-too-long', 'name', 'S3.7']]);
    expect(problemsOf({ code: '1', name: 'Jo\ufffdo' })).toEqual([['import-damaged-character', 'name', 'S3.7']]);
  });

  it('[S3.7] without a code column the document is the code', () => {
    expect(draftOf({ name: 'Ana', document: '529.982.247-25' }).draft.code).toBe('52998224725');
  });

  it('[S3.7] takes a document of zeros or dashes for none', () => {
    expect(draftOf({ code: '1', name: 'Ana', document: '000.000.000-00' }).draft).not.toHaveProperty('document');
    expect(draftOf({ code: '1', name: 'Ana', document: '-' }).draft).not.toHaveProperty('document');
  });

  it('[S3.7] keeps what it cannot read, and says so', () => {
    const { draft, notices } = draftOf({
      code: '1',
      name: 'Ana\u0000 Maria',
      kind: 'outro',
      phone: 'ramal 21 da portaria',
      email: 'sem arroba',
      standing: 'Ativo',
      standingAmount: 'muito',
      standingAsOf: 'ontem',
    });
    expect(draft).toMatchObject({
      name: 'Ana Maria',
      kind: 'pf',
      kindIsKnown: false,
      phones: [{ number: 'ramal 21 da portaria' }],
      emails: [],
      notes: 'E-mail no arquivo de origem: sem arroba',
      standing: {
        status: 'desconhecida',
        asOf: '2026-11-21',
        note: 'Situação no arquivo: Ativo\nValor no arquivo: muito\nData no arquivo: ontem',
      },
    });
    expect(notices).toHaveLength(7);
  });

  it('[S3.7] the document decides the kind of person', () => {
    expect(draftOf({ code: '1', name: 'Ana', kind: 'PJ', document: '529.982.247-25' })).toMatchObject({
      draft: { kind: 'pf' },
      notices: ['O tipo de pessoa não combina com o documento: vale o documento.'],
    });
  });

  it('[S5.3] an amount alone tells the standing', () => {
    expect(draftOf({ code: '1', name: 'Ana', standingAmount: '10,00' }).draft.standing).toMatchObject({
      status: 'em-debito',
      amountCents: 1_000,
    });
    expect(draftOf({ code: '1', name: 'Ana', standingAmount: '0,00' }).draft.standing).toEqual({
      status: 'em-dia',
      asOf: '2026-11-21',
    });
    expect(draftOf({ code: '1', name: 'Ana', standing: '' }).draft).not.toHaveProperty('standing');
  });

  it('[S3.7] completes telephones with the area code that was chosen', () => {
    expect(draftOf({ code: '1', name: 'Ana', phone: '98765-4321' }, { areaCode: '31' }).draft.phones).toEqual([
      { number: '+5531987654321', label: 'phone' },
    ]);
  });
});
