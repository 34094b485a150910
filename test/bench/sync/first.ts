/** First synchronisation of a new station, against the raw cost of its rows and against PouchDB. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addAccount } from '#server/centre/accounts.ts';
import { addUnit, makeEnrolCode } from '#server/centre/administration.ts';
import type { Person } from '#shared/domain/ticket/entry.ts';
import { type Entry, entryOf, median } from '../report.ts';
import { Child, type Cost } from './child.ts';
import { ENTRIES_PER_TICKET, fill } from './fill.ts';
import type { BenchPostgres, House } from './house.ts';
import type { RawTables } from './raw-process.ts';

const RAW_TARGET = 3;
const POUCHDB_TARGET = 5;
/** PouchDB gets as many of the documents at most; its time is compared by document. */
const POUCHDB_MOST = 50_000;
/** As it comes, and as large as our own pages. */
const POUCHDB_BATCHES = [100, 2_000];

export interface FirstPlan {
  tickets: number;
  /** The station, the raw copy and PouchDB take turns. */
  passes: number;
  profile: string | null;
}

const OURS = 'the station';
const RAW = 'the raw cost';
const pouchdb = (batch: number) => `PouchDB, pages of ${batch}`;

interface Sums {
  entries: number;
  sum: string;
  customers: number;
  heads: number;
}

export async function measureFirst(postgres: BenchPostgres, { tickets, passes, profile }: FirstPlan): Promise<Entry[]> {
  const house = await postgres.house();
  try {
    const unit = await addUnit(house.centre.context, 'Matriz');
    const agents = await addAgents(house, { unitId: unit.id, count: 12 });
    const began = performance.now();
    await fill(house, { unitId: unit.id, tickets, agents });
    console.log(`central com ${tickets} chamados em ${((performance.now() - began) / 1000).toFixed(0)} s`);
    const { rows: size } = await house.db.query<{ bytes: string }>(
      'SELECT pg_database_size(current_database()) AS bytes',
    );
    console.log(`  o banco dela: ${megabytes(Number(size[0]!.bytes))}`);
    const server = await house.serve({ profile });
    const found = new Map<string, Cost[]>();
    const note = (name: string, { milliseconds, cpu }: Cost, rows: number) =>
      found.set(name, [...(found.get(name) ?? []), { milliseconds: milliseconds / rows, cpu: cpu / rows }]);
    let rows = 0;
    for (let pass = 0; pass < passes; pass++) {
      const ours = await synchronise(house, { unitId: unit.id, origin: server.origin, tickets, profile });
      const raw = await copyRaw(house, ours.tables);
      rows = raw.rows;
      if (pass === 0) console.log(`  os arquivos da estação: ${megabytes(ours.bytes)}`);
      note(OURS, ours, rows);
      note(RAW, raw, rows);
      for (const batch of POUCHDB_BATCHES) {
        const most = Math.min(rows, POUCHDB_MOST);
        const replicated = await replicate(house, { batch, most });
        note(pouchdb(batch), replicated, replicated.documents);
      }
    }
    for (const [name, costs] of found) {
      const said = costs.map(
        ({ milliseconds, cpu }) => `${(milliseconds * 1000).toFixed(0)} (${(cpu * 1000).toFixed(0)})`,
      );
      console.log(`  ${name}: µs for each row (of processor time): ${said.join(' · ')}`);
    }
    const middle = (name: string, part: keyof Cost) => median(found.get(name)!.map((cost) => cost[part]));
    const against = (name: string, target: number) =>
      (['milliseconds', 'cpu'] as const).map((part): Entry => {
        const value = middle(OURS, part);
        const title = `first synchronisation, to ${name}${part === 'cpu' ? ', in processor time' : ''}`;
        return { ...entryOf(title, { size: tickets, value, base: middle(name, part), target }), value: value * rows };
      });
    return [
      ...against(RAW, RAW_TARGET),
      ...POUCHDB_BATCHES.flatMap((batch) => against(pouchdb(batch), 1 / POUCHDB_TARGET)),
    ];
  } finally {
    await house.close();
  }
}

