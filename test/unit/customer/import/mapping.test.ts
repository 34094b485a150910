import { describe, expect, it } from 'vitest';
import { checkMapping, detectHeader, fieldOfHeader, suggestMapping } from '#shared/domain/customer/import/mapping.ts';
import { CSV_HEADER, customerCells } from '#test/fixtures/customers-csv.ts';

describe('fieldOfHeader', () => {
  it.each([
    ['Código', 'code'],
    ['CÓD. CLIENTE', 'code'],
    ['Cod_Cliente', 'code'],
    ['codCliente', 'code'],
    ['Nº do cliente', 'code'],
    ['Cliente', 'name'],
    ['Razão Social', 'name'],
    ['Nome / Razão Social', 'name'],
    ['Nome completo', 'name'],
    ['Nome Fantasia', 'tradeName'],
    ['CPF/CNPJ', 'document'],
    ['cnpj', 'document'],
    ['Documento', 'document'],
    ['Tipo de pessoa', 'kind'],
    ['PF/PJ', 'kind'],
    ['Telefone', 'phone'],
    ['Telefone 2', 'phone'],
    ['Celular', 'phone'],
    ['WhatsApp', 'phone'],
    ['Fone comercial', 'phone'],
    ['DDD', 'areaCode'],
    ['E-mail', 'email'],
    ['EMAIL', 'email'],
    ['Contato', 'contactName'],
    ['Telefone do contato', 'contactPhone'],
    ['E-mail do responsável', 'contactEmail'],
    ['Cargo', 'contactRole'],
    ['Plano', 'plan'],
    ['Sistema', 'product'],
    ['Versão', 'version'],
    ['Situação', 'standing'],
    ['Status financeiro', 'standing'],
    ['Débito', 'standing'],
    ['Inadimplente?', 'standing'],
    ['Data', 'standingAsOf'],
    ['Data da situação', 'standingAsOf'],
    ['Valor em débito', 'standingAmount'],
    ['Saldo devedor', 'standingAmount'],
    ['Observações', 'notes'],
    ['Obs.', 'notes'],
    ['Aviso plantão', 'onCallNote'],
    ['Empresa', 'company'],
    ['Cidade', undefined],
    ['Data de nascimento', undefined],
    ['', undefined],
  ])('[S3.7] %j is %s', (header, field) => {
    expect(fieldOfHeader(header)).toBe(field);
  });
});

describe('detectHeader', () => {
  it('[S3.7] finds it in the first record, under a title, or not at all', () => {
    expect(detectHeader([CSV_HEADER, customerCells(1)])).toBe(0);
    expect(detectHeader([['Relatório de clientes'], ['Emitido em 20/11/2026'], CSV_HEADER, customerCells(1)])).toBe(2);
    expect(detectHeader([customerCells(1), customerCells(2)])).toBeUndefined();
    expect(detectHeader([])).toBeUndefined();
  });
});

describe('suggestMapping', () => {
  it('[S3.7] maps by header', () => {
    expect(suggestMapping(CSV_HEADER, [customerCells(1)]).columns).toEqual([
      'code',
      'name',
      'document',
      'phone',
      'phone',
      'email',
      'plan',
      'standing',
      'standingAsOf',
    ]);
  });

  it('[S3.7] maps by content what the header does not say', () => {
    const rows = [2, 4, 6].map((number) => customerCells(number));
    expect(
      suggestMapping(
        Array.from(CSV_HEADER, () => ''),
        rows,
      ).columns,
    ).toEqual([null, null, 'document', 'phone', 'phone', 'email', null, null, null]);
  });

  it('[S3.7] takes "Cliente" full of numbers for the code, and the trade name for the name', () => {
    expect(suggestMapping(['Cliente', 'Fantasia', 'Cidade'], [['12', 'Pão Quente', 'Bauru']]).columns).toEqual([
      'code',
      'name',
      null,
    ]);
  });

  it('[S3.7] gives a field that cannot repeat to one column only', () => {
    expect(suggestMapping(['Código', 'Código', 'Nome', 'Telefone', 'Celular'], []).columns).toEqual([
      'code',
      null,
      'name',
      'phone',
      'phone',
    ]);
  });
});

describe('checkMapping', () => {
  it('[S3.7] needs a name, a code or a document, and no field twice', () => {
    const check = (...columns: Parameters<typeof checkMapping>[0]['columns']) =>
      checkMapping({ headers: columns.map(() => ''), columns }).map((refusal) => refusal.code);
    expect(check('code', 'name')).toEqual([]);
    expect(check('document', 'name')).toEqual([]);
    expect(check('phone', 'phone', null)).toEqual(['import-missing-name', 'import-missing-code']);
    expect(check('code', 'name', 'name')).toEqual(['import-repeated-field']);
  });
});
