import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TicketFilters } from '#shared/contract/tickets.ts';
import { HIT_END, HIT_START, type TicketRow } from '#shared/contract/views.ts';
import type { Customer } from '#shared/domain/customer/customer.ts';
import { formatProtocol } from '#shared/domain/protocol/protocol-number.ts';
import { draft } from '#shared/domain/ticket/draft.ts';
import { patch } from '#shared/domain/ticket/registers.ts';
import { type Call, openCall, registerCustomer, toClosing, toDebt, typical } from '#test/support/call.ts';
import {
  done,
  follow,
  HOUR,
  now,
  PASSWORD,
  START,
  type StationClient,
  type StationUnderTest,
  startStation,
} from '#test/support/station-client.ts';

const COUNT = 45;
let station: StationUnderTest;
let bakery: Customer;
let antonio: Customer;
let biaId: string;
let bia: StationClient;
const calls: Call[] = [];
/** What every ticket is, newest first, worked out apart from the station. */
const rows: {
  id: string;
  status: string;
  board: string | null;
  agent: string;
  openedAt: number;
  customer: string | null;
}[] = [];

/** 45 calls an hour apart: every third closed, every fifth on a board, every fourth by the other agent. */
beforeAll(async () => {
  station = await startStation();
  const { client } = station;
  bakery = await registerCustomer(client, { phones: [{ number: '(11) 98765-4321' }], document: '12.ABC.345/01DE-35' });
  antonio = await registerCustomer(client, {
    name: 'Antônio Conceição',
    kind: 'pf',
    document: '529.982.247-25',
    phones: [{ number: '(21) 3344-5566' }],
  });
  biaId = (await done(client.station.addStaff({ name: 'Bia Costa', role: 'atendente-n1', password: PASSWORD }))).id;
  bia = station.window();
  await done(bia.station.signIn({ agentId: biaId, password: PASSWORD }));
  for (let number = 0; number < COUNT; number++) {
    const agent = number % 4 === 3 ? bia : client;
    const call = await openCall(agent);
    const customer = number % 2 === 0 ? bakery : antonio;
    if (number % 10 !== 9) await call.identify(customer);
    if (number % 3 === 0 && number % 10 !== 9)
      await call.walk([...toClosing, ['encerrar', { encerramento: typical.closing.incidente }]]);
    else if (number % 10 !== 9) await call.walk(toDebt);
    const board = number % 5 === 0 ? 'especialistas' : null;
    if (board) {
      const forwarded = draft(call.ticketId, 'forwarded', {
        data: { boardId: board, boardLabel: 'Especialistas', reason: '' },
        patch: patch({ board }),
      });
      await station.station.core.journal.commit([forwarded], {
        id: station.agentId,
        name: 'Ana Lima',
        role: 'atendente-n1',
      });
    }
    calls.push(call);
    rows.unshift({
      id: call.ticketId,
      status: number % 3 === 0 && number % 10 !== 9 ? 'closed' : 'in-progress',
      board,
      agent: number % 4 === 3 ? biaId : station.agentId,
      openedAt: station.clock.now,
      customer: number % 10 === 9 ? null : customer.id,
    });
    station.clock.pass(HOUR);
  }
}, 120_000);
afterAll(() => station.close());

async function everything(filters: TicketFilters, limit: number): Promise<{ rows: TicketRow[]; totals: Set<number> }> {
  const found: TicketRow[] = [];
  const totals = new Set<number>();
  let after: string | null = null;
  do {
    const page = await station.client.tickets.page({ filters, after, limit });
    found.push(...page.rows);
    totals.add(page.total);
    after = page.next;
  } while (after !== null);
  return { rows: found, totals };
}

const hits = async (text: string) => (await station.client.search.all({ text, limit: 50 })).tickets;
const found = async (text: string) => new Set((await hits(text)).map(({ id }) => id));
const ticketsOf = (customer: Customer) =>
  new Set(rows.filter((row) => row.customer === customer.id).map(({ id }) => id));
const iso = (hours: number) => new Date(START + hours * HOUR).toISOString();

