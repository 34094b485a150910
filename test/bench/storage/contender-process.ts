/** One contender in a process of its own. Told by IPC to begin a pass, to run its steps one by one, and to end it. */
import { setTimeout as wait } from 'node:timers/promises';
import { betterSqlite3Driver } from '#main/storage/drivers/better-sqlite3.ts';
import { nodeSqliteDriver } from '#main/storage/drivers/node-sqlite.ts';
import { benchKey, type Contender, type ContenderName } from './contender.ts';
import { Pass, steps } from './steps.ts';

export type Asked = { begin: { size: number; seed: number } } | { step: number } | { end: true };
/** `cpu`: milliseconds of processor time of the whole process, the system's part included. */
export type Time = { milliseconds: number; cpu: number };
export type Answered = { done: true } | Time | { problem: string };

/** What writes and collections leave to do later is not to fall into the next step. */
const SETTLING_MS = 30;

/** Imported only where needed: none pays for another's modules. */
const contenders: Record<ContenderName, () => Promise<Contender>> = {
  'raw encrypted': async () => {
    const { rawCiphers, rawContender } = await import('./contenders/raw.ts');
    return rawContender(rawCiphers);
  },
  'raw node:sqlite': async () => {
    const { rawContender, rawNode } = await import('./contenders/raw.ts');
    return rawContender(rawNode);
  },
  'ours encrypted': () => rxdb(({ ourStorage }) => ourStorage(betterSqlite3Driver(), benchKey)),
  'ours node:sqlite': () => rxdb(({ ourStorage }) => ourStorage(nodeSqliteDriver())),
  'RxDB memory': () => rxdb(({ memoryStorage }) => memoryStorage()),
  Dexie: () => rxdb(({ dexieStorage }) => dexieStorage()),
  PouchDB: async () => (await import('./contenders/pouchdb.ts')).pouchdbContender(),
  'PouchDB synced': async () => (await import('./contenders/pouchdb.ts')).pouchdbContender({ synced: true }),
};

type Storages = typeof import('./contenders/rxdb-storages.ts');

async function rxdb(open: (storages: Storages) => ReturnType<Storages['memoryStorage']>): Promise<Contender> {
  const [{ rxdbContender }, storages] = await Promise.all([
    import('./contenders/rxdb.ts'),
    import('./contenders/rxdb-storages.ts'),
  ]);
  return rxdbContender(() => open(storages));
}

let pass: Pass;
let size = 0;

async function runStep(index: number): Promise<Time> {
  const { prepare, run, expected, name } = steps[index]!;
  await prepare?.(pass);
  await wait(SETTLING_MS);
  globalThis.gc?.();
  const cpuBefore = process.cpuUsage();
  const began = performance.now();
  const count = await run(pass);
  const milliseconds = performance.now() - began;
  const { user, system } = process.cpuUsage(cpuBefore);
  if (count !== expected(size)) throw new Error(`bench: ${name}: ${count} documents, not ${expected(size)}`);
  return { milliseconds, cpu: (user + system) / 1000 };
}

async function work(asked: Asked): Promise<Answered> {
  if ('step' in asked) return runStep(asked.step);
  if ('begin' in asked) {
    const name = process.argv[2] as ContenderName;
    size = asked.begin.size;
    pass = new Pass(await contenders[name](), asked.begin);
  } else await pass.contender.end();
  return { done: true };
}

process.on('message', (asked: Asked) => {
  const answer = (message: Answered) => process.send?.(message);
  work(asked).then(answer, (error: unknown) =>
    answer({ problem: String(error instanceof Error ? error.stack : error) }),
  );
});
process.on('disconnect', () => process.exit());
