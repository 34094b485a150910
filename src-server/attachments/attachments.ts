import { randomUUID } from 'node:crypto';
import { maxBytes } from '#shared/domain/attachment/attach-rules.ts';
import { sniff } from '#shared/domain/attachment/sniff.ts';
import type { Refusal } from '#shared/domain/refusal.ts';
import { type Answer, denied, given } from '../centre/answer.ts';
import type { CentreContext } from '../centre/context.ts';
import { errorFacts } from '../centre/log.ts';
import type { Packs } from '../centre/packs.ts';
import type { StationAccess } from '../centre/station-access.ts';
import type { Queryable } from '../postgres/database.ts';
import { type BlobStore, type ByteRange, OffsetWrong } from './blob-store.ts';
import { holdHashes, isHolder, mayRead, noteHolder } from './references.ts';

export interface AttachmentsOptions {
  context: CentreContext;
  packs: Packs;
  store: BlobStore;
  /** Bytes of one station that no ticket names, unfinished ones included. */
  unnamedBytesOfStation?: number;
}

/** How far an upload is. */
export interface Standing {
  offset: number;
  complete: boolean;
}

/** A refused place names the right one. */
export type AppendAnswer = Answer<Standing> & { standing?: Standing };

export interface Sending {
  offset: number;
  total: number;
  bytes: AsyncIterable<Uint8Array>;
}

export interface AttachmentCounts {
  bytesIn: number;
  bytesOut: number;
  refused: number;
}

const UNNAMED_BYTES = 2 * 1024 ** 3;
const LEASE_MS = 180_000;
const UNFINISHED_DAYS = 7;
const UNNAMED_DAYS = 14;
const DAY_MS = 86_400_000;
const SWEEP_BATCH = 200;

export type Attachments = ReturnType<typeof createAttachments>;

