import { seededRandom } from '../contract/storage/random.ts';

/** Chance that follows from names: the same names, the same throws. Dice of different names do not disturb each other. */
export class Dice {
  readonly #random: () => number;

  constructor(...names: (string | number)[]) {
    this.#random = seededRandom(hash(names.join('/')));
  }

  /** From 0 to below 1. */
  next(): number {
    return this.#random();
  }

  /** Whole, from 0 to below `below`. */
  below(below: number): number {
    return Math.floor(this.#random() * below);
  }

  chance(probability: number): boolean {
    return this.#random() < probability;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }

  /** One of the keys, each as often as its weight says. */
  weighed<K extends string>(weights: Readonly<Partial<Record<K, number>>>): K {
    const entries = Object.entries(weights) as [K, number][];
    let left = this.#random() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [key, weight] of entries) {
      left -= weight;
      if (left < 0) return key;
    }
    return entries.at(-1)![0];
  }
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
}
