import type { Done } from './station-messages.ts';

/** What the people of a run were told is saved, kept apart from everything that is judged by it. */
export class Account {
  /** Entries in the order in which each station acknowledged them. */
  readonly entries: { id: string; station: number; stampBefore: string; stampAfter: string; bad: boolean }[] = [];
  /** The last value of each field of a customer that only one station changes. */
  readonly ownEdits = new Map<string, { customerId: string; field: string; station: number; token: string }>();
  /** Values of the field that everybody changes. */
  readonly sharedEdits: { customerId: string; field: string; station: number; token: string }[] = [];
  readonly lines: string[] = [];
  readonly alarms: string[] = [];
  readonly counts = new Map<string, number>();
  /** Not answered: it may have been saved or not. */
  readonly unsure = new Set<string>();
  /** People whose account ended: what they write afterwards is refused. */
  readonly removed = new Set<string>();
  /** What was delivered to whom it did not belong. */
  readonly leaks: string[] = [];

  note(line: string): void {
    this.lines.push(line);
  }

  took(station: number, deed: string, token: string, done: Done): void {
    const name = `${deed} ${done.outcome}`;
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
    for (const id of done.entries) {
      const { stampBefore, stampAfter, bad } = done;
      this.entries.push({ id, station, stampBefore, stampAfter, bad });
    }
    if (!done.edit) return;
    const edit = { ...done.edit, station, token };
    if (deed === 'edit-own') this.ownEdits.set(`${edit.customerId} ${edit.field}`, edit);
    else this.sharedEdits.push(edit);
  }
}