export async function addAgents(
  { centre }: House,
  { unitId, count, password = null }: { unitId: string; count: number; password?: string | null },
): Promise<Person[]> {
  const agents: Person[] = [];
  for (let number = 0; number < count; number++) {
    const name = `Atendente ${number + 1}`;
    const staff = await addAccount(centre.context, centre.packs, { name, role: 'atendente-n1', unitId, password });
    if (!staff.ok) throw new Error(staff.refusals[0]!.message);
    agents.push({ id: staff.value.id, name, role: 'atendente-n1' });
  }
  return agents;
}

interface Synchronising {
  unitId: string;
  origin: string;
  tickets: number;
  profile: string | null;
}

async function synchronise(
  house: House,
  { unitId, origin, tickets, profile }: Synchronising,
): Promise<Cost & { tables: RawTables; bytes: number }> {
  const directory = mkdtempSync(join(tmpdir(), 'prumo-bench-'));
  const station = new Child('station-process.ts', [directory], profile);
  try {
    const code = await makeEnrolCode(house.centre.context, { unitId });
    if (!code.ok) throw new Error('bench: no code');
    const cost = await station.ask<Cost>('enrol', { address: origin, code: code.value.code });
    const [here, there] = [await station.ask<Sums>('sums'), await sumsOf(house, `u:${unitId}`)];
    if (here.entries !== tickets * ENTRIES_PER_TICKET || here.heads !== tickets)
      throw new Error(`bench: the station has ${here.entries} entries and ${here.heads} heads`);
    if (JSON.stringify({ ...here, heads: 0 }) !== JSON.stringify({ ...there, heads: 0 }))
      throw new Error(`bench: station and centre differ: ${JSON.stringify({ here, there })}`);
    return { ...cost, tables: await station.ask<RawTables>('schema'), bytes: bytesIn(directory) };
  } finally {
    await station.end();
    rmSync(directory, { recursive: true, force: true });
  }
}

function bytesIn(directory: string): number {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}

const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(0)} MB`;

async function sumsOf({ db }: House, scope: string): Promise<Sums> {
  const { rows } = await db.query<{ entries: string; sum: string; customers: string }>(
    `SELECT count(*) FILTER (WHERE kind = 'e') AS entries,
       (sum(hash::numeric) FILTER (WHERE kind = 'e') % 9007199254740992)::text AS sum,
       count(*) FILTER (WHERE kind = 'd' AND collection = 'customers') AS customers
     FROM feed WHERE scope = $1`,
    [scope],
  );
  const { entries, sum, customers } = rows[0]!;
  return { entries: Number(entries), sum, customers: Number(customers), heads: 0 };
}

async function copyRaw({ url }: House, tables: RawTables): Promise<Cost & { rows: number }> {
  const directory = mkdtempSync(join(tmpdir(), 'prumo-bench-'));
  const raw = new Child('raw-process.ts', [directory]);
  try {
    return await raw.ask('copy', { url, tables });
  } finally {
    await raw.end();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function replicate(
  { url }: House,
  { batch, most }: { batch: number; most: number },
): Promise<Cost & { documents: number }> {
  const directory = mkdtempSync(join(tmpdir(), 'prumo-bench-'));
  const server = new Child('couch-process.ts');
  const replica = new Child('pouchdb-process.ts', [directory]);
  try {
    const { port, documents } = await server.ask<{ port: number; documents: number }>('load', { url, most });
    const source = `http://127.0.0.1:${port}/bench`;
    const done = await replica.ask<Cost & { documents: number }>('replicate', { source, batch });
    if (done.documents !== documents) throw new Error(`bench: PouchDB has ${done.documents} of ${documents}`);
    return done;
  } finally {
    await replica.end();
    await server.end();
    rmSync(directory, { recursive: true, force: true });
  }
}
