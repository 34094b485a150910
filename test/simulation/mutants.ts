/** Ways in which the synchronisation is broken on purpose. Each must be noticed by the simulation (`--mutants`). */
export interface Mutant {
  name: string;
  /** What goes wrong with it, for people. */
  harm: string;
  patches: { file: string; from: string; to: string }[];
  /** The promise that it breaks: only a complaint that begins so counts as noticed. */
  complaint?: string;
  /** A seed that is known to notice it, tried first. */
  seed?: number;
}

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'cursor-before-rows',
    harm: 'The cursor is stored with the first slice of a page: a cut in the middle loses the rest.',
    patches: [
      {
        file: 'src-main/sync/pull.ts',
        from: 'if (isLast) moveCursor(file, scope, reached);',
        to: 'moveCursor(file, scope, reached);',
      },
      { file: 'src-main/sync/pull.ts', from: 'present.cursor !== from) return', to: 'false) return' },
      { file: 'src-main/sync/pull.ts', from: 'from + this.#size);', to: 'from + 2);' },
      { file: 'src-main/sync/pull.ts', from: 'uncommitted >= ROWS_IN_COMMIT', to: 'uncommitted >= 2' },
    ],
  },
  {
    name: 'no-horizon',
    seed: 24,
    complaint: 'an entitled station has every',
    harm: 'A page takes rows of transactions above one that still runs: what that one commits lies behind the cursor.',
    patches: [
      {
        file: 'src-server/centre/stream/tail.ts',
        from: 'AND xid < pg_snapshot_xmin(pg_current_snapshot())\n    ORDER BY xid, seq LIMIT',
        to: '\n    ORDER BY xid, seq LIMIT',
      },
    ],
  },
  {
    name: 'no-resync',
    harm: 'After a reconnect nothing is asked: what came meanwhile is not seen.',
    patches: [
      {
        file: 'src-main/sync/sync-session.ts',
        from: '          this.#due.add(scope);\n          await retryParked',
        to: '          await retryParked',
      },
      { file: 'src-main/sync/sync-session.ts', from: '#pullAt = 0;', to: '#pullAt = Number.POSITIVE_INFINITY;' },
      { file: 'src-main/sync/scope-checks.ts', from: '#dueAt = 0;', to: '#dueAt = Number.POSITIVE_INFINITY;' },
    ],
  },
  {
    name: 'outbox-dropped-when-sent',
    harm: 'An entry leaves the outbox when it is sent, not when the centre has judged it.',
    patches: [
      {
        file: 'src-main/sync/push.ts',
        from: 'prepared.push({ row, pushed, text });',
        to: "if (row.collection === 'entries') dropUnsent(file, row);\n        prepared.push({ row, pushed, text });",
      },
    ],
  },
  {
    name: 'no-grant',
    harm: 'A ticket that comes into a scope brings no entries from before.',
    patches: [
      {
        file: 'src-server/centre/scopes.ts',
        from: "SELECT p.scope, 'e', e.id, e.hash FROM unnest($1::uuid[], $2::text[]) AS p(ticket_id, scope) JOIN entry e ON e.ticket_id = p.ticket_id\n     ORDER BY",
        to: "SELECT p.scope, 'e', e.id, e.hash FROM unnest($1::uuid[], $2::text[]) AS p(ticket_id, scope) JOIN entry e ON e.ticket_id = p.ticket_id AND e.received_at < now() - interval '1 year'\n     ORDER BY",
      },
    ],
  },
  {
    name: 'no-revoke',
    harm: 'A ticket that leaves a scope stays at its stations.',
    patches: [
      {
        file: 'src-main/sync/apply-rows.ts',
        from: 'if (letGo(store.file, ticket, scope)) removeWhenFree(store, ticket);',
        to: 'letGo(store.file, ticket, scope);',
      },
    ],
  },
  {
    name: 'no-rewind-on-epoch',
    seed: 5,
    harm: 'After the centre was restored from a backup nothing is offered again and no feed walked anew.',
    patches: [
      {
        file: 'src-main/sync/supervisor.ts',
        from: 'beginOffering(file);',
        to: '',
      },
    ],
  },
  {
    name: 'gap-in-the-stream',
    harm: 'Rows of the stream are taken wherever the station is: what was lost before them is never asked for.',
    patches: [{ file: 'src-main/sync/pull.ts', from: 'present.cursor !== from) return', to: 'false) return' }],
  },
  {
    name: 'wall-clock',
    harm: 'Stamps follow the wall clock, also back.',
    patches: [
      {
        file: 'src-shared/domain/clock/hlc.ts',
        from: 'if (now > last.time) return',
        to: 'if (now !== last.time) return',
      },
    ],
  },
  {
    name: 'no-witness',
    harm: 'What colleagues wrote does not move the clock: an answer sorts before the question.',
    patches: [
      {
        file: 'src-main/core/centre-desk.ts',
        from: "if (latestStamp !== '') journal.witness(latestStamp);",
        to: 'void [journal, latestStamp];',
      },
    ],
  },
  {
    name: 'lost-answer-undoes-edit',
    seed: 13,
    harm: 'What was edited after a push counts as pushed when its answer comes.',
    patches: [
      {
        file: 'src-main/sync/verdict.ts',
        from: 'const editedSince = present.edits !== (row.sentEdits ?? row.edits);',
        to: 'const editedSince = false && present.edits !== (row.sentEdits ?? row.edits);',
      },
    ],
  },
  {
    name: 'equal-is-conflict',
    harm: 'A push that is repeated because its answer was lost counts as somebody else’s.',
    patches: [
      {
        file: 'src-server/centre/push/judge.ts',
        from: 'return isDeepStrictEqual(JSON.parse(present), entry)',
        to: 'return false && isDeepStrictEqual(JSON.parse(present), entry)',
      },
      // The feed would mend it: an entry that comes back is not refused.
      {
        file: 'src-main/sync/apply-rows.ts',
        from: "if (forgetVerdict(file, { collection: 'entries', id })) store.refold([ticketId]);",
        to: 'void [forgetVerdict, ticketId];',
      },
    ],
  },
  {
    name: 'leak',
    complaint: 'nothing is delivered outside its scopes',
    harm: 'A ticket goes into the feed of every unit.',
    patches: [
      {
        file: 'src-server/centre/pull/pull.ts',
        from: 'if (!station.scopes.includes(scope)) return scopeDenied();',
        to: '',
      },
      {
        file: 'src-server/centre/scopes.ts',
        from: 'const known = scopesOf(head, birthUnit).filter((scope) => SCOPE.test(scope));',
        to: "const known = [...scopesOf(head, birthUnit), 'u:'.concat(birthUnit)].filter((scope) => SCOPE.test(scope));",
      },
    ],
  },
  {
    name: 'bad-row-blocks',
    harm: 'A row that the centre refuses stays in the outbox for ever.',
    patches: [
      {
        file: 'src-main/sync/verdict.ts',
        from: 'function entryVerdict({ file }: Store, { row, result, now, refold }: Judged): void {\n  dropUnsent(file, row);',
        to: "function entryVerdict({ file }: Store, { row, result, now, refold }: Judged): void {\n  if (result.outcome !== 'refused') dropUnsent(file, row);",
      },
    ],
  },
];

/** The text of a file with a mutant's patches in it. @throws when the text to be patched is not there exactly once */
export function patched(mutant: Mutant, file: string, source: string): string {
  let text = source;
  for (const patch of mutant.patches.filter((one) => one.file === file)) {
    const found = text.split(patch.from).length - 1;
    if (found !== 1)
      throw new Error(`mutant ${mutant.name}: ${found} places in ${file} instead of one, for “${patch.from}”`);
    text = text.replace(patch.from, () => patch.to);
  }
  return text;
}
