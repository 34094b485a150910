import { describe, expect, test } from 'vitest';
import { checkLanguage } from '#shared/domain/language/check-language.ts';
import { publicTextRefusals } from '#shared/domain/language/public-text.ts';
import { compileWordRules } from '#shared/domain/language/word-rules.ts';
import type { WordRule } from '#shared/procedures/schema/pack.ts';
import { standardPack } from '#test/unit/flow/call.ts';

const rule = (id: string, words: string[], more: Partial<WordRule> = {}): WordRule => ({
  id,
  words,
  stem: false,
  severity: 'block',
  kind: 'offence',
  suggestion: '',
  message: 'não.',
  ...more,
});
const compiled = compileWordRules([
  rule('puta', ['puta']),
  rule('palhaco', ['palhaço']),
  rule('saco', ['saco']),
  rule('cuzao', ['cuzão']),
  rule('animal', ['animal']),
  rule('viagem', ['viagem']),
  rule('vacil', ['vacil'], { stem: true, severity: 'warn' }),
  rule('mano', ['mano'], { severity: 'warn', kind: 'slang', suggestion: 'senhor' }),
  rule('ne', ['né'], { severity: 'warn' }),
  rule('carro-do-chefe', ['filho da puta']),
  rule('empurrar', ['empurr com a barriga'], { stem: true }),
  rule('porra', ['porra']),
]);
const found = (text: string) => checkLanguage(text, compiled).map(({ word, ruleId }) => `${word}:${ruleId}`);

describe('[S5.4] inflections', () => {
  test.each([
    ['palhaços', 'palhaco'],
    ['palhaça', 'palhaco'],
    ['palhacinho', 'palhaco'],
    ['Palhação', 'palhaco'],
    ['saquinho', 'saco'],
    ['SACÃO', 'saco'],
    ['cuzões', 'cuzao'],
    ['cuzona', 'cuzao'],
    ['animais', 'animal'],
    ['animalzinho', 'animal'],
    ['viagens', 'viagem'],
    ['viagenzinha', 'viagem'],
    ['vacilou', 'vacil'],
    ['vacilavam', 'vacil'],
    ['vacilão', 'vacil'],
    ['vacilador', 'vacil'],
    ['empurrou com a barriga', 'empurrar'],
    ['empurramos  com-a barriga', 'empurrar'],
    ['filhas da puta', 'carro-do-chefe'],
  ])('%s is met by %s', (text, ruleId) => {
    expect(found(`Ele disse ${text}, ontem.`)).toEqual([`${text}:${ruleId}`]);
  });
});

describe('[S5.4] disguises', () => {
  test.each([
    ['PUTÁ', 'puta'],
    ['putaaa', 'puta'],
    ['manoooo', 'mano'],
    ['porrrraaa', 'porra'],
    ['p0rra', 'porra'],
    ['p*rra', 'porra'],
    ['P#RR4', 'porra'],
    ['put@ria', null],
    ['pu\u00ADta', 'puta'],
    ['pu\u200Bta', 'puta'],
    ['p o r r a', 'porra'],
    ['p.o.r.r.a', 'porra'],
    ['p-u-t-a', 'puta'],
    ['ｐｕｔａ', 'puta'],
  ])('%s → %s', (text, ruleId) => {
    expect(found(`x, ${text}, y`)).toEqual(ruleId === null ? [] : [`${text}:${ruleId}`]);
  });

  test('codes with figures are left alone', () => {
    expect(found('códigos CU5, P0, V10, 5A4C0, PUT4-9, A*B')).toEqual([]);
  });

  test('only blocking rules are sought in disguise', () => {
    expect(found('m4no m*no m a n o')).toEqual([]);
  });
});

describe('[S5.4] no word inside another', () => {
  test.each(['computador', 'disputa', 'deputado', 'reputação', 'putativo', 'sacola', 'humano', 'Romano', 'emporrado'])(
    '%s',
    (word) => {
      expect(found(word)).toEqual([]);
    },
  );

  test('short rules with an accent are known by it', () => {
    expect(found('né? NE ne')).toEqual(['né:ne']);
  });

  test('the words of an expression stand together', () => {
    expect(found('filho. Da puta')).toEqual(['puta:puta']);
    expect(found('filho\n da puta')).toHaveLength(1);
  });
});

test('[S5.4] a finding carries its place in the text as typed, what it is and what to write instead', () => {
  const text = '🙂 Então, MANOO, ok';
  expect(checkLanguage(text, compiled)).toEqual([
    {
      start: text.indexOf('MANOO'),
      end: text.indexOf('MANOO') + 5,
      word: 'MANOO',
      ruleId: 'mano',
      severity: 'warn',
      kind: 'slang',
      message: 'não.',
      suggestion: 'senhor',
    },
  ]);
});

