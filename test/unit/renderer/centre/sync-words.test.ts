import { describe, expect, it } from 'vitest';
import {
  emptyWords,
  giveUpWords,
  parkedRefusal,
  progressWords,
  queueSummary,
} from '#renderer/features/queue/queue-words.ts';
import { leaseWords } from '#renderer/features/sign-in/lease-words.ts';
import { firstSyncWords, skewWords, syncWords } from '#renderer/ui/centre/sync-words.ts';
import type { SyncView } from '#shared/contract/sync.ts';

const now = new Date(2026, 10, 23, 11, 0, 0).getTime();
const at = (hour: number, minute: number, second = 0) => new Date(2026, 10, 23, hour, minute, second).toISOString();
const view = (rest: Partial<SyncView> = {}): SyncView => ({
  state: 'online',
  address: 'https://central.exemplo.com.br',
  organisation: 'Softcom',
  unit: { id: 'matriz', name: 'Matriz' },
  units: [],
  stationName: 'Recepção',
  offlineSince: null,
  dataAsOf: at(10, 42, 7),
  unsent: 0,
  oldestUnsentAt: null,
  refused: 0,
  skewMs: 0,
  first: null,
  nextTryAt: null,
  problem: null,
  leases: {},
  ...rest,
});
const said = (rest: Partial<SyncView>) => {
  const words = syncWords(view(rest), now);
  return words && [words.state, ...words.details.map((one) => one.words)].join(' · ');
};

describe('how the station stands with the centre', () => {
  it.each([
    [{}, 'online · dados até 10:42:07'],
    [{ state: 'alone' as const }, null],
    [
      { state: 'offline' as const, offlineSince: at(10, 40), unsent: 7 },
      'offline desde 10:40 · 7 não enviados · dados até 10:42:07',
    ],
    [{ refused: 1, unsent: 1 }, 'online · 1 recusado · 1 não enviado · dados até 10:42:07'],
    [{ skewMs: 3 * 60_000 }, 'online · relógio adiantado 3 min · dados até 10:42:07'],
    [{ state: 'connecting' as const, dataAsOf: null }, 'conectando com a central · ainda sem os dados da central'],
    [{ state: 'revoked' as const, dataAsOf: null }, 'desligada pela central'],
  ])('says %o in words', (rest, expected) => {
    expect(said(rest)).toBe(expected);
  });

  it('names the day of data that are not of today', () => {
    expect(said({ dataAsOf: new Date(2026, 10, 22, 18, 5).toISOString() })).toBe('online · dados até 22/11 18:05');
  });

  it('tells a clock only beyond two minutes', () => {
    expect(skewWords(120_000)).toBeNull();
    expect(skewWords(-121_000)).toBe('relógio atrasado 2 min');
    expect(skewWords(null)).toBeNull();
  });
});

describe('signing in with no network', () => {
  const away = { state: 'offline' as const };
  it.each([
    [{ leases: { ana: at(18, 0) } }, 'Entrada sem rede até 18:00.'],
    [{ ...away, leases: { ana: at(9, 0) } }, 'A entrada sem rede valia até 09:00: entre quando a rede voltar.'],
    [away, 'Sua primeira entrada nesta estação precisa da rede.'],
    [{}, null],
    [{ state: 'alone' as const }, null],
  ])('says for %o what is so', (rest, expected) => {
    expect(leaseWords(view(rest), 'ana', now)).toBe(expected);
  });
});

describe('the queue in words', () => {
  it('counts what there is', () => {
    const none = { refused: 0, later: 0, unsent: 0 };
    expect(queueSummary({ totals: { refused: 1, later: 1, unsent: 3 }, files: 0 })).toBe(
      '1 recusado · 4 registros por enviar',
    );
    expect(queueSummary({ totals: none, files: 2 })).toBe('2 arquivos por enviar');
    expect(queueSummary({ totals: none, files: 0 })).toBe('Nada espera para ser enviado');
  });

  it('says how far a file is', () => {
    expect(progressWords({ progress: { done: 1_200_000, total: 3_400_000 } })).toBe('1,2 MB de 3,4 MB já na central');
    expect(progressWords({ progress: { done: 0, total: 3_400_000 } })).toBe('3,4 MB');
    expect(progressWords({ progress: null })).toBeNull();
  });

  it('says what could not be taken in, and what to do', () => {
    expect(parkedRefusal({ parked: 0 })).toBeNull();
    expect(parkedRefusal({ parked: 1 })).toMatchObject({
      message: '1 registro da central não pôde entrar nesta estação e ficou guardado à parte.',
      way: expect.stringContaining('Atualize o Prumo'),
    });
    expect(parkedRefusal({ parked: 3 })?.message).toMatch(/^3 registros da central não puderam entrar/);
  });

  it('says what becomes of what is given up', () => {
    expect(giveUpWords({ id: 'x', kept: null })).toContain('histórico');
    expect(giveUpWords({ id: 'file/ab', kept: null })).toContain('O arquivo fica só nesta estação');
    expect(giveUpWords({ id: 'x', kept: 'texto' })).toContain('será apagado');
  });

  it('says of an empty one why it is', () => {
    expect(emptyWords({ state: 'alone' }).title).toMatch(/sozinha/);
    expect(emptyWords({ state: 'offline' }).title).toMatch(/está na central/);
  });
});

describe('the first synchronisation in words', () => {
  it.each([
    [
      { done: 0, total: 0 },
      { total: 0, words: 'contando o que há na central…' },
    ],
    [
      { done: 40, total: 0 },
      { total: 0, words: '40 registros, contando o que falta…' },
    ],
    [
      { done: 40, total: 182 },
      { total: 182, words: '40 de 182 registros' },
    ],
  ])('%j', (first, expected) => {
    expect(firstSyncWords(first)).toMatchObject(expected);
  });

  it('is no full bar while it is not over', () => {
    expect(firstSyncWords({ done: 182, total: 182 })).toMatchObject({
      total: 0,
      words: '182 registros, contando o que falta…',
    });
  });
});