/** Files of tickets at the centre: who may send which, who may read which, and when they go. */
export function createAttachments(options: AttachmentsOptions) {
  const { context, packs, store, unnamedBytesOfStation = UNNAMED_BYTES } = options;
  const { db, log } = context;
  const counts: AttachmentCounts = { bytesIn: 0, bytesOut: 0, refused: 0 };
  const now = () => new Date(context.clock());
  const uploadOf = (sha256: string, { stationId }: StationAccess) => `${stationId}.${sha256}`;

  const standing = async (station: StationAccess, sha256: string): Promise<Standing> => {
    const { rows } = await db.query<{ size: string }>('SELECT size FROM attachment WHERE sha256 = $1', [sha256]);
    const size = rows[0] ? Number(rows[0].size) : null;
    const known =
      size !== null &&
      ((await isHolder(db, sha256, station.stationId)) || (await mayRead(db, sha256, station.scopes))) &&
      // What a disk lost is taken in anew.
      (await store.size(sha256)) === size;
    if (!known) return { offset: await store.offset(uploadOf(sha256, station)), complete: false };
    await db.transaction(async (tx) => {
      await holdHashes(tx, [sha256]);
      await noteHolder(tx, { sha256, stationId: station.stationId, scopes: station.scopes });
    });
    return { offset: size, complete: true };
  };

  const refused = (status: number, refusal: Refusal, more: { retryAfterSeconds?: number } = {}): AppendAnswer => {
    counts.refused++;
    return denied(status, refusal, more);
  };

  /** One request at a time works on an upload, in whatever process. @returns `null`: another one does */
  const lease = async (station: StationAccess, sha256: string, total: number): Promise<string | null> => {
    const token = randomUUID();
    const { rows } = await db.query(
      `INSERT INTO attachment_upload AS u (sha256, station_id, total, lease, lease_until, touched_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (sha256, station_id) DO UPDATE SET total = excluded.total, lease = excluded.lease, lease_until = excluded.lease_until, touched_at = excluded.touched_at
         WHERE u.lease IS NULL OR u.lease_until < $6
       RETURNING lease`,
      [sha256, station.stationId, total, token, new Date(context.clock() + LEASE_MS), now()],
    );
    return rows.length > 0 ? token : null;
  };
  const release = (sha256: string, token: string) =>
    db.query('UPDATE attachment_upload SET lease = NULL, touched_at = $3 WHERE sha256 = $1 AND lease = $2', [
      sha256,
      token,
      now(),
    ]);

  /** Bytes of the station that nobody names, without this file. */
  const unnamedBytes = async (station: StationAccess, sha256: string): Promise<number> => {
    const { rows } = await db.query<{ bytes: string }>(
      `SELECT (SELECT coalesce(sum(total), 0) FROM attachment_upload WHERE station_id = $1 AND sha256 <> $2)
         + (SELECT coalesce(sum(a.size), 0) FROM attachment_holder h JOIN attachment a USING (sha256)
            WHERE h.station_id = $1 AND h.sha256 <> $2
              AND NOT EXISTS (SELECT FROM attachment_reference r WHERE r.sha256 = h.sha256)) AS bytes`,
      [station.stationId, sha256],
    );
    return Number(rows[0]!.bytes);
  };

  const settle = (station: StationAccess, sha256: string, size: number): Promise<boolean> =>
    db.transaction(async (tx) => {
      await holdHashes(tx, [sha256]);
      // Removed meanwhile, because nobody named it: it has to come again.
      if ((await store.size(sha256)) !== size) return false;
      await tx.query('INSERT INTO attachment VALUES ($1, $2, $3) ON CONFLICT (sha256) DO NOTHING', [
        sha256,
        size,
        now(),
      ]);
      await noteHolder(tx, { sha256, stationId: station.stationId, scopes: station.scopes });
      await forget(tx, sha256, station.stationId);
      return true;
    });

  const finish = async (station: StationAccess, sha256: string, total: number): Promise<AppendAnswer> => {
    const finished = await store.finish(uploadOf(sha256, station), sha256, (head) => !sniff(head)?.runs);
    if (finished === 'kept') {
      if (await settle(station, sha256, total)) return given({ offset: total, complete: true });
      return given({ offset: 0, complete: false });
    }
    await forget(db, sha256, station.stationId);
    log.warn({ finished }, 'attachment.refused');
    return finished === 'refused' ? refused(415, PROGRAM) : refused(422, HASH_DIFFERS);
  };

  /** What is sent, counted; more than was announced is no part of it. */
  async function* counted({ bytes, offset, total }: Sending): AsyncGenerator<Uint8Array> {
    let at = offset;
    for await (const some of bytes) {
      at += some.length;
      if (at > total) throw new TooMuch();
      counts.bytesIn += some.length;
      yield some;
    }
  }

  const send = async (station: StationAccess, sha256: string, sending: Sending): Promise<AppendAnswer> => {
    const { offset, total } = sending;
    const upload = uploadOf(sha256, station);
    try {
      const at = await store.append(upload, { offset, total }, counted(sending));
      return at === total ? await finish(station, sha256, total) : given({ offset: at, complete: false });
    } catch (error) {
      if (error instanceof OffsetWrong) return elsewhere(station, sha256, { stands: error.offset, sending });
      if (error instanceof TooMuch) {
        await store.discard(upload);
        return refused(400, LENGTH_WRONG);
      }
      if (!isFull(error)) throw error;
      log.error(errorFacts(error), 'attachment.disk-full');
      return refused(507, DISK_FULL, { retryAfterSeconds: 300 });
    }
  };

  /** The upload stands elsewhere than the station thinks: it is told where. */
  const elsewhere = async (
    station: StationAccess,
    sha256: string,
    { stands, sending: { offset, total } }: { stands: number; sending: Sending },
  ): Promise<AppendAnswer> => {
    if (stands === total && offset === total) return finish(station, sha256, total);
    // A file of another length under this hash: whatever is there is no part of it.
    if (stands > total) await store.discard(uploadOf(sha256, station));
    return { ...denied(409, OFFSET_WRONG), standing: { offset: stands > total ? 0 : stands, complete: false } };
  };

  return {
    counts,
    store,

    standing: async (station: StationAccess, sha256: string): Promise<Answer<Standing>> =>
      given(await standing(station, sha256)),

    /** Takes some of a file; the last of it makes it whole. */
    async append(station: StationAccess, sha256: string, sending: Sending): Promise<AppendAnswer> {
      const { total } = sending;
      const limits = (await packs.inForce(db)).attachments;
      if (total > maxBytes(limits)) return refused(413, tooLarge(limits.maxMegabytes));
      const before = await standing(station, sha256);
      if (before.complete) return given(before);
      if ((await unnamedBytes(station, sha256)) + total > unnamedBytesOfStation)
        return refused(429, QUOTA, { retryAfterSeconds: 600 });
      const token = await lease(station, sha256, total);
      if (token === null) return denied(423, BUSY, { retryAfterSeconds: 2 });
      try {
        return await send(station, sha256, sending);
      } finally {
        await release(sha256, token);
      }
    },

    /** Bytes of the file; 404 where it is not here, or where nothing that the station may see names it. */
    async readable(station: StationAccess, sha256: string): Promise<Answer<{ size: number }>> {
      const allowed = await mayRead(db, sha256, station.scopes);
      const size = allowed ? await store.size(sha256) : null;
      return size === null ? denied(404, ABSENT) : given({ size });
    },

    /** After `readable`. */
    async *read(sha256: string, range: ByteRange): AsyncGenerator<Uint8Array> {
      for await (const some of await store.read(sha256, range)) {
        counts.bytesOut += some.length;
        yield some;
      }
    },

    /** For the metrics. */
    async stored(): Promise<{ files: number; bytes: number; unfinished: number }> {
      const { rows } = await db.query<{ files: string; bytes: string; unfinished: string }>(
        `SELECT count(*) AS files, coalesce(sum(size), 0) AS bytes, (SELECT count(*) FROM attachment_upload) AS unfinished FROM attachment`,
      );
      const [row] = rows;
      return { files: Number(row!.files), bytes: Number(row!.bytes), unfinished: Number(row!.unfinished) };
    },

    /** Throws away what was never finished and what no ticket names; the server does it every hour. @returns how many */
    async sweep(): Promise<number> {
      const unfinished = await db.query<{ sha256: string; station_id: string }>(
        `DELETE FROM attachment_upload WHERE (sha256, station_id) IN (
           SELECT sha256, station_id FROM attachment_upload WHERE touched_at < $1 LIMIT ${SWEEP_BATCH}
         ) RETURNING sha256, station_id`,
        [new Date(context.clock() - UNFINISHED_DAYS * DAY_MS)],
      );
      for (const { sha256, station_id } of unfinished.rows) await store.discard(`${station_id}.${sha256}`);
      const { rows } = await db.query<{ sha256: string }>(
        `SELECT sha256 FROM attachment a WHERE stored_at < $1
           AND NOT EXISTS (SELECT FROM attachment_reference r WHERE r.sha256 = a.sha256) LIMIT ${SWEEP_BATCH}`,
        [new Date(context.clock() - UNNAMED_DAYS * DAY_MS)],
      );
      let removed = 0;
      for (const { sha256 } of rows) if (await removeUnnamed(sha256)) removed++;
      if (removed + unfinished.rows.length > 0)
        log.info({ removed, unfinished: unfinished.rows.length }, 'attachment.swept');
      return removed + unfinished.rows.length;
    },
  };

  async function removeUnnamed(sha256: string): Promise<boolean> {
    return db.transaction(async (tx) => {
      await holdHashes(tx, [sha256]);
      const { rowCount } = await tx.query(
        'DELETE FROM attachment WHERE sha256 = $1 AND NOT EXISTS (SELECT FROM attachment_reference WHERE sha256 = $1)',
        [sha256],
      );
      if (rowCount === 0) return false;
      await store.remove(sha256);
      return true;
    });
  }
}