test('[S5.4] only blocking words refuse a public text, each once, with the way out', () => {
  expect(publicTextRefusals('mano, que puta PUTA, palhaço', 'ticket.body', { words: compiled })).toEqual([
    {
      code: 'public-text-blocked',
      rule: 'S5.4',
      field: 'ticket.body',
      message: '“puta” não pode ir ao cliente: não.',
      way: 'Reescreva o trecho ou passe-o para a nota técnica.',
    },
    expect.objectContaining({ message: '“palhaço” não pode ir ao cliente: não.' }),
  ]);
  expect(publicTextRefusals('mano, vacilou', 'x', { words: compiled })).toEqual([]);
});

test('where a warning and a blocking rule claim one word, it is blocked', () => {
  const both = compileWordRules([rule('w', ['bosta'], { severity: 'warn' }), rule('b', ['bost'], { stem: true })]);
  expect(checkLanguage('bosta', both)).toMatchObject([{ ruleId: 'b', severity: 'block' }]);
});

describe('the default list', () => {
  const standard = compileWordRules(standardPack.wordRules);
  const ids = (text: string) => checkLanguage(text, standard).map(({ ruleId }) => ruleId);

  const honest = [
    'Ao emitir a nota fiscal eletrônica 1.234, série 1, o sistema apresentou a rejeição 539. Conferimos o certificado digital e a data do computador.',
    'O contador Sr. Assis da Cunha Pinto confirmou o cálculo do custo médio; o saldo devedor foi conferido no relatório de inadimplência.',
    'Impressora da marca instalada no servidor; HD de 2 TB; freio ABS; Cuiabá/MT; conector TNC; CRL do certificado; produto não conforme (PNC).',
    'Produto de boa qualidade, entregue na boa-fé; valor da hora extra; está fazendo hora extra; role a página até o fim; o cliente falou com a filial.',
    'Cadastro de picareta, bucha, pepino, abacaxi, galinha, baleia, bico, manco, truta, mangueira furada, gordura, creme gordo, ferro, ferramenta.',
    'A loja foi arrombada ontem. Carona, caro, cara nova, massa salarial, parada da linha, saque, sacou o dinheiro, sacolas, caixa, porca e parafuso.',
    'Logo após atualizar, o logotipo sumiu. Sete itens, seta para cima, setor fiscal. BIOS atualizada pelo responsável. Tóner em pó. Judeu e judia.',
    'O computador reputado disputou a deputação. Executar, cumprir, acumular, recusa, cupom, cuidado, cueca, curso, custo, cubo, cultura.',
    'Sr. Mano? Não: Germano, Romano, humano, romana, manual, mandato, semana, comando. Merendeira, esmeralda, merecido.',
    'De maneira que a troca do troco, a coisa, as barracas, a brigada, a calota e o cacetinho da padaria não entrem; cavalo crioulo; encher o tanque.',
    'Call center informado. Escola, coleção, pescador, estatuto, estátua, instituto, substituto, minuto, produto, imputação, amputado.',
  ];
  test.each(honest)('says nothing of honest text: %s', (text) => {
    expect(ids(text).filter((id) => id !== 'mano')).toEqual([]);
  });

  test.each([
    ['Que merda de sistema', 'merda'],
    ['o usuário é burro', 'burro'],
    ['deu pau no servidor', 'deu-pau'],
    ['vou dar um jeito', 'jeitinho'],
    ['o cliente é caloteiro', 'caloteiro'],
    ['fizemos uma gambiarra', 'gambiarra'],
    ['vc pode reiniciar?', 'vc'],
    ['kkkkkk', 'risada'],
    ['o sistema bugou', 'bug'],
    ['startei o serviço', 'startar'],
    ['não fala pro cliente', 'nao-contar'],
    ['use a senha master', 'senha-mestra'],
    ['SLA estourado', 'sla'],
    ['tá funcionando, né', 'ta'],
  ])('%s', (text, id) => {
    expect(ids(text)).toContain(id);
  });

  test('is long enough to be of use, and every rule says what is wrong', () => {
    expect(standardPack.wordRules.length).toBeGreaterThan(150);
    for (const one of standardPack.wordRules) {
      for (const word of one.words) {
        if (!one.stem) expect(ids(word), word).not.toEqual([]);
      }
    }
  });

  test('the default pack’s own texts to the customer pass it', () => {
    const speech = standardPack.flows.flatMap(({ steps }) =>
      steps.flatMap(({ scripts }) => scripts.filter(({ tone }) => tone === 'speech').map(({ text }) => text)),
    );
    const canned = standardPack.cannedTexts.map(({ body }) => body);
    const declining = standardPack.categories.flatMap(({ outOfScope }) => outOfScope?.script ?? []);
    for (const text of [...speech, ...canned, ...declining]) {
      expect(ids(text.replace(/\{[^}]*\}+/gu, '')), text).toEqual([]);
    }
  });

  test('suggestions are themselves clean', () => {
    for (const { suggestion } of standardPack.wordRules) expect(ids(suggestion), suggestion).toEqual([]);
  });
});
