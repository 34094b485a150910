import { createPublicKey, verify } from 'node:crypto';
import { uuidV7 } from '#shared/domain/id/uuid.ts';
import { FIRST_OWN_STATION } from '#shared/domain/protocol/protocol-number.ts';
import type { ChallengeReply, EnrolReply, EnrolRequest, StationTokenRequest, TokenReply } from '#shared/sync/access.ts';
import type { StationReport } from '#shared/sync/messages.ts';
import type { Queryable } from '../postgres/database.ts';
import { adoptStaff } from './accounts.ts';
import { announceAccess, announceFeed } from './announce.ts';
import { type Answer, denied, given, stationRevoked, tokenInvalid } from './answer.ts';
import { type CentreContext, nowIso } from './context.ts';
import { hashCode, takeCode } from './one-use-codes.ts';
import { isRecovering, readOrganisation } from './organisation.ts';
import type { Packs } from './packs.ts';
import { makeToken, readToken, TOKEN_SECONDS } from './tokens.ts';

/**
 * Makes the station one of the house's. Asking again with the same key (a lost reply) answers the same: with the same
 * code always, with a newer one as long as the station was never heard of since.
 */
export function enrol(context: CentreContext, packs: Packs, request: EnrolRequest): Promise<Answer<EnrolReply>> {
  const now = nowIso(context);
  return context.db.transaction(async (tx) => {
    const known = await stationOfKey(tx, request);
    if (known?.sameCode) return given(await enrolReply(tx, { stationId: known.id, request, at: now }));
    if (known && !known.neverBack) return keyTaken();
    if (keyOf(request.publicKey) === null)
      return denied(400, { code: 'key-invalid', field: 'publicKey', message: 'A chave da estação não é Ed25519.' });
    const code = await takeCode(tx, { code: request.code, purpose: 'enrol', now });
    if (!code.ok) return code;
    const number = known?.number ?? (await nextNumber(tx));
    if (number >= FIRST_OWN_STATION)
      return denied(409, { code: 'numbers-used-up', message: 'Não há mais números de estação.' });
    const recovering = isRecovering(await readOrganisation(tx), context);
    const formerNumbers = request.formerNumbers.filter((former) => recovering || Number(former) >= FIRST_OWN_STATION);
    const stationId = known?.id ?? uuidV7(context.clock(), context.random);
    await tx.query(
      `INSERT INTO station (id, number, former_numbers, name, unit_id, public_key, enrolled_at, enrolled_with, version, last_contact_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $7)
       ON CONFLICT (id) DO UPDATE SET former_numbers = excluded.former_numbers, name = excluded.name,
         unit_id = excluded.unit_id, enrolled_at = excluded.enrolled_at, enrolled_with = excluded.enrolled_with,
         version = excluded.version, last_contact_at = excluded.last_contact_at`,
      [
        stationId,
        number,
        formerNumbers,
        request.name,
        code.value.unitId,
        request.publicKey,
        now,
        hashCode(request.code),
        request.version,
      ],
    );
    if (code.value.adoptStaff) {
      await adoptStaff(tx, { context, packs, people: request.staff, stationId, terms: code.value });
      await announceFeed(tx, ['o']);
    }
    context.log.info({ station: number }, 'station.enrolled');
    return given(await enrolReply(tx, { stationId, request, at: now }));
  });
}

interface KnownKey {
  id: string;
  number: number;
  /** Enrolled with this very code. */
  sameCode: boolean;
  /** Nobody who holds the key has come since: the answer to its enrolment was lost. */
  neverBack: boolean;
}

async function stationOfKey(tx: Queryable, { publicKey, code }: EnrolRequest): Promise<KnownKey | undefined> {
  const { rows } = await tx.query<KnownKey>(
    `SELECT id, number, enrolled_with = $2 AS "sameCode",
       last_contact_at = enrolled_at AND revoked_at IS NULL AS "neverBack"
     FROM station WHERE public_key = $1 FOR UPDATE`,
    [publicKey, hashCode(code)],
  );
  return rows[0];
}

const keyTaken = () =>
  denied(409, {
    code: 'key-taken',
    field: 'publicKey',
    message: 'Esta chave já é de outra estação.',
    way: 'Tente de novo: a estação fará outra chave.',
  });

/** Numbers are never given twice, also not after a station is gone. */
async function nextNumber(tx: Queryable): Promise<number> {
  const { rows } = await tx.query<{ number: number }>(
    'UPDATE centre SET next_station = next_station + 1 RETURNING next_station - 1 AS number',
  );
  return rows[0]!.number;
}

