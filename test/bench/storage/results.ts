/** What a run has measured, and what it says about our storage. */
import { type Entry, entryOf, median } from '../report.ts';
import type { ContenderName } from './contender.ts';
import type { Time } from './contender-process.ts';
import { steps } from './steps.ts';

/** What is known of one contender in one step at one size. */
export type Cell =
  | { milliseconds: number; cpu: number; passes: number }
  /** Ended after so long. */
  | { longerThan: number }
  | undefined;

/** Ours, and the raw driver whose work plus the memory storage's is the limit. */
const OURS = [
  ['ours encrypted', 'raw encrypted'],
  ['ours node:sqlite', 'raw node:sqlite'],
] as const;
const RIVALS = ['PouchDB', 'PouchDB synced', 'Dexie'] as const;
const LIMIT_TARGET = 1.1;
const GROWTH_TARGET = 1.3;

export class Results {
  readonly sizes: readonly number[];
  readonly #samples = new Map<string, Time[]>();
  readonly #ended = new Map<string, number>();

  constructor(sizes: readonly number[]) {
    this.sizes = sizes;
  }

  add(at: { size: number; contender: ContenderName; step: number }, time: Time): void {
    const key = keyOf(at);
    this.#samples.set(key, [...(this.#samples.get(key) ?? []), time]);
  }

  /** The step did not end in `longerThan` milliseconds. */
  end(at: { size: number; contender: ContenderName; step: number }, longerThan: number): void {
    this.#ended.set(keyOf(at), longerThan);
  }

  /** Whether anything was measured at this size. */
  has(size: number): boolean {
    return [...this.#samples.keys()].some((key) => key.startsWith(`${size}/`));
  }

  cell(size: number, contender: ContenderName, step: number): Cell {
    const key = keyOf({ size, contender, step });
    const samples = this.#samples.get(key);
    if (samples) {
      const [milliseconds, cpu] = [samples.map((time) => time.milliseconds), samples.map((time) => time.cpu)];
      return { milliseconds: median(milliseconds), cpu: median(cpu), passes: samples.length };
    }
    const longerThan = this.#ended.get(key);
    return longerThan === undefined ? undefined : { longerThan };
  }

  milliseconds(size: number, contender: ContenderName, step: number): number | undefined {
    const cell = this.cell(size, contender, step);
    return cell && 'milliseconds' in cell ? cell.milliseconds : undefined;
  }

  /** What a storage on this raw driver cannot be faster than: the driver's work and RxDB's own. */
  limit(size: number, raw: ContenderName, step: number): number | undefined {
    const [driver, memory] = [this.milliseconds(size, raw, step), this.milliseconds(size, 'RxDB memory', step)];
    return driver === undefined || memory === undefined ? undefined : driver + memory;
  }

  /**
   * The same ratio in processor time: without the waiting for the disk, and hardly changed by what else the machine
   * does, it tells a busy machine from a slow storage.
   */
  cpuToLimit(at: { size: number; ours: ContenderName; raw: ContenderName; step: number }): number | undefined {
    const { size, ours, raw, step } = at;
    const [own, driver, memory] = [ours, raw, 'RxDB memory' as const].map((name) => {
      const cell = this.cell(size, name, step);
      return cell && 'cpu' in cell ? cell.cpu : undefined;
    });
    return own && driver && memory ? own / (driver + memory) : undefined;
  }

  entries(): Entry[] {
    return [...this.#toLimit(), ...this.#growth(), ...this.#toRivals()];
  }

  #toLimit(): Entry[] {
    return this.#every((size, step) =>
      OURS.map(([ours, raw]) => {
        const [value, base] = [this.milliseconds(size, ours, step), this.limit(size, raw, step)];
        const name = `${ours}: ${steps[step]!.name}`;
        return value && base ? entryOf(name, { size, value, base, target: LIMIT_TARGET }) : undefined;
      }),
    );
  }

  #growth(): Entry[] {
    const [smallest, largest] = [this.sizes[0]!, this.sizes.at(-1)!];
    if (smallest === largest) return [];
    return this.#every((size, step) =>
      OURS.map(([ours]) => {
        if (size !== largest || !steps[step]!.indexed) return undefined;
        const [value, base] = [this.milliseconds(largest, ours, step), this.milliseconds(smallest, ours, step)];
        const name = `${ours}: ${steps[step]!.name}, to ${smallest} documents`;
        return value && base ? entryOf(name, { size, value, base, target: GROWTH_TARGET }) : undefined;
      }),
    );
  }

  #toRivals(): Entry[] {
    return this.#every((size, step) =>
      RIVALS.map((rival) => {
        const [value, cell] = [this.milliseconds(size, 'ours encrypted', step), this.cell(size, rival, step)];
        if (value === undefined || cell === undefined) return undefined;
        const base = 'milliseconds' in cell ? cell.milliseconds : cell.longerThan;
        return entryOf(`ours encrypted: ${steps[step]!.name}, to ${rival}`, { size, value, base, target: 1 });
      }),
    );
  }

  #every(entriesAt: (size: number, step: number) => (Entry | undefined)[]): Entry[] {
    return this.sizes
      .flatMap((size) => [...steps.keys()].flatMap((step) => entriesAt(size, step)))
      .filter((entry) => entry !== undefined);
  }
}

function keyOf({ size, contender, step }: { size: number; contender: ContenderName; step: number }): string {
  return `${size}/${contender}/${step}`;
}
