import type { PullRequest } from '#shared/sync/messages.ts';
import { type Answer, given, requestInvalid, scopeDenied } from '../answer.ts';
import { type CentreContext, nowIso } from '../context.ts';
import { inEpoch, type StationAccess } from '../station-access.ts';
import { readCursor } from './cursor.ts';
import { beginFirstWalk, readFirst } from './first-walk.ts';
import { type Page, pageJson, readNext } from './page.ts';

/** JSON text of a `PullReply`, ready to be sent, and how many rows are in it. */
export interface PullAnswer {
  json: string;
  rows: number;
}

export async function pull(
  context: CentreContext,
  station: StationAccess,
  { epoch, scope, cursor, limit }: PullRequest,
): Promise<Answer<PullAnswer>> {
  const present = inEpoch(station, epoch);
  if (!present.ok) return present;
  if (!station.scopes.includes(scope)) return scopeDenied();
  const page = await pageAfter(context, { scope, cursor, limit });
  if (!page) return requestInvalid('Este lugar da fila não existe.', 'cursor');
  return given({ json: pageJson(page, nowIso(context)), rows: page.rows.length });
}

async function pageAfter(
  { db }: CentreContext,
  { scope, cursor, limit }: Pick<PullRequest, 'scope' | 'cursor' | 'limit'>,
): Promise<Page | null> {
  const place = cursor === null ? await beginFirstWalk(db, scope) : readCursor(cursor);
  if (!place) return null;
  return place.kind === 'first' ? readFirst(db, { scope, walk: place, limit }) : readNext(db, { scope, place, limit });
}