async function forget(db: Queryable, sha256: string, stationId: string): Promise<void> {
  await db.query('DELETE FROM attachment_upload WHERE sha256 = $1 AND station_id = $2', [sha256, stationId]);
}

class TooMuch extends Error {}

function isFull(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOSPC' || code === 'EDQUOT';
}

const tooLarge = (megabytes: number): Refusal => ({
  code: 'attachment-too-large',
  rule: 'S2.5',
  field: 'file',
  message: `O arquivo passa de ${megabytes} MB.`,
  way: 'Compacte o arquivo, ou envie só a parte que interessa.',
});
const PROGRAM: Refusal = {
  code: 'attachment-type-blocked',
  rule: 'S2.5',
  field: 'file',
  message: 'O arquivo é um programa ou script: a central não o guarda.',
};
const HASH_DIFFERS: Refusal = {
  code: 'attachment-hash-differs',
  message: 'O que chegou à central não é o arquivo anunciado.',
  way: 'A estação confere o arquivo e envia de novo sozinha.',
};
const OFFSET_WRONG: Refusal = {
  code: 'attachment-offset',
  message: 'A central está em outro ponto deste arquivo.',
  way: 'A estação continua dali sozinha.',
};
const LENGTH_WRONG: Refusal = { code: 'attachment-length', message: 'Chegou mais do que o arquivo anunciado.' };
const BUSY: Refusal = { code: 'attachment-busy', message: 'Este arquivo já está sendo recebido.' };
const QUOTA: Refusal = {
  code: 'attachment-quota',
  message: 'Esta estação enviou muitos arquivos que nenhum chamado cita.',
  way: 'A estação tenta de novo quando os chamados chegarem à central.',
};
const DISK_FULL: Refusal = {
  code: 'attachment-centre-full',
  message: 'O disco da central está cheio.',
  way: 'Avise quem cuida da central; a estação tenta de novo sozinha.',
};
const ABSENT: Refusal = {
  code: 'attachment-absent',
  message: 'A central não tem este arquivo.',
  way: 'Ele chega quando a estação em que foi anexado se conectar.',
};
