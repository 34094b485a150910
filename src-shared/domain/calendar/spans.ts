/** A stretch of anything that is counted by numbers: instants in milliseconds, minutes of a day. `to` is exclusive. */
export interface Span {
  from: number;
  to: number;
}

/** Sorted, without empty ones, with those that overlap or touch made one. */
export function united(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const { from, to } of spans.filter((one) => one.to > one.from).toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}

/** What is left of united spans where others are taken away; the others need not be in order. */
export function without(spans: readonly Span[], taken: readonly Span[]): Span[] {
  return united(taken).reduce<Span[]>(
    (left, hole) =>
      left
        .flatMap(({ from, to }) => [
          { from, to: Math.min(to, hole.from) },
          { from: Math.max(from, hole.to), to },
        ])
        .filter((one) => one.to > one.from),
    [...spans],
  );
}

/** The parts of united spans that lie between two bounds. */
export function within(spans: readonly Span[], bounds: Span): Span[] {
  return spans.flatMap(({ from, to }) => {
    const part = { from: Math.max(from, bounds.from), to: Math.min(to, bounds.to) };
    return part.to > part.from ? [part] : [];
  });
}

export function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { from, to }) => sum + to - from, 0);
}