describe('the list of tickets', () => {
  const cases: [string, () => TicketFilters, (row: (typeof rows)[number]) => boolean][] = [
    ['no filter', () => ({}), () => true],
    ['one status', () => ({ status: ['closed'] }), ({ status }) => status === 'closed'],
    ['several', () => ({ status: ['in-progress', 'waiting', 'open'] }), ({ status }) => status !== 'closed'],
    ['a board', () => ({ board: 'especialistas' }), ({ board }) => board !== null],
    ['an agent', () => ({ assigneeId: biaId }), ({ agent }) => agent === biaId],
    ['a customer', () => ({ customerId: bakery.id }), ({ customer }) => customer === bakery.id],
    [
      'a period, its end left out',
      () => ({ from: iso(5), until: iso(20) }),
      ({ openedAt }) => openedAt >= START + 5 * HOUR && openedAt < START + 20 * HOUR,
    ],
    [
      'a board and a status',
      () => ({ board: 'especialistas', status: ['closed'] }),
      (row) => row.board !== null && row.status === 'closed',
    ],
    [
      'a board, a status and an agent',
      () => ({ board: 'especialistas', status: ['in-progress'], assigneeId: biaId }),
      (row) => row.board !== null && row.status === 'in-progress' && row.agent === biaId,
    ],
    ['text', () => ({ text: 'antonio conceicao' }), ({ customer }) => customer === antonio.id],
    [
      'text and status',
      () => ({ text: 'padaria', status: ['closed'] }),
      (row) => row.customer === bakery.id && row.status === 'closed',
    ],
    ['what nobody has', () => ({ board: 'nao-ha', text: 'nada disso' }), () => false],
  ];

  it.each(cases)('filters by %s, in pages without gap or repeat, newest first', async (_, filters, wanted) => {
    const expected = rows.filter(wanted).map(({ id }) => id);
    for (const limit of [1, 7, 100]) {
      const listed = await everything(filters(), limit);
      expect(listed.rows.map(({ id }) => id)).toEqual(expected);
      expect([...listed.totals]).toEqual([expected.length]);
    }
  });

  it('pages go on where they were when tickets come in between', async () => {
    const first = await station.client.tickets.page({ filters: { status: ['closed'] }, after: null, limit: 3 });
    const second = await station.client.tickets.page({ filters: { status: ['closed'] }, after: first.next, limit: 3 });
    expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(
      rows
        .filter(({ status }) => status === 'closed')
        .slice(0, 6)
        .map(({ id }) => id),
    );
  });
});

describe('the search box', () => {
  it('finds a protocol with spaces, without, and by its beginning', async () => {
    const { protocol, ticketId } = calls[7]!;
    for (const typed of [
      protocol,
      formatProtocol(protocol),
      ` ${protocol.slice(0, 14)}`,
      formatProtocol(protocol).replaceAll(' ', '-'),
    ]) {
      expect(await found(typed)).toEqual(new Set([ticketId]));
    }
  });

  it('says why a typed protocol cannot be right, and only then', async () => {
    const { protocol } = calls[7]!;
    const wrong = protocol.slice(0, 5) + ((Number(protocol[5]) + 1) % 10) + protocol.slice(6);
    const hint = async (text: string) => (await station.client.search.all({ text, limit: 5 })).hint;
    expect(await hint(wrong)).toContain('não confere');
    expect(await hint(formatProtocol(wrong))).toContain('não confere');
    for (const text of [protocol, '98765-4321', 'padaria', '12.ABC.345/01DE-35', ''])
      expect(await hint(text)).toBeNull();
  });

  it('finds text of any entry, blind to accents and case, by beginnings of words', async () => {
    expect(await found('NÃO emite')).toEqual(await found('nao emit'));
    expect((await found('nao emite')).size).toBe(rows.filter(({ customer }) => customer !== null).length);
    expect(await found('certificado vencido')).toEqual(
      new Set(rows.filter(({ status }) => status === 'closed').map(({ id }) => id)),
    );
    expect(await found('certificado xyz')).toEqual(new Set());
  });

  it('finds the tickets of a customer by name, code, document and telephone', async () => {
    for (const typed of [
      'padaria joao',
      '12ABC34501DE35',
      '12.abc.345/01de-35',
      '(11) 98765-4321',
      '11987654321',
      '1187654321',
      '98765-4321',
      '+55 11 98765 4321',
    ]) {
      expect([typed, await found(typed)]).toEqual([typed, ticketsOf(bakery)]);
    }
    for (const typed of ['ANTONIO', '529.982.247-25', '52998224725', '2133445566', '3344-5566']) {
      expect([typed, await found(typed)]).toEqual([typed, ticketsOf(antonio)]);
    }
    expect(await found('21933445566')).toEqual(new Set());
  });

  it('[S5.1] finds customers beside the tickets, as one types', async () => {
    const names = async (text: string) =>
      (await station.client.search.all({ text, limit: 5 })).customers.map(({ name }) => name);
    expect(await names('pad')).toEqual(['Padaria São João']);
    expect(await names('conceicao ant')).toEqual(['Antônio Conceição']);
    expect(await names('   ')).toEqual([]);
    expect(await names('"*) OR (')).toEqual([]);
  });

  it('open tickets come first, then the newest, and a limit is kept', async () => {
    const listed = (await station.client.search.all({ text: 'padaria', limit: 50 })).tickets;
    const expected = rows.filter(({ customer }) => customer === bakery.id);
    const order = [
      ...expected.filter(({ status }) => status !== 'closed'),
      ...expected.filter(({ status }) => status === 'closed'),
    ];
    expect(listed.map(({ id }) => id)).toEqual(order.map(({ id }) => id));
    expect((await station.client.search.all({ text: 'padaria', limit: 3 })).tickets.map(({ id }) => id)).toEqual(
      order.slice(0, 3).map(({ id }) => id),
    );
  });

  it('marks the hits in their text', async () => {
    const [hit] = await hits('certificado vencido');
    expect(hit?.snippet).toContain(`${HIT_START}Certificado${HIT_END} ${HIT_START}vencido${HIT_END}`);
  });

  it('shows each hit by its own text', async () => {
    const listed = (await station.client.search.all({ text: 'padaria', limit: 50 })).tickets;
    expect(listed.length).toBeGreaterThan(1);
    for (const { protocol, snippet } of listed) expect(snippet).toContain(protocol);
  });

  const texts: [string, string, string[]][] = [
    ['a date', 'Combinado para 21/11/2026 cedo', ['21/11/2026', 'combinado 21/11']],
    ['an address of the network', 'Servidor 192.168.10.25 sem resposta', ['192.168.10.25', '192.168']],
    ['a version', 'Executável 5.12.3 liberado', ['5.12.3', 'executavel 5.12']],
    ['a telephone in the notes', 'Ligar para (31) 97711-2233 amanhã', ['(31) 97711-2233', '97711-2233']],
    ['numbers side by side', 'Erros 404 500 e 225', ['404 500', 'erros 500', '225 404']],
    ['an amount', 'Boleto de R$ 1.234,56', ['1.234,56', 'r$ 1.234']],
    ['ordinals', '2ª via do boleto nº 77', ['2ª via', '2a via', 'nº 77', 'boleto no 77']],
    ['ligatures and full width', 'Ａbertura do ﬁnal', ['abertura', 'final']],
    ['soft hyphens', 'certi\u00addão negativa', ['certidao', 'certidão negativa']],
  ];
  it.each(texts)('finds %s as it is written', async (_, text, typed) => {
    const { ticketId } = calls[9]!;
    await done(station.client.tickets.report({ ticketId, text, visibility: 'private' }));
    for (const query of typed) expect([query, (await found(query)).has(ticketId)]).toEqual([query, true]);
  });
});

