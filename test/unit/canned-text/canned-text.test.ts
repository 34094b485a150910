import { describe, expect, test } from 'vitest';
import { expandCanned } from '#shared/domain/canned-text/expand.ts';
import { blockProblems, cannedTextProblems } from '#shared/domain/canned-text/problems.ts';
import { cannedShelf } from '#shared/domain/canned-text/shelf.ts';
import { applyTrigger, triggerAt } from '#shared/domain/canned-text/trigger.ts';
import { type CannedText, cannedTextSchema } from '#shared/procedures/schema/texts.ts';
import { readPack } from '#shared/procedures/validate.ts';
import { standardPack } from '#test/unit/flow/call.ts';

const names = new Map([
  ['customer.name', 'nome do cliente'],
  ['company', 'nome da empresa'],
]);
const text = (key: string, body: string, more: object = {}): CannedText =>
  cannedTextSchema.parse({ id: key, key, title: key, use: 'reply', body, ...more });
const asks = [
  { id: 'causa', label: 'O que ocorreu', required: true, long: true },
  { id: 'obs', label: 'Observações', required: false, long: true },
];
const expand = (one: CannedText, more: { asked?: Record<string, string>; facts?: object; with?: CannedText[] } = {}) =>
  expandCanned(one, {
    shelf: cannedShelf({ pack: [one, ...(more.with ?? [])] }),
    asked: more.asked ?? {},
    facts: more.facts ?? { company: 'Casa' },
    names,
  });

describe('[S1.9] a canned text asks for what is missing', () => {
  const closing = text('enc', '{{company}}: {?causa}\nObs.: {?obs}\nFim', { use: 'closing', asks });

  test('says what is still to be answered, and where the gaps are', () => {
    const expanded = expand(closing);
    expect(expanded.text).toBe('Casa: [O que ocorreu]\nFim');
    expect(expanded.missing.map(({ id }) => id)).toEqual(['causa']);
    expect(expanded.asks.map(({ id }) => id)).toEqual(['causa', 'obs']);
    expect(expanded.blanks.map(({ start, end, kind, id }) => [expanded.text.slice(start, end), kind, id])).toEqual([
      ['[O que ocorreu]', 'ask', 'causa'],
    ]);
  });

  test('answered, it is whole; an optional line comes back with its answer', () => {
    expect(expand(closing, { asked: { causa: ' falta de papel ' } })).toMatchObject({
      text: 'Casa: falta de papel\nFim',
      missing: [],
      blanks: [],
    });
    expect(expand(closing, { asked: { causa: 'x', obs: 'y' } }).text).toBe('Casa: x\nObs.: y\nFim');
  });

  test('what a person types is text, whatever it looks like', () => {
    const typed = 'usou {{company}}, {>enc}, {?obs} e {|}';
    expect(expand(closing, { asked: { causa: typed } })).toMatchObject({ text: `Casa: ${typed}\nFim`, cursor: null });
  });

  test('a fact that is not known is a gap with the name that people give it', () => {
    const expanded = expand(text('oi', 'Sr. {{customer.name}},'), { facts: { customer: null } });
    expect([expanded.text, expanded.blanks[0]?.kind, expanded.missing]).toEqual(['Sr. [nome do cliente],', 'fact', []]);
  });

  test.each(['incidente', 'solicitacao', 'mudanca'])('“Encerramento - …” of %s asks for its own data', (type) => {
    const closingText = standardPack.ticketTypes.find(({ id }) => id === type)!.closingText;
    const closingOf = standardPack.cannedTexts.find(({ id }) => id === closingText)!;
    const { missing } = expand(closingOf);
    expect(missing.map(({ id }) => id)).toEqual(closingOf.asks.filter(({ required }) => required).map(({ id }) => id));
    expect(missing.length).toBeGreaterThan(1);
  });
});

describe('blocks within texts', () => {
  const end = text('fim', 'Att.,\n{>casa}', { use: 'block' });
  const house = text('casa', '{{company}}', { use: 'block' });

  test('are put in, to any depth, with what they ask', () => {
    const asking = text('prazo', 'até {?quando}', { use: 'block', asks: [{ id: 'quando', label: 'Quando' }] });
    const expanded = expand(text('oi', 'Retorno {>prazo}.\n{>fim}'), { with: [end, house, asking] });
    expect(expanded.text).toBe('Retorno até [Quando].\nAtt.,\nCasa');
    expect(expanded.missing.map(({ id }) => id)).toEqual(['quando']);
  });

  test('that lead back to themselves are left out, and it says which', () => {
    const a = text('aa', 'A{>bb}');
    const b = text('bb', 'B{>aa}{>nada}', { use: 'block' });
    expect(expand(a, { with: [b] })).toMatchObject({
      text: 'AB',
      left: [
        { key: 'aa', why: 'cycle' },
        { key: 'nada', why: 'unknown' },
      ],
    });
  });

  test('that double each other end', () => {
    const levels = Array.from({ length: 40 }, (_, i) =>
      text(`n${i}x`, `x{>n${i + 1}x}{>n${i + 1}x}`, { use: 'block' }),
    );
    const expanded = expand(text('bomba', '{>n0x}'), { with: levels });
    expect(expanded.text.length).toBeLessThan(20_000);
    expect(expanded.left.some(({ why }) => why === 'too-long')).toBe(true);
  });

  test('a personal block takes the place of the pack’s in the pack’s texts', () => {
    const shelf = cannedShelf({ pack: [house], personal: [text('casa', 'Eu', { use: 'block' })] });
    expect(expandCanned(text('oi', '{>casa}'), { shelf, asked: {}, facts: {}, names }).text).toBe('Eu');
  });
});

