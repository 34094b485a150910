import type { Entry } from '#shared/domain/ticket/entry.ts';
import type { Folded } from '#shared/domain/ticket/fold.ts';
import type { ScopeKey } from '#shared/sync/messages.ts';
import type { CentreSide } from './centre-side.ts';

/** Everything of the centre that is judged, straight from its tables. */
export interface CentreEvidence {
  entries: Entry[];
  tickets: { id: string; birthUnit: string; aged: boolean; folded: Folded }[];
  /** Who had which ticket brought in. */
  broughtIn: { ticketId: string; staffId: string }[];
  /** Which tickets name which files. */
  references: { ticketId: string; sha256: string }[];
  ticketScopes: { scope: string; ticketId: string }[];
  feed: {
    scope: string;
    kind: 'e' | 'd' | 'x' | 't';
    entryId: string | null;
    collection: string | null;
    id: string | null;
  }[];
  documents: { collection: string; id: string; version: number; body: Record<string, unknown> | null; home: string }[];
  /** `station`: its index. */
  refused: { id: string; station: number }[];
  /** Scopes of each station, by index. */
  scopes: ScopeKey[][];
}

export async function centreEvidence(side: CentreSide): Promise<CentreEvidence> {
  const { db, centre } = side;
  const scopes: ScopeKey[][] = [];
  for (const stationId of side.stationIds) {
    const access = await centre.access(stationId);
    scopes.push(access.ok ? access.value.scopes : []);
  }
  const entries = await db.query<{ body: string }>('SELECT body FROM entry');
  const tickets = await db.query<{ id: string; birth_unit: string; aged: boolean; head: string }>(
    'SELECT id, birth_unit, aged, head FROM ticket WHERE head IS NOT NULL',
  );
  const ticketScopes = await db.query<{ scope: string; ticketId: string }>(
    'SELECT scope, ticket_id AS "ticketId" FROM ticket_scope',
  );
  const broughtIn = await db.query<CentreEvidence['broughtIn'][number]>(
    'SELECT ticket_id AS "ticketId", staff_id AS "staffId" FROM bring_in',
  );
  const references = await db.query<CentreEvidence['references'][number]>(
    'SELECT ticket_id AS "ticketId", sha256 FROM attachment_reference',
  );
  const feed = await db.query<CentreEvidence['feed'][number]>(
    'SELECT scope, kind, entry_id AS "entryId", collection, id FROM feed',
  );
  const documents = await db.query<{
    collection: string;
    id: string;
    version: number;
    body: string | null;
    home: string;
  }>('SELECT collection, id, version, body, home FROM document');
  const refused = await db.query<{ id: string; stationId: string }>(
    'SELECT id, station_id AS "stationId" FROM refused_entry',
  );
  return {
    entries: entries.rows.map(({ body }) => JSON.parse(body) as Entry),
    tickets: tickets.rows.map(({ id, birth_unit, aged, head }) => ({
      id,
      birthUnit: birth_unit,
      aged,
      folded: JSON.parse(head) as Folded,
    })),
    broughtIn: broughtIn.rows,
    references: references.rows,
    ticketScopes: ticketScopes.rows,
    feed: feed.rows,
    documents: documents.rows.map((row) => ({ ...row, body: row.body === null ? null : JSON.parse(row.body) })),
    refused: refused.rows.map(({ id, stationId }) => ({ id, station: side.stationIds.indexOf(stationId) })),
    scopes,
  };
}