describe('live views', () => {
  it('answers again after a change, and not without one', async () => {
    const { client } = station;
    const { ticketId } = calls[9]!;
    const mine = follow((signal) => client.tickets.watch({ ticketId }, { signal }));
    const chips = follow((signal) => client.attendance.watch(undefined, { signal }));
    const revision = follow((signal) => client.tickets.revision(undefined, { signal }));
    const before = (await mine.next())?.entries.length ?? 0;
    await chips.next();
    const first = (await revision.next()).revision;

    await done(client.tickets.report({ ticketId: calls[8]!.ticketId, text: 'outro chamado', visibility: 'private' }));
    expect((await revision.next()).revision).toBeGreaterThan(first);
    expect(await mine.quiet()).toBe(true);
    expect(await chips.quiet()).toBe(true);

    await done(client.tickets.report({ ticketId, text: 'este chamado', visibility: 'private' }));
    expect((await mine.next())?.entries).toHaveLength(before + 1);
    await registerCustomer(client, { name: 'Sem chamado' });
    expect(await mine.quiet()).toBe(true);
    for (const view of [mine, chips, revision]) view.stop();
  });

  it('answers once for what came while nobody took the answer', async () => {
    const { client } = station;
    const { ticketId } = calls[9]!;
    const abort = new AbortController();
    const answers = (await client.tickets.watch({ ticketId }, { signal: abort.signal }))[Symbol.asyncIterator]();
    const length = async () => {
      const answer = await answers.next();
      return answer.done || !answer.value ? 0 : answer.value.entries.length;
    };
    const before = await length();
    for (let report = 0; report < 5; report++)
      await done(client.tickets.report({ ticketId, text: `${report}`, visibility: 'private' }));
    expect(await length()).toBe(before + 5);
    abort.abort();
  });

  it('starts with the present state after a restart', async () => {
    const before = await now(station.client.attendance.watch());
    await station.restart();
    expect(await now(station.client.attendance.watch())).toEqual(before);
  });
});
