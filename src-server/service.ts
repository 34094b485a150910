/** One server process from its options: database, centre, HTTP. Built here, told to listen and to stop by `main.ts`. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { FIRST_ACCESS_PATH, PASSWORD_PATH } from '#shared/sync/administration.ts';
import { createAttachments } from './attachments/attachments.ts';
import { checkS3 } from './attachments/check-s3.ts';
import { keepSweeping } from './attachments/keep-sweeping.ts';
import { openBlobStore } from './attachments/open-blob-store.ts';
import { type StorageWatch, watchStorage } from './attachments/storage-watch.ts';
import { letAdministratorIn } from './centre/admin/let-in.ts';
import { firstAdministratorCode } from './centre/administration.ts';
import { keepAgeing } from './centre/ageing.ts';
import { createCentre } from './centre/centre.ts';
import { type CentreLog, errorFacts } from './centre/log.ts';
import { beginEpoch } from './centre/restored.ts';
import { buildApp } from './http/app.ts';
import type { ServerOptions } from './options.ts';
import { type Database, openDatabase } from './postgres/database.ts';
import { migrate } from './postgres/migrate.ts';
import { holdOwnership } from './postgres/ownership.ts';
import { startPrivatePostgres } from './postgres/private-postgres.ts';
import { ServerError } from './server-error.ts';

export interface Service {
  address: string;
  /** Where the first administrator begins; `null`: somebody has already. */
  firstAccess: { link: string; expiresAt: string } | null;
  stop(): Promise<void>;
}

interface ServiceParts {
  options: ServerOptions;
  log: CentreLog;
  say: (line: string) => void;
  version: string;
}

/** Where the build puts the pages; `PRUMO_OUT` as there. */
const PAGES = resolve(import.meta.dirname, '..', process.env.PRUMO_OUT ?? 'out', 'central');

/** What was opened is closed in the opposite order, also when something later fails to open. */
type Closing = (() => Promise<void>)[];

export async function startService(parts: ServiceParts): Promise<Service> {
  const closing: Closing = [];
  const stop = async () => {
    for (const close of closing.splice(0).reverse())
      await close().catch((error) => parts.log.warn(errorFacts(error), 'stop.failed'));
  };
  try {
    return { ...(await open(parts, closing)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function open({ options, log, say, version }: ServiceParts, closing: Closing): Promise<Omit<Service, 'stop'>> {
  const { db, url } = await openDatabaseOf({ options, log, say }, closing);
  const { from, to } = await migrate(url);
  if (from !== to) log.info({ from, to }, 'database.migrated');
  const centre = await createCentre({ db, log });
  closing.push(() => centre.close());
  const ageing = keepAgeing(centre.context);
  closing.push(async () => ageing.stop());
  const store = await openBlobStore(options.attachments);
  const storage = await watchStorageOf({ options, log, say });
  closing.push(async () => storage?.stop());
  const attachments = createAttachments({ context: centre.context, packs: centre.packs, store });
  const sweeping = keepSweeping(attachments, log);
  closing.push(async () => sweeping.stop());
  const app = await buildApp({
    centre,
    attachments,
    storage,
    version,
    trustProxy: options.trustProxy,
    openMetrics: options.openMetrics,
    pages: { root: PAGES, publicAddress: options.publicAddress },
    ...(options.tls ? { tls: { cert: readFileSync(options.tls.cert), key: readFileSync(options.tls.key) } } : {}),
  });
  const address = await listenOn(app, options);
  closing.push(async () => {
    // Streams end first: each is a request that would never be over.
    await centre.close();
    await app.close();
  });
  const code = await firstAdministratorCode(centre.context);
  const link = code && `${options.publicAddress ?? address}${FIRST_ACCESS_PATH}#${code.code}`;
  log.info({ private: options.databaseUrl === null, version }, 'server.started');
  return { address, firstAccess: code && link ? { link, expiresAt: code.expiresAt } : null };
}

/** A folder is there or is not; storage over a network comes and goes. */
async function watchStorageOf({ options, log, say }: Omit<ServiceParts, 'version'>): Promise<StorageWatch | undefined> {
  const setting = options.attachments;
  return setting.kind === 's3' ? watchStorage({ check: () => checkS3(setting), log, say }) : undefined;
}

/** Only what has to do with the database, for the commands that change it and end. */
export async function runCommand({ options, log, say }: Omit<ServiceParts, 'version'>): Promise<void> {
  const closing: Closing = [];
  try {
    const { db, url } = await openDatabaseOf({ options, log, say }, closing);
    const { from, to } = await migrate(url);
    say(from === to ? `O banco já está na versão ${to}.` : `O banco foi da versão ${from} à ${to}.`);
    if (options.command === 'new-administrator') await letIn({ options, log, say }, db);
    if (options.command !== 'restored') return;
    await beginEpoch(db, Date.now());
    say('Pronto: as estações vão conferir tudo e devolver o que a cópia não tem.');
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

async function letIn({ options, log, say }: Omit<ServiceParts, 'version'>, db: Database): Promise<void> {
  const centre = await createCentre({ db, log });
  try {
    const code = await letAdministratorIn(centre.context, centre.packs, options.login);
    if (!code.ok) throw new ServerError(code.refusals[0]!.code, code.refusals[0]!.message);
    const address = options.publicAddress ?? `${options.tls ? 'https' : 'http'}://${options.host}:${options.port}`;
    say(`Link de senha de ${options.login} (uso único, vale 72 horas), com a central no ar:`);
    say(`  ${address}${PASSWORD_PATH}#${code.value.code}`);
  } finally {
    await centre.close();
  }
}

async function openDatabaseOf(
  { options, log, say }: Omit<ServiceParts, 'version'>,
  closing: Closing,
): Promise<{ db: Database; url: string }> {
  let url = options.databaseUrl;
  if (url === null) {
    const postgres = await startPrivatePostgres({ dir: options.dataDir, say });
    url = postgres.url();
    const ownership = await holdOwnership(url, options.dataDir).catch(async (error) => {
      await postgres.leave();
      throw error;
    });
    closing.push(() => postgres.stop());
    closing.push(() => ownership.release());
  }
  const db = openDatabase({
    url,
    maxConnections: options.connections,
    onError: (error) => log.warn(errorFacts(error), 'database.connection-lost'),
  });
  closing.push(() => db.close());
  return { db, url };
}

async function listenOn(app: FastifyInstance, { host, port }: ServerOptions): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (cause) {
    await app.close();
    const { code } = cause as { code?: string };
    const why = code === 'EADDRINUSE' ? 'já está em uso' : 'não pode ser usada';
    throw new ServerError('port', `A porta ${port} em ${host} ${why}. Escolha outra com --port PORTA.`, { cause });
  }
}
