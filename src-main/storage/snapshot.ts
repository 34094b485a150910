/**
 * What lets an answer that is given in slices be that of one moment although others write between the slices: before
 * a row changes for the first time after that moment, its old text is kept for every answer under way. No lock, no
 * second connection, and no cost while no such answer is under way.
 */
export class Snapshot {
  /** Old texts by row number. */
  readonly byRow = new Map<number, string>();
  /** Old texts by document id; `undefined` for a document that was not there. */
  readonly byId = new Map<string, string | undefined>();
  /** Called before the first change: the last time at which the table is what it was. */
  beforeChange: (() => void) | undefined;
}

export class Snapshots {
  readonly #open = new Set<Snapshot>();

  get any(): boolean {
    return this.#open.size > 0;
  }

  begin(beforeChange?: () => void): Snapshot {
    const snapshot = new Snapshot();
    snapshot.beforeChange = beforeChange;
    this.#open.add(snapshot);
    return snapshot;
  }

  end(snapshot: Snapshot): void {
    this.#open.delete(snapshot);
  }

  /** Before an insert. */
  keepAbsence(id: string): void {
    this.#announceChange();
    for (const { byId } of this.#open) if (!byId.has(id)) byId.set(id, undefined);
  }

  /** Before an update or a removal. After a rollback the kept text is still right. */
  keepText({ id, rid, text }: { id: string; rid: number; text: string }): void {
    this.#announceChange();
    for (const { byId, byRow } of this.#open) {
      // A row whose document was not there at that moment belongs to no answer, whatever its number.
      if (byId.has(id)) continue;
      byId.set(id, text);
      if (!byRow.has(rid)) byRow.set(rid, text);
    }
  }

  #announceChange(): void {
    for (const snapshot of this.#open) {
      snapshot.beforeChange?.();
      snapshot.beforeChange = undefined;
    }
  }
}
