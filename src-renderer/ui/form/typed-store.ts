/**
 * What is typed in forms that have no draft (drafts need somebody signed in at a station): kept by the form's name as long
 * as the window lives, so that a form that is closed, another page, a session that ended or an update beneath it lose
 * nothing. Passwords and codes are never given to it.
 */
export interface TypedStore {
  read(name: string): unknown;
  /** `undefined` takes it away. */
  write(name: string, value: unknown, keep?: KeepTyped): void;
  /** Whether a reload would lose something. */
  readonly atRisk: boolean;
}

/**
 * `window`: by default. `tab`: for a reload of the tab too; for nothing that is about a person. `place`: not typed, only
 * where somebody was (which form is open).
 */
export type KeepTyped = 'window' | 'tab' | 'place';

/** @param session of the tab; `null`: nothing outlives a reload */
export function createTypedStore(session: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null): TypedStore {
  const typed = new Map<string, { value: unknown; keep: KeepTyped }>();
  const key = (name: string) => `prumo-typed:${name}`;
  return {
    read(name) {
      const known = typed.get(name);
      if (known) return known.value;
      const kept = session?.getItem(key(name)) ?? null;
      return kept === null ? undefined : JSON.parse(kept);
    },
    write(name, value, keep = 'window') {
      if (value === undefined) {
        typed.delete(name);
        session?.removeItem(key(name));
      } else if (keep === 'tab' && session) session.setItem(key(name), JSON.stringify(value));
      else typed.set(name, { value, keep });
    },
    get atRisk() {
      return [...typed.values()].some(({ keep }) => keep !== 'place');
    },
  };
}
