import type { SqliteFile } from '../storage/sqlite-file.ts';

/** Until when somebody may sign in here with no network; whoever has none never signed in at the centre. */
export interface Lease {
  agentId: string;
  /** ISO instant of the corrected clock. */
  until: string;
  /** Renews it; '' for none. */
  refresh: string;
}

const COLUMNS = 'agent_id AS agentId, lease_until AS until, refresh';

export function readLease(file: SqliteFile, agentId: string): Lease | null {
  return file.prepare<Lease>(`SELECT ${COLUMNS} FROM agent_lease WHERE agent_id = ?`).get(agentId) ?? null;
}

export function allLeases(file: SqliteFile): Lease[] {
  return file.prepare<Lease>(`SELECT ${COLUMNS} FROM agent_lease`).all();
}

export function writeLease(file: SqliteFile, { agentId, until, refresh }: Lease): void {
  file.prepare('INSERT OR REPLACE INTO agent_lease VALUES (?, ?, ?)').run(agentId, until, refresh);
}

/** From now on this person signs in with the network only. */
export function endLease(file: SqliteFile, agentId: string): void {
  file
    .prepare("UPDATE agent_lease SET lease_until = '1970-01-01T00:00:00.000Z', refresh = '' WHERE agent_id = ?")
    .run(agentId);
}
