import { randomBytes, randomUUID } from 'node:crypto';
import { defaultPack } from '#shared/procedures/default/pack.ts';
import { readPack } from '#shared/procedures/validate.ts';
import { documentKey, rowHash } from '#shared/sync/digest.ts';
import type { Database, Queryable } from '../postgres/database.ts';
import { beginEpochIn, clusterOf } from './restored.ts';

export interface Organisation {
  name: string;
  epoch: string;
  /** Instant until which stations may bring back entries of others; `null`: not recovering. */
  recoveryUntil: Date | null;
  /** Those that ended with a restoration. */
  formerEpochs: string[];
}

/** The one row of the house, made at the first start with the default procedure pack; answers the signing secret. */
export async function establish(db: Database, now: string): Promise<{ secret: Uint8Array; restored: boolean }> {
  return db.transaction(async (tx) => {
    const made = await tx.query('INSERT INTO centre (epoch, signing_secret) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      randomUUID(),
      randomBytes(32),
    ]);
    if (made.rowCount === 1) await shelveDefaultPack(tx, now);
    const { rows } = await tx.query<{ signing_secret: Buffer; cluster: string | null }>(
      'SELECT signing_secret, cluster FROM centre FOR UPDATE',
    );
    const { signing_secret: secret, cluster } = rows[0]!;
    const present = await clusterOf(tx);
    const restored = cluster !== null && cluster !== present;
    if (restored) await beginEpochIn(tx, Date.parse(now));
    else await tx.query('UPDATE centre SET cluster = $1 WHERE cluster IS NULL', [present]);
    return { secret, restored };
  });
}

async function shelveDefaultPack(tx: Queryable, now: string): Promise<void> {
  const read = readPack(defaultPack);
  if (!read.ok) throw new Error(`the default pack is not sound: ${read.refusals[0]?.message}`);
  const pack = read.value;
  const id = `${pack.id}-${pack.version}`;
  const document = { id, version: pack.version, name: pack.name, installedAt: now, source: JSON.stringify(pack) };
  await tx.query(
    `INSERT INTO document (collection, id, version, body, home, hash, changed_at) VALUES ('packs', $1, 1, $2, 'o', $3, $4)`,
    [id, JSON.stringify(document), rowHash(documentKey(id, 1)), now],
  );
  await tx.query(
    `INSERT INTO feed (scope, kind, collection, id, hash) SELECT home, 'd', collection, id, hash FROM document WHERE id = $1`,
    [id],
  );
}

export async function readOrganisation(db: Queryable): Promise<Organisation> {
  const { rows } = await db.query<{
    organisation: string;
    epoch: string;
    recovery_until: Date | null;
    former_epochs: string[];
  }>('SELECT organisation, epoch, recovery_until, former_epochs::text[] FROM centre');
  const [row] = rows;
  if (!row) throw new Error('the centre is not established');
  return {
    name: row.organisation,
    epoch: row.epoch,
    recoveryUntil: row.recovery_until,
    formerEpochs: row.former_epochs,
  };
}

export function isRecovering({ recoveryUntil }: Organisation, { clock }: { clock: () => number }): boolean {
  return recoveryUntil !== null && recoveryUntil.getTime() > clock();
}

export interface Unit {
  id: string;
  name: string;
}

export async function readUnits(db: Queryable): Promise<Unit[]> {
  return (await db.query<Unit>('SELECT id, name FROM unit ORDER BY created_at, id')).rows;
}
