/** A stable merge sort that lets the event loop run: `Array.sort` over 100,000 documents would hold it for long. */
type Order<T> = { compare: (a: T, b: T) => number; pause: () => Promise<void> };

/** Sorted natively at once; merging takes pauses. */
const RUN = 512;
const COMPARISONS_PER_TURN = 4096;

export async function pacedSort<T>(items: T[], { compare, pause }: Order<T>): Promise<T[]> {
  if (items.length <= RUN) return items.sort(compare);
  let runs: T[][] = [];
  for (let from = 0; from < items.length; from += RUN) {
    runs.push(items.slice(from, from + RUN).sort(compare));
    await pause();
  }
  while (runs.length > 1) {
    const longer: T[][] = [];
    for (let at = 0; at < runs.length; at += 2) {
      const [left = [], right] = runs.slice(at, at + 2);
      longer.push(right ? await merge([left, right], { compare, pause }) : left);
    }
    runs = longer;
  }
  return runs[0] ?? [];
}

async function merge<T>([left, right]: [T[], T[]], { compare, pause }: Order<T>): Promise<T[]> {
  const merged: T[] = [];
  let [l, r] = [0, 0];
  while (l < left.length && r < right.length) {
    const [a, b] = [left[l] as T, right[r] as T];
    if (compare(a, b) <= 0) {
      merged.push(a);
      l++;
    } else {
      merged.push(b);
      r++;
    }
    if (merged.length % COMPARISONS_PER_TURN === 0) await pause();
  }
  return merged.concat(left.slice(l), right.slice(r));
}
