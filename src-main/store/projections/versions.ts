import { CUSTOMER_INDEX_SQL, CUSTOMER_INDEX_TABLES } from '../../search/customer-index.ts';
import { TICKET_INDEX_SQL, TICKET_INDEX_TABLES } from '../../search/ticket-index.ts';
import type { SqliteFile } from '../../storage/sqlite-file.ts';
import { LOCAL_SQL } from '../local-settings.ts';
import { VERDICT_SQL } from '../verdicts.ts';
import { SERVICE_FACTS_SQL, SERVICE_FACTS_TABLES } from './service-facts.ts';
import { STATION_COUNTERS_SQL } from './station-counters.ts';
import { ATTACHMENT_COPY_SQL, TICKET_ATTACHMENTS_SQL, TICKET_ATTACHMENTS_TABLES } from './ticket-attachments.ts';
import { TICKET_HEADS_SQL, TICKET_HEADS_TABLES } from './ticket-heads.ts';

/** Raised when the fold, a head's columns or the words of the index change: heads and indexes are then made anew at the next start. */
export const PROJECTIONS_VERSION = 7;

const KEY = 'projections';
const DERIVED = [
  ...TICKET_INDEX_TABLES,
  ...CUSTOMER_INDEX_TABLES,
  ...TICKET_HEADS_TABLES,
  ...TICKET_ATTACHMENTS_TABLES,
  ...SERVICE_FACTS_TABLES,
];

/** Creates what is missing. Counters and local settings are no projections: they are never dropped. */
export function createProjections(file: SqliteFile): void {
  const stored = file.getMeta(KEY);
  file.transaction(() => {
    if (stored !== undefined && stored !== String(PROJECTIONS_VERSION)) dropDerived(file);
    for (const sql of [
      LOCAL_SQL,
      VERDICT_SQL,
      ATTACHMENT_COPY_SQL,
      TICKET_ATTACHMENTS_SQL,
      SERVICE_FACTS_SQL,
      STATION_COUNTERS_SQL,
      TICKET_HEADS_SQL,
      CUSTOMER_INDEX_SQL,
      TICKET_INDEX_SQL,
    ])
      file.exec(sql);
  });
}

/** False when heads and indexes must be made anew: another version wrote them, or making them was cut off. */
export function projectionsAreCurrent(file: SqliteFile): boolean {
  return file.getMeta(KEY) === String(PROJECTIONS_VERSION);
}

/** Empties heads and indexes. */
export function resetProjections(file: SqliteFile): void {
  file.transaction(() => {
    dropDerived(file);
    for (const sql of [
      TICKET_HEADS_SQL,
      TICKET_ATTACHMENTS_SQL,
      SERVICE_FACTS_SQL,
      CUSTOMER_INDEX_SQL,
      TICKET_INDEX_SQL,
    ])
      file.exec(sql);
    file.setMeta(KEY, 'rebuilding');
  });
}

export function settleProjections(file: SqliteFile): void {
  file.setMeta(KEY, String(PROJECTIONS_VERSION));
}

function dropDerived(file: SqliteFile): void {
  for (const table of DERIVED) file.exec(`DROP TABLE IF EXISTS ${table}`);
}
