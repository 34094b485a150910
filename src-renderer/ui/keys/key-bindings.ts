import { belongsToTarget, isPress, type Press, type PressEvent, parseKeys } from './key-press.ts';
import { KEY_TABLE, type KeyId, keyEntry } from './key-table.ts';

/*
 * Who answers to which key now. The newest binding of an id in the top layer wins; a dialog is a layer of
 * its own, and what lies beneath is deaf but for the keys that work everywhere. A sequence (`g a`) is
 * given up after a second and a half or at the first press that does not continue it.
 */

/** Returns `false` when the key was not for it after all: the event goes on. */
export type KeyHandler = (event?: KeyboardEvent) => unknown;

export interface Binding {
  id: KeyId;
  layer: number;
  handler: KeyHandler;
}

export interface KeyBindings {
  /** Returns what takes the binding away. */
  bind(binding: Binding): () => void;
  /** Runs what is bound to the id as if its key was pressed; false when nothing is. */
  run(id: KeyId): boolean;
  /** The ids that answer now, in the order of the table. */
  bound(): readonly KeyId[];
  subscribe(listener: () => void): () => void;
  /** Returns what closes the layer. */
  openLayer(layer: number): () => void;
  press(event: PressedEvent): void;
}

const SEQUENCE_TIME = 1500;

interface TableRow {
  id: KeyId;
  presses: Press[];
}

type PressedEvent = PressEvent & { target: EventTarget | null; preventDefault(): void };

const MODIFIERS = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph']);

const TABLE: readonly TableRow[] = KEY_TABLE.flatMap((entry) =>
  entry.keys.map((written) => ({ id: entry.id, presses: parseKeys(written) })),
);

export function createKeyBindings(now: () => number = Date.now): KeyBindings {
  const bindings = new Set<Binding>();
  const layers = new Set<number>();
  const listeners = new Set<() => void>();
  let begun: { presses: Press[]; at: number } | null = null;
  let boundNow: readonly KeyId[] = [];

  const top = () => Math.max(0, ...layers);
  const answering = (id: KeyId): Binding | undefined =>
    [...bindings].filter((binding) => binding.id === id && (binding.layer >= top() || keyEntry(id).everywhere)).at(-1);
  const changed = () => {
    boundNow = KEY_TABLE.map((entry) => entry.id).filter((id) => answering(id));
    for (const listener of [...listeners]) listener();
  };

  /** Takes one way of pressing one entry a step further; true when the event is used up. */
  const advance = ({ id, presses }: TableRow, before: Press[], event: PressedEvent): boolean => {
    const next = presses[before.length];
    if (!next || !before.every((past, index) => presses[index]?.key === past.key)) return false;
    if (!isPress(next, event) || belongsToTarget(next, event.target)) return false;
    const binding = answering(id);
    if (!binding) return false;
    if (presses.length > before.length + 1) {
      begun = { presses: presses.slice(0, before.length + 1), at: now() };
      return false;
    }
    if (binding.handler(event as unknown as KeyboardEvent) === false) return false;
    event.preventDefault();
    begun = null;
    return true;
  };

  const press: KeyBindings['press'] = (event) => {
    if (MODIFIERS.has(event.key)) return;
    const before = begun && now() - begun.at < SEQUENCE_TIME ? begun.presses : [];
    begun = null;
    TABLE.some((row) => advance(row, before, event));
  };

  return {
    bind(binding) {
      bindings.add(binding);
      changed();
      return () => {
        bindings.delete(binding);
        changed();
      };
    },
    run(id) {
      const binding = answering(id) ?? [...bindings].filter((each) => each.id === id).at(-1);
      if (!binding) return false;
      binding.handler();
      return true;
    },
    bound: () => boundNow,
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    openLayer(layer) {
      layers.add(layer);
      changed();
      return () => {
        layers.delete(layer);
        changed();
      };
    },
    press,
  };
}
