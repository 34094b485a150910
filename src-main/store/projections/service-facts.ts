import type { Entry } from '#shared/domain/ticket/entry.ts';
import type { SqliteFile } from '../../storage/sqlite-file.ts';

/*
 * What the desk looks up across tickets: who worked when, which timers run, which suspensions come due. Made from the entries
 * as they come, in any order, refused ones among them: where to look, and no more. What holds is what the head says.
 */

export const SERVICE_FACTS_SQL = `
CREATE TABLE IF NOT EXISTS agent_work(
  entry_id TEXT NOT NULL PRIMARY KEY,
  ticket_id TEXT NOT NULL,
  agent_id TEXT NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS agent_work_time ON agent_work(agent_id, ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS agent_work_running ON agent_work(agent_id) WHERE ended_at IS NULL;
CREATE INDEX IF NOT EXISTS agent_work_ticket ON agent_work(ticket_id);
CREATE TABLE IF NOT EXISTS timer_stopped(timer_id TEXT NOT NULL PRIMARY KEY, ticket_id TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS timer_stopped_ticket ON timer_stopped(ticket_id);
CREATE TABLE IF NOT EXISTS suspension_due(
  ticket_id TEXT NOT NULL PRIMARY KEY, at TEXT NOT NULL, station TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS suspension_due_at ON suspension_due(at);
`;
export const SERVICE_FACTS_TABLES = ['agent_work', 'timer_stopped', 'suspension_due'] as const;

/** Takes note of new entries, in the transaction that writes them. */
export function projectServiceFacts(file: SqliteFile, entries: readonly Entry[]): void {
  for (const entry of entries) {
    switch (entry.kind) {
      case 'work-started':
        noteWork(file, entry, { from: entry.at, until: null });
        break;
      case 'work-logged':
        noteWork(file, entry, entry.data);
        if (entry.data.timerId !== null) noteStopped(file, entry.ticketId, entry.data.timerId);
        break;
      case 'work-corrected':
        if (entry.data.log) noteWork(file, entry, entry.data.log);
        break;
      case 'timer-discarded':
        noteStopped(file, entry.ticketId, entry.data.timerId);
        break;
      case 'suspended':
        expectEnd(file, { ticketId: entry.ticketId, at: entry.data.until, station: entry.station });
        break;
      case 'clash-decided':
        // It may have brought a suspension back.
        if (entry.patch.status === 'waiting')
          expectEnd(file, { ticketId: entry.ticketId, at: entry.at, station: entry.station });
        break;
    }
  }
}

function noteWork(
  file: SqliteFile,
  { id, ticketId, actor }: Entry,
  { from, until }: { from: string; until: string | null },
): void {
  const stopped = file.pluck<number>('SELECT 1 FROM timer_stopped WHERE timer_id = ?').get(id);
  if (stopped !== undefined) return;
  file.prepare('INSERT OR IGNORE INTO agent_work VALUES (?, ?, ?, ?, ?)').run(id, ticketId, actor.id, from, until);
}

function noteStopped(file: SqliteFile, ticketId: string, timerId: string): void {
  file.prepare('INSERT OR IGNORE INTO timer_stopped VALUES (?, ?)').run(timerId, ticketId);
  file.prepare('DELETE FROM agent_work WHERE entry_id = ? AND ended_at IS NULL').run(timerId);
}

/** When to look at a suspended ticket again. */
export function expectEnd(
  file: SqliteFile,
  { ticketId, at, station }: { ticketId: string; at: string; station: string },
): void {
  file.prepare('INSERT OR REPLACE INTO suspension_due VALUES (?, ?, ?)').run(ticketId, at, station);
}

export function expectNoEnd(file: SqliteFile, ticketId: string): void {
  file.prepare('DELETE FROM suspension_due WHERE ticket_id = ?').run(ticketId);
}

/** A ticket leaves the station. */
export function forgetServiceFacts(file: SqliteFile, ticketId: string): void {
  for (const table of SERVICE_FACTS_TABLES) file.prepare(`DELETE FROM ${table} WHERE ticket_id = ?`).run(ticketId);
}

/** Tickets on which a timer of the agent may run. */
export function ticketsWithTimer(file: SqliteFile, agentId: string): string[] {
  return file
    .pluck<string>('SELECT DISTINCT ticket_id FROM agent_work WHERE agent_id = ? AND ended_at IS NULL')
    .all(agentId);
}

/** Tickets on which the agent may have worked within a span of time. */
export function ticketsWorkedOn(file: SqliteFile, agentId: string, span: { from: string; until: string }): string[] {
  return file
    .pluck<string>(
      `SELECT DISTINCT ticket_id FROM agent_work
       WHERE agent_id = ? AND ended_at IS NOT NULL AND ended_at > ? AND started_at < ?`,
    )
    .all(agentId, span.from, span.until);
}

/** Suspensions whose end has come. */
export function suspensionsDue(file: SqliteFile, now: string): { ticketId: string; at: string; station: string }[] {
  return file
    .prepare<{ ticketId: string; at: string; station: string }>(
      'SELECT ticket_id AS ticketId, at, station FROM suspension_due WHERE at <= ? ORDER BY at',
    )
    .all(now);
}
