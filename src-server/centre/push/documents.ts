import { isDeepStrictEqual } from 'node:util';
import type { Refusal } from '#shared/domain/refusal.ts';
import type { PushResult, SyncDocument } from '#shared/sync/messages.ts';
import type { Queryable } from '../../postgres/database.ts';
import { noteFormerRole } from '../accounts.ts';
import { type CentreContext, nowIso } from '../context.ts';
import { writeDocument } from '../documents.ts';
import type { StationAccess } from '../station-access.ts';
import { COLLECTIONS } from './collections.ts';
import { type Body, type DocumentRow, keptAsIs, resolveDocument, type StoredState } from './resolve-document.ts';

interface Stored extends StoredState {
  scopes: string[];
}

interface DocumentPush {
  context: CentreContext;
  station: StationAccess;
  /** Somebody of the administration works at this station. */
  mayAdminister: boolean;
  /** Stations bring back what a restored backup does not have: then anybody's station may. */
  recovering: boolean;
  /** Epochs of this centre that ended with a restoration. */
  formerEpochs: readonly string[];
}

/**
 * Takes one changed document in. Two who changed it meet field by field; an equal state is never a conflict, so a push
 * whose reply was lost can be repeated and later edits stay (the station's next one is based on what is here).
 */
export async function pushDocument(
  tx: Queryable,
  row: DocumentRow,
  push: DocumentPush,
): Promise<{ result: PushResult; scopes: string[] }> {
  const id = row.id;
  const stored = await readStored(tx, row);
  if (stored && isDeepStrictEqual(stored.body, row.document))
    return { result: { id, outcome: 'accepted', version: stored.version }, scopes: [] };
  // Deleted there before it ever came here.
  if (!stored && row.document === null) return { result: { id, outcome: 'accepted', version: 0 }, scopes: [] };
  const refusals = refusalsFor(row, stored, push);
  if (refusals.length > 0) return { result: { id, outcome: 'refused', refusals }, scopes: [] };
  const rules = COLLECTIONS[row.collection];
  const fixed = stored && (rules.immutable || (rules.administration && !push.mayAdminister));
  const { document, lost, fork } = fixed
    ? { ...keptAsIs(stored.body, row.document), fork: null }
    : resolveDocument(row, stored, push.formerEpochs);
  const unchanged = stored && isDeepStrictEqual(stored.body, document);
  const written = unchanged
    ? { version: stored.version, scopes: [] }
    : await writeDocument(tx, {
        collection: row.collection,
        id,
        document,
        home: rules.home(push.station),
        by: push.station.stationId,
        now: nowIso(push.context),
        atLeast: row.version + 1,
        fork,
      });
  if (row.collection === 'staff' && !unchanged)
    await followStaff(tx, { id, before: stored?.body ?? null, document, push });
  const result: PushResult = isDeepStrictEqual(document, row.document)
    ? { id, outcome: 'accepted', version: written.version }
    : { id, outcome: 'merged', version: written.version, document: document as SyncDocument | null, lost };
  return { result, scopes: written.scopes };
}

async function readStored(tx: Queryable, { collection, id }: DocumentRow): Promise<Stored | null> {
  const { rows } = await tx.query<StoredRow>(
    `SELECT d.version, d.body, d.fork_epoch, d.fork_version, d.fork_body, array(
       SELECT f.scope FROM feed f WHERE f.collection = d.collection AND f.id = d.id AND f.kind <> 'e') || d.home AS scopes
     FROM document d WHERE d.collection = $1 AND d.id = $2 FOR UPDATE OF d`,
    [collection, id],
  );
  const [row] = rows;
  if (!row) return null;
  const { version, scopes, fork_epoch: epoch, fork_version: forked } = row;
  const fork = epoch === null || forked === null ? null : { epoch, version: forked, body: parsed(row.fork_body) };
  return { version, scopes, body: parsed(row.body), fork };
}

interface StoredRow {
  version: number;
  body: string | null;
  fork_epoch: string | null;
  fork_version: number | null;
  fork_body: string | null;
  scopes: string[];
}

const parsed = (body: string | null) => (body === null ? null : (JSON.parse(body) as Body));

function refusalsFor(
  { collection, id, document }: DocumentRow,
  stored: Stored | null,
  { station, mayAdminister, recovering }: DocumentPush,
): Refusal[] {
  const rules = COLLECTIONS[collection];
  const inReach = !stored || stored.scopes.some((scope) => (station.scopes as string[]).includes(scope));
  if (!inReach)
    return [
      {
        code: 'document-out-of-reach',
        message: 'Este cadastro não é desta unidade nem de quem trabalha nesta estação.',
      },
    ];
  if (rules.administration && !mayAdminister && !recovering && !stored)
    return [{ code: 'role-denied', message: 'Isto só a administração pode criar.', way: 'Peça a quem administra.' }];
  if (document === null) return [];
  if (document.id !== id)
    return [{ code: 'document-id', field: 'id', message: 'O identificador não combina com o registro.' }];
  const read = rules.schema.safeParse(document);
  if (!read.success) {
    const field = read.error.issues[0]?.path.join('.');
    return [
      { code: 'document-invalid', field, message: `Há um campo que a central não aceita${field ? `: ${field}` : ''}.` },
    ];
  }
  return rules.check?.(document) ?? [];
}

/** Accounts follow the people's documents: who is no longer active signs in nowhere. */
async function followStaff(
  tx: Queryable,
  { id, before, document, push }: { id: string; before: Body | null; document: Body | null; push: DocumentPush },
): Promise<void> {
  const active = document?.active === true;
  await tx.query(
    `INSERT INTO account (staff_id, unit_id, deactivated_at) VALUES ($1, $2, CASE WHEN $3 THEN NULL ELSE $4::timestamptz END)
     ON CONFLICT (staff_id) DO UPDATE SET deactivated_at = CASE WHEN $3 THEN NULL ELSE coalesce(account.deactivated_at, $4::timestamptz) END`,
    [id, push.station.unitId, active, nowIso(push.context)],
  );
  if (typeof before?.role === 'string' && before.role !== document?.role) await noteFormerRole(tx, id, before.role);
}