async function enrolReply(
  tx: Queryable,
  { stationId, request, at }: { stationId: string; request: EnrolRequest; at: string },
): Promise<EnrolReply> {
  const organisation = await readOrganisation(tx);
  const { rows } = await tx.query<{ number: number; id: string; name: string }>(
    'SELECT s.number, u.id, u.name FROM station s JOIN unit u ON u.id = s.unit_id WHERE s.id = $1',
    [stationId],
  );
  const known = await tx.query<{ staff_id: string }>('SELECT staff_id FROM account WHERE staff_id = ANY($1)', [
    request.staff.map(({ id }) => id),
  ]);
  const { number, id, name } = rows[0]!;
  return {
    stationId,
    stationNumber: number,
    unit: { id, name },
    organisation: organisation.name,
    epoch: organisation.epoch,
    staffTaken: known.rows.map((row) => row.staff_id),
    at,
  };
}

function keyOf(publicKey: string) {
  try {
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
  } catch {
    // Not a point of the curve.
    return null;
  }
}

/** A nonce that only this centre could have made, for that station and the next minute. */
export async function challenge(context: CentreContext, stationId: string): Promise<Answer<ChallengeReply>> {
  return given({ nonce: await makeToken(context, 'challenge', stationId), at: nowIso(context) });
}

export async function stationToken(
  context: CentreContext,
  { stationId, nonce, signature }: StationTokenRequest,
): Promise<Answer<TokenReply>> {
  const challenged = await readToken(context, 'challenge', nonce);
  if (!challenged.ok) return challenged;
  if (challenged.value !== stationId) return tokenInvalid();
  const { rows } = await context.db.query<{ public_key: string; revoked_at: Date | null }>(
    'SELECT public_key, revoked_at FROM station WHERE id = $1',
    [stationId],
  );
  const key = rows[0] ? keyOf(rows[0].public_key) : null;
  if (!key || !verify(null, Buffer.from(nonce), key, Buffer.from(signature, 'base64url'))) return tokenInvalid();
  // Told only to who holds the key: nobody else learns which stations there were.
  if (rows[0]!.revoked_at) return stationRevoked();
  await context.db.query('UPDATE station SET last_contact_at = $2 WHERE id = $1', [stationId, nowIso(context)]);
  return given({
    token: await makeToken(context, 'station', stationId),
    expiresInSeconds: TOKEN_SECONDS.station,
    at: nowIso(context),
  });
}

export async function noteReport(context: CentreContext, stationId: string, report: StationReport): Promise<void> {
  await context.db.query(
    `UPDATE station SET version = $2, unsent = $3, refused = $4, oldest_unsent_at = $5, skew_ms = $6, last_contact_at = $7 WHERE id = $1`,
    [stationId, report.version, report.unsent, report.refused, report.oldestUnsentAt, report.skewMs, nowIso(context)],
  );
}

export interface StationRow {
  id: string;
  number: number;
  name: string;
  unit: string;
  enrolledAt: Date;
  revokedAt: Date | null;
  lastContactAt: Date | null;
  version: string;
  /** As it said last; `null`: never said. */
  unsent: number | null;
  refused: number | null;
  oldestUnsentAt: Date | null;
  skewMs: number | null;
}

export async function listStations(db: Queryable): Promise<StationRow[]> {
  const { rows } = await db.query<StationRow>(
    `SELECT s.id, s.number, s.name, u.name AS unit, s.enrolled_at AS "enrolledAt", s.revoked_at AS "revokedAt",
       s.last_contact_at AS "lastContactAt", s.version, s.unsent, s.refused,
       s.oldest_unsent_at AS "oldestUnsentAt", s.skew_ms AS "skewMs"
     FROM station s JOIN unit u ON u.id = s.unit_id ORDER BY s.number`,
  );
  return rows;
}

/** From the next moment on every call of it is refused, and its streams end in all processes. */
export function revokeStation(context: CentreContext, stationId: string): Promise<Answer<null>> {
  return context.db.transaction(async (tx) => {
    const { rowCount } = await tx.query('UPDATE station SET revoked_at = coalesce(revoked_at, $2) WHERE id = $1', [
      stationId,
      nowIso(context),
    ]);
    if (rowCount === 0) return denied(404, { code: 'station-unknown', message: 'Esta estação não existe.' });
    await tx.query('UPDATE refresh_family SET revoked_at = coalesce(revoked_at, $2) WHERE station_id = $1', [
      stationId,
      nowIso(context),
    ]);
    await announceAccess(tx, stationId);
    context.log.info({}, 'station.revoked');
    return given(null);
  });
}

/** Puts a station into another unit: its feeds change at once, on the stream too. */
export function moveStation(context: CentreContext, stationId: string, unitId: string): Promise<Answer<null>> {
  return context.db.transaction(async (tx) => {
    const { rowCount } = await tx.query(
      'UPDATE station SET unit_id = $2 WHERE id = $1 AND EXISTS (SELECT FROM unit WHERE id = $2)',
      [stationId, unitId],
    );
    if (rowCount === 0)
      return denied(404, { code: 'station-unknown', message: 'Esta estação ou esta unidade não existe.' });
    await announceAccess(tx, stationId);
    return given(null);
  });
}
