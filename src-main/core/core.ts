import type { RandomBytes } from '#shared/domain/id/uuid.ts';
import type { Staff } from '#shared/domain/staff/staff.ts';
import type { Person } from '#shared/domain/ticket/entry.ts';
import type { Logger } from '../log/logger.ts';
import type { Store } from '../store/open-store.ts';
import type { DataKeeper } from './data-keeper.ts';
import type { Journal } from './journal.ts';
import type { PackShelf } from './pack-shelf.ts';

/**
 * What the station's services share. Made once, in `openStation`; `store`, `journal` and `packs` are others after the data
 * were closed and opened again, so ask `core` for them each time.
 */
export interface Core {
  store: Store;
  journal: Journal;
  packs: PackShelf;
  /** Wall clock, milliseconds since the epoch. */
  clock: () => number;
  random: RandomBytes;
  /** IANA name of the station's zone. */
  timeZone: string;
  stationNumber: number;
  log: Logger;
  /** Whether data can be saved, and how they are opened again. */
  data: DataKeeper;
  /** Every command that reads, decides and writes runs in here. */
  serially: <T>(task: () => Promise<T>) => Promise<T>;
}

export function personOf({ id, name, role }: Staff): Person {
  return { id, name, role };
}
