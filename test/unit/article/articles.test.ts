import { describe, expect, test } from 'vitest';
import {
  articlesFor,
  articleUses,
  citedArticles,
  paragraphFor,
  searchArticles,
} from '#shared/domain/article/articles.ts';
import { standardPack as pack } from '#test/unit/flow/call.ts';

const numbers = (typed: string) => searchArticles(pack.articles, typed).map(({ number }) => number);

describe('[S1.16] procedures are at hand from the ticket', () => {
  test('those of the step, of the category and of the closing, each once with its reasons', () => {
    const place = { flowId: pack.callFlow, stepId: 'analise', category: 'instalacao', closedWith: 7347 };
    expect(articlesFor(pack, place).map(({ article, reasons }) => [article.number, ...reasons])).toEqual([
      [1001, 'step'],
      [7037, 'step', 'category'],
      [7347, 'closing'],
    ]);
    expect(articlesFor(pack, { flowId: null, stepId: null, category: null, closedWith: null })).toEqual([]);
  });

  test.each([
    [7347, ['atender'], ['contato-complementar'], true],
    [7037, ['analise'], ['instalacao', 'treinamento'], false],
    [7367, ['ocorrencia'], [], false],
  ])('FAQ %d is cited by steps %j and categories %j', (number, steps, categories, closes) => {
    const uses = articleUses(pack, number);
    expect([uses.steps.map(({ stepId }) => stepId), uses.categories, uses.closesComplementaryCalls]).toEqual([
      steps,
      categories,
      closes,
    ]);
  });

  test.each([
    ['[S4.3]', 7347, 'encerrada com este FAQ'],
    ['[S4.12]', 7037, 'vagas disponíveis por horário'],
    ['[S4.13]', 7367, 'IS (imediato), Urgente, 2 horas, 4 horas, 24 horas, 72 horas e 10 dias'],
  ])('%s FAQ %d has the words of its source', (_, number, words) => {
    expect(pack.articles.find((one) => one.number === number)?.body).toContain(words);
  });
});

describe('[S1.16] articles are found offline', () => {
  test.each([
    ['7347', [7347]],
    ['FAQ 7037', [7037]],
    ['73', [7347, 7367]],
    ['sla', [7367]],
    ['prazo atraso', [7367]],
    ['HORARIO MARCADO', [7037]],
    ['complementar', [7347]],
    ['palavra que não existe', []],
  ])('“%s”', (typed, expected) => {
    expect(numbers(typed)).toEqual(expected);
  });

  test('titles come before keywords, keywords before bodies; nothing typed is all of them', () => {
    expect(numbers('abas')[0]).toBe(1004);
    expect(numbers('').length).toBe(pack.articles.length);
  });

  test('the paragraph that answers', () => {
    const article = pack.articles.find(({ number }) => number === 7037)!;
    expect(paragraphFor(article, 'provisorio sem rede')).toContain('provisório');
    expect(paragraphFor(article, 'zzz')).toBe('1. Abra o Agendamento técnico.');
  });
});

describe('articles are cited by number', () => {
  test.each([
    ['Conforme o FAQ 7347.', [[7347, true]]],
    [
      'faq nº 7037 e Artigo 9999',
      [
        [7037, true],
        [9999, false],
      ],
    ],
    ['FAQ#7367', [[7367, true]]],
    ['protocolo 7347', []],
  ])('%s', (text, expected) => {
    const found = citedArticles(text, pack.articles);
    expect(found.map(({ number, known }) => [number, known])).toEqual(expected);
    for (const { start, end, number } of found) expect(text.slice(start, end)).toContain(String(number));
  });
});
