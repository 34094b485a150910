import { describe, expect, test } from 'vitest';
import { type DuplicateCandidate, rankDuplicates } from '#shared/domain/duplicate-hint/rank-duplicates.ts';

let count = 0;
const candidate = (title: string, more: Partial<DuplicateCandidate> = {}): DuplicateCandidate => {
  count++;
  return {
    kind: 'ticket',
    id: `t${count}`,
    number: `26112200010${count}`,
    title,
    text: '',
    category: null,
    openedAt: count,
    ...more,
  };
};
const nfe = candidate('Nota fiscal rejeitada com erro 539', {
  text: 'A NF-e volta com a rejeição 539 ao emitir.',
  category: 'fiscal',
});
const slow = candidate('Sistema lento no relatório de vendas', {
  text: 'Demora dez minutos desde ontem.',
  category: 'lentidao',
});
const access = candidate('Usuário não consegue entrar', { text: 'A senha expirou.', category: 'acesso' });
const order = candidate('Erro ao imprimir etiquetas na versão 5.2', {
  kind: 'work-order',
  number: '4711',
  openedAt: 99,
});
const all = [nfe, slow, access, order];
const hints = (subject: string, body = '', category: string | null = null) =>
  rankDuplicates({ subject, body, category }, all).map(({ candidate: one }) => one);

describe('[S2.5] “é sobre esta?”', () => {
  test.each<[string, string, string, DuplicateCandidate[]]>([
    ['the same words in other forms', 'Notas rejeitadas', '', [nfe]],
    ['the code of the error', 'Deu erro de novo', 'aparece 539', [nfe]],
    ['without accents', 'RELATORIO DE VENDAS LENTO', '', [slow]],
    ['the body, too', 'Ajuda', 'o relatório de vendas demora', [slow]],
    ['a work order by its title', 'Etiquetas não imprimem', 'impressora de etiquetas', [order]],
    ['a work order by its number', 'Sobre a OS 4711', '', [order]],
    ['a protocol read out in pieces', 'Sobre o protocolo 2611 2200 0102', '', [slow]],
    ['something else', 'Cadastro de fornecedor novo', 'Quer cadastrar', []],
    ['only words that say nothing', 'O cliente ligou para o atendimento', 'bom dia', []],
    ['nothing', '', '', []],
  ])('%s', (_, subject, body, expected) => {
    expect(hints(subject, body)).toEqual(expected);
  });

  test('the same category lifts what is alike, and nothing that is not', () => {
    const score = (category: string | null) =>
      rankDuplicates({ subject: 'Nota fiscal volta', body: '', category }, all)[0]?.score ?? 0;
    expect(score('fiscal')).toBeGreaterThan(score('acesso'));
    expect(hints('Cadastro novo', '', 'fiscal')).toEqual([]);
  });

  test('it says which words made it, the most telling first', () => {
    const [hint] = rankDuplicates({ subject: 'Nota fiscal: erro 539', body: '', category: null }, all);
    expect(hint?.shared[0]).toBe('539');
    expect(hint?.shared).toEqual(expect.arrayContaining(['nota', 'fiscal', 'erro']));
  });

  test('the very same text is certain; of equal ones the newer comes first; five at most', () => {
    const same = Array.from({ length: 8 }, () => candidate('Backup falhou no domingo'));
    const found = rankDuplicates({ subject: 'Backup falhou no domingo', body: '', category: null }, same);
    expect(found).toHaveLength(5);
    expect(found[0]?.score).toBeGreaterThan(0.8);
    expect(found.map(({ candidate: one }) => one.openedAt)).toEqual(
      same
        .slice(-5)
        .map((one) => one.openedAt)
        .toReversed(),
    );
  });

  test('one candidate alone can be told, and a text of megabytes is no harm', () => {
    expect(
      rankDuplicates({ subject: 'Nota rejeitada', body: 'x '.repeat(2_000_000), category: null }, [nfe]),
    ).toHaveLength(1);
  });
});
