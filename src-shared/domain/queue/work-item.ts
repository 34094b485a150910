/** As much of a ticket as its place in the queue, and the marks on its row, follow from. Instants in milliseconds. */
export interface WorkItem {
  id: string;
  protocol: string;
  status: 'open' | 'in-progress' | 'waiting' | 'closed';
  openedAt: number;
  assigneeId: string | null;
  /** Ids of who works on it right now (running timers). */
  workingIds: readonly string[];
  type: string | null;
  category: string | null;
  priority: string | null;
  /** The deadline for the solution; null where no policy gives one. */
  sla: { due: number | null; percent: number; breached: boolean; paused: boolean } | null;
  /** While it is suspended: for whom it waits, and until when at the latest. */
  suspended: { waitsFor: 'customer' | 'supplier'; until: number | null } | null;
  /** When the customer last had news (public text, or reached); null: never. */
  lastNewsAt: number | null;
  lastEntryAt: number;
  /** Every time it was handed on: to another board, or straight to another person. */
  forwards: readonly { at: number; to: string }[];
  reopenings: number;
  /** Recorded work, in milliseconds. */
  workedMillis: number;
  /** Business time since the opening without the time suspended, in milliseconds: `SlaClock.spentMillis`. */
  openMillis: number;
}
