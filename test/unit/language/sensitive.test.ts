import { describe, expect, test } from 'vitest';
import { packTextCheck, publicTextFindings, publicTextRefusals } from '#shared/domain/language/public-text.ts';
import { sensitiveFindings } from '#shared/domain/language/sensitive.ts';
import { staffNames } from '#shared/domain/language/staff-names.ts';
import { compileWordRules } from '#shared/domain/language/word-rules.ts';
import { DEFAULT_SENSITIVE_DATA } from '#shared/procedures/schema/texts.ts';
import { standardPack } from '#test/unit/flow/call.ts';

const staff = staffNames(['Ana Clara de Souza', 'Márcio Antônio', 'Rosa', 'Ana Lima']);
const context = { severities: DEFAULT_SENSITIVE_DATA, staff };
const found = (text: string, more: object = {}) =>
  sensitiveFindings(text, { ...context, ...more }).map(({ kind, word, severity }) => `${kind} ${severity}: ${word}`);

describe('[S5.4] personal and secret data in a text for the customer', () => {
  test.each([
    ['O CPF 529.982.247-25 foi corrigido.', ['cpf block: 529.982.247-25']],
    ['cpf 52998224725', ['cpf block: 52998224725']],
    ['número 529 982 247 25', ['cpf block: 529 982 247 25']],
    ['CNPJ 11.222.333/0001-81', ['cnpj warn: 11.222.333/0001-81']],
    ['CNPJ 12.ABC.345/01DE-35', ['cnpj warn: 12.ABC.345/01DE-35']],
    ['cartão 4111 1111 1111 1111, validade 10/30', ['card block: 4111 1111 1111 1111']],
    ['cartão 5555-5555-5555-4444', ['card block: 5555-5555-5555-4444']],
    ['amex 378282246310005', ['card block: 378282246310005']],
    ['A nova senha é Abc@1234.', ['password block: Abc@1234']],
    ['senha: 1234', ['password block: 1234']],
    ['Senha provisória = "x9!k"', ['password block: x9!k']],
    ['seu token -> 83ks-92ms', ['password block: 83ks-92ms']],
    ['A Ana Souza vai retornar.', ['staffName warn: Ana Souza']],
    ['Falar com ANA CLARA DE SOUZA', ['staffName warn: ANA CLARA DE SOUZA']],
    ['O Marcio Antonio resolveu', ['staffName warn: Marcio Antonio']],
    ['Ana Lima e Ana de Souza', ['staffName warn: Ana Lima', 'staffName warn: Ana de Souza']],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  test.each([
    ['check digits that are wrong', 'CPF 529.982.247-26, CNPJ 11.222.333/0001-82, cartão 4111 1111 1111 1112'],
    ['a protocol number', 'Protocolo 261121 0312 0047 9'],
    ['numbers that are nobody’s card', 'Nota 1234567890123452, boleto 34191790010104351004791020150008291070026000'],
    ['a telephone number', 'Ligue (11) 98765-4321 ou 0800 123 4567'],
    ['repeated digits', '111.111.111-11 e 0000 0000 0000 0000'],
    [
      'talk about passwords',
      'A senha é pessoal. Senha: não compartilhe. A senha expira em: 25/12/2026. Troque a senha!',
    ],
    ['one name alone', 'Ana vai retornar. A Rosa ligou.'],
    ['another person', 'Ana Paula Souza e Carlos Antônio'],
    ['names that are words', 'a lima e a souza'],
    ['nothing', ''],
  ])('is not found in %s', (_, text) => {
    expect(found(text)).toEqual([]);
  });

  test('the customer’s own document is a warning, and so is a number that may be a mobile one', () => {
    expect(found('CPF 529.982.247-25', { ownDocument: '52998224725' })).toEqual(['cpf warn: 529.982.247-25']);
    expect(found('Ligar 11987654374')).toEqual(['cpf warn: 11987654374']);
    expect(found('CPF: 11987654374')).toEqual(['cpf block: 11987654374']);
  });

  test('the pack says how severe it is', () => {
    const severities = { ...DEFAULT_SENSITIVE_DATA, cpf: 'off', staffName: 'block' } as const;
    expect(found('529.982.247-25 da Ana Lima', { severities })).toEqual(['staffName block: Ana Lima']);
  });

  test('each finding says where it stands and what to do', () => {
    const text = 'x 529.982.247-25';
    const [one] = sensitiveFindings(text, context);
    expect(text.slice(one!.start, one!.end)).toBe('529.982.247-25');
    expect(one).toMatchObject({ message: 'é um CPF.', suggestion: 'Escreva só o final, como “CPF terminado em -09”.' });
  });
});

describe('[S5.4] words and data together', () => {
  const words = compileWordRules(standardPack.wordRules);

  test('are marked in order, apart, and both refuse', () => {
    const text = 'mano, o CPF 529.982.247-25 e a senha mestra: abc123';
    const findings = publicTextFindings(text, { words, sensitive: context });
    expect(findings.map(({ word }) => word)).toEqual(['mano', '529.982.247-25', 'senha mestra', 'abc123']);
    expect(publicTextRefusals(text, 'body', { words, sensitive: context }).map(({ message }) => message)).toEqual([
      '“529.982.247-25” não pode ir ao cliente: é um CPF.',
      expect.stringContaining('“senha mestra” não pode ir ao cliente'),
      '“abc123” não pode ir ao cliente: parece uma senha.',
    ]);
  });

  test('the same check at the form, the station and the centre', () => {
    expect(packTextCheck(standardPack)('cartão 4111 1111 1111 1111', 'body')).toEqual([
      {
        code: 'public-text-blocked',
        rule: 'S5.4',
        field: 'body',
        message: '“4111 1111 1111 1111” não pode ir ao cliente: é um número de cartão.',
        way: 'Retire-o; se preciso, escreva só os quatro últimos algarismos.',
      },
    ]);
  });

  test('what the pack sends to customers by itself passes', () => {
    const check = packTextCheck(standardPack);
    for (const { body, key } of standardPack.cannedTexts) expect([key, check(body, 'body')]).toEqual([key, []]);
  });
});
