/** A whole centre for tests: database, service and HTTP on a free loopback port, in this very process. */
import { generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto';
import { type Attachments, createAttachments } from '#server/attachments/attachments.ts';
import type { BlobStore } from '#server/attachments/blob-store.ts';
import { addAccount } from '#server/centre/accounts.ts';
import { addUnit, makeEnrolCode } from '#server/centre/administration.ts';
import { type Centre, createCentre } from '#server/centre/centre.ts';
import type { StationAccess } from '#server/centre/station-access.ts';
import { buildApp } from '#server/http/app.ts';
import { type Database, openDatabase } from '#server/postgres/database.ts';
import type { EnrolReply } from '#shared/sync/access.ts';

export interface TestCentre {
  centre: Centre;
  db: Database;
  /** With a store for them. */
  attachments: Attachments | undefined;
  /** `http://127.0.0.1:port` */
  origin: string;
  close(): Promise<void>;
}

export async function openTestCentre(
  url: string,
  {
    clock = Date.now,
    store,
    unnamedBytesOfStation,
    openMetrics = false,
  }: { clock?: () => number; store?: BlobStore; unnamedBytesOfStation?: number; openMetrics?: boolean } = {},
): Promise<TestCentre> {
  const db = openDatabase({ url, maxConnections: 24 });
  const centre = await createCentre({ db, clock });
  const quota = unnamedBytesOfStation === undefined ? {} : { unnamedBytesOfStation };
  const attachments = store && createAttachments({ context: centre.context, packs: centre.packs, store, ...quota });
  const app = await buildApp({ centre, openMetrics, ...(attachments ? { attachments } : {}) });
  const origin = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    centre,
    db,
    origin,
    attachments,
    close: async () => {
      await centre.close();
      await app.close();
      await db.close();
    },
  };
}

export const TEST_PASSWORD = 'uma senha de teste';

/** A unit with one agent, ready for stations. */
export async function addTestUnit(
  centre: Centre,
  name: string,
  role = 'atendente-n1',
): Promise<{ unitId: string; staffId: string }> {
  const unit = await addUnit(centre.context, name);
  const staff = await addAccount(centre.context, centre.packs, {
    name: `Pessoa de ${name} ${randomUUID().slice(0, 8)}`,
    role,
    unitId: unit.id,
    password: TEST_PASSWORD,
  });
  if (!staff.ok) throw new Error(staff.refusals[0]!.message);
  return { unitId: unit.id, staffId: staff.value.id };
}

export interface TestStation extends EnrolReply {
  /** Signs like the station. */
  sign(text: string): string;
  token(): Promise<string>;
  /** As the centre sees it now. */
  access(): Promise<StationAccess>;
}

/** Enrols a station, signing `staffIds` in at it without asking their passwords (hashing them is slow). */
export async function addTestStation(
  centre: Centre,
  { unitId, staffIds = [] }: { unitId: string; staffIds?: string[] },
): Promise<TestStation> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const code = await makeEnrolCode(centre.context, { unitId });
  if (!code.ok) throw new Error(code.refusals[0]!.message);
  const enrolled = await centre.enrol({
    code: code.value.code,
    name: 'Estação de teste',
    publicKey: publicKey.export({ format: 'jwk' }).x!,
    version: '0.0.0',
    formerNumbers: [],
    staff: [],
  });
  if (!enrolled.ok) throw new Error(enrolled.refusals[0]!.message);
  const { stationId } = enrolled.value;
  for (const staffId of staffIds) await signInForTest(centre, stationId, staffId);
  const signature = (text: string) => sign(null, Buffer.from(text), privateKey).toString('base64url');
  return {
    ...enrolled.value,
    sign: signature,
    token: async () => {
      const challenge = await centre.challenge(stationId);
      if (!challenge.ok) throw new Error('no challenge');
      const { nonce } = challenge.value;
      const token = await centre.stationToken({ stationId, nonce, signature: signature(nonce) });
      if (!token.ok) throw new Error(token.refusals[0]!.code);
      return token.value.token;
    },
    access: async () => {
      const access = await centre.access(stationId);
      if (!access.ok) throw new Error(access.refusals[0]!.code);
      return access.value;
    },
  };
}

export async function signInForTest(centre: Centre, stationId: string, staffId: string): Promise<void> {
  const { noteSignIn } = await import('#server/centre/accounts.ts');
  const leaseUntil = new Date(centre.context.clock() + 72 * 3_600_000);
  await centre.context.db.transaction((tx) => noteSignIn(tx, { staffId, stationId, leaseUntil }));
}

export const randomNode = () => randomBytes(4).toString('hex');