describe('short keys', () => {
  test.each([
    ['::enc', 5, 'enc'],
    ['Olá ::', 6, ''],
    ['Olá\n::enc-inc depois', 13, 'enc-inc'],
    ['(::ENC', 6, 'enc'],
    ['http::enc', 9, null],
    ['a :: b', 6, null],
    [':enc', 4, null],
    ['::enc ', 6, null],
  ])('in “%s” at %d: %s', (typed, cursor, key) => {
    expect(triggerAt(typed, cursor)?.typed ?? null).toBe(key);
  });

  test('the key is replaced, and the cursor stands at its stop, else at the first gap, else at the end', () => {
    const apply = (body: string) => {
      const typed = 'Olá ::oi fim';
      const { text: done, cursor } = applyTrigger(typed, triggerAt(typed, 8)!, expand(text('oi', body)));
      return `${done.slice(0, cursor)}|${done.slice(cursor)}`;
    };
    expect(apply('a {|} b {{customer.name}}')).toBe('Olá a | b [nome do cliente] fim');
    expect(apply('a {{customer.name}}')).toBe('Olá a |[nome do cliente] fim');
    expect(apply('a')).toBe('Olá a| fim');
  });

  test('personal before team before pack, and it says whose is hidden', () => {
    const [mine, team, pack] = ['meu', 'do time', 'do pacote'].map((body) => text('oi', body));
    const shelf = cannedShelf({ pack: [pack!, text('tchau', 'x')], team: [team!], personal: [mine!] });
    expect(shelf.byKey('oi')).toMatchObject({ scope: 'personal', text: { body: 'meu' }, hides: ['team', 'pack'] });
    expect(shelf.byKey('tchau')?.scope).toBe('pack');
    expect(cannedShelf({ pack: [pack!], team: [team!] }).byKey('oi')?.scope).toBe('team');
  });

  test('the menu: keys that begin so, then titles; no blocks', () => {
    const shelf = cannedShelf({ pack: standardPack.cannedTexts });
    expect(
      shelf
        .matching('enc')
        .slice(0, 3)
        .map(({ text: one }) => one.key),
    ).toEqual(['enc-incidente', 'enc-mudanca', 'enc-solicitacao']);
    expect(shelf.matching('incid').map(({ text: one }) => one.key)).toEqual(['enc-incidente']);
    expect(shelf.matching('').length).toBe(standardPack.cannedTexts.filter(({ use }) => use !== 'block').length);
    expect(shelf.matching('zzz')).toEqual([]);
  });
});

describe('texts that cannot be used are refused with the pack', () => {
  test('asks and places must match, markers be well written', () => {
    expect(cannedTextProblems({ body: '{?causa} {?outra} {?Causa} {|}{|}', asks }, names)).toEqual([
      '“{?outra}” não tem pergunta de mesmo id em “asks”',
      'a pergunta “obs” não aparece no texto; escreva {?obs}',
      '“{?Causa}” não se entende; escreva {?id}, {>chave} ou {|}',
      'há mais de um lugar para o cursor “{|}”',
    ]);
  });

  test('blocks must exist, not come back, and ask nothing in a closing', () => {
    const asking = text('pergunta', '{?quando}', { use: 'block', asks: [{ id: 'quando', label: 'Quando' }] });
    const closing = text('enc', '{>pergunta}{>nada}{>volta}', { use: 'closing' });
    const shelf = cannedShelf({ pack: [closing, asking, text('volta', '{>enc}', { use: 'block' })] });
    expect(blockProblems(closing, shelf)).toEqual([
      'o bloco “{>nada}” não existe',
      'o bloco “{>enc}” volta a este mesmo texto',
      'o bloco “{>pergunta}” faz perguntas, e um encerramento só faz as suas',
    ]);
  });

  test('the pack says where', () => {
    const cannedTexts = [...standardPack.cannedTexts, text('novo', '{>nada}')];
    const read = readPack({ ...standardPack, cannedTexts });
    expect(!read.ok && read.refusals.map(({ message }) => message)).toEqual([
      'auto-texto “novo” › “body”: o bloco “{>nada}” não existe',
    ]);
  });
});
