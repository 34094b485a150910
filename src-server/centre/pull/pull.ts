import type { PullRequest } from '#shared/sync/messages.ts';
import { type Answer, centreBehind, given, requestInvalid, scopeDenied } from '../answer.ts';
import { type CentreContext, nowIso } from '../context.ts';
import { inEpoch, type StationAccess } from '../station-access.ts';
import { type FirstWalk, type Place, readCursor } from './cursor.ts';
import { beginFirstWalk, readFirst } from './first-walk.ts';
import { isAhead, type Page, pageJson, readNext } from './page.ts';

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
  const place = cursor === null ? await beginFirstWalk(context.db, scope) : readCursor(cursor);
  if (!place) return requestInvalid('Este lugar da fila não existe.', 'cursor');
  const page = await pageAfter(context, { scope, place, limit });
  if (page.rows.length === 0 && (await isAhead(context.db, place))) {
    context.log.error({ station: station.stationId }, 'centre.behind');
    return centreBehind();
  }
  return given({ json: pageJson(page, nowIso(context)), rows: page.rows.length });
}

async function pageAfter(
  { db }: CentreContext,
  { scope, place, limit }: { scope: string; place: Place | FirstWalk; limit: number },
): Promise<Page> {
  return place.kind === 'first' ? readFirst(db, { scope, walk: place, limit }) : readNext(db, { scope, place, limit });
}
