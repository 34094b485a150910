import type { DigestReply, DigestRequest } from '#shared/sync/messages.ts';
import { type Answer, given, requestInvalid, scopeDenied } from './answer.ts';
import { type CentreContext, nowIso } from './context.ts';
import { readCursor } from './pull/cursor.ts';
import { inEpoch, type StationAccess } from './station-access.ts';

interface SumRow {
  behind: boolean;
  collection: string | null;
  count: string;
  sum: string;
}

/**
 * How much there is in a scope, and the sum of its hashes: for a station at the very end of the feed. Rows of a feed move,
 * so nobody can say what there was at an earlier place; who is not at the end gets `null` and pulls first.
 */
const SUMS = `
  WITH state AS (
    SELECT EXISTS (SELECT FROM feed WHERE scope = $1 AND (xid, seq) > ($2::xid8, $3::bigint)) AS behind
  )
  SELECT state.behind, s.collection, s.count::text, s.sum::text
  FROM state LEFT JOIN LATERAL (
    SELECT coalesce(collection, 'entries') AS collection, count(*) AS count,
      sum(hash::numeric) % 9007199254740992 AS sum
    FROM feed WHERE scope = $1 AND kind IN ('e', 'd') AND NOT state.behind GROUP BY 1
  ) s ON true`;

const KEPT = 200;

/** Stations that rest at the same place of the same feed share one count. */
export class Digests {
  readonly #context: CentreContext;
  readonly #kept = new Map<string, DigestReply['collections']>();

  constructor(context: CentreContext) {
    this.#context = context;
  }

  async digest(station: StationAccess, { epoch, scope, cursor }: DigestRequest): Promise<Answer<DigestReply>> {
    const present = inEpoch(station, epoch);
    if (!present.ok) return present;
    if (!station.scopes.includes(scope)) return scopeDenied();
    const place = readCursor(cursor);
    if (!place) return requestInvalid('Este lugar da fila não existe.', 'cursor');
    const at = nowIso(this.#context);
    if (place.kind === 'first') return given({ collections: null, at });
    const key = `${epoch} ${scope} ${cursor}`;
    const { rows: news } = await this.#context.db.query(
      'SELECT FROM feed WHERE scope = $1 AND (xid, seq) > ($2::xid8, $3::bigint) LIMIT 1',
      [scope, place.xid.toString(), place.seq.toString()],
    );
    const kept = this.#kept.get(key);
    if (kept && news.length === 0) return given({ collections: kept, at });
    const { rows } = await this.#context.db.query<SumRow>(SUMS, [scope, place.xid.toString(), place.seq.toString()]);
    if (rows[0]?.behind !== false) return given({ collections: null, at });
    const counted = rows.filter((row) => row.collection !== null);
    const collections = Object.fromEntries(
      counted.map(({ collection, count, sum }) => [collection, { count: Number(count), sum }]),
    );
    this.#keep(key, collections);
    return given({ collections, at });
  }

  #keep(key: string, collections: DigestReply['collections']): void {
    this.#kept.set(key, collections);
    if (this.#kept.size > KEPT) this.#kept.delete(this.#kept.keys().next().value!);
  }
}
