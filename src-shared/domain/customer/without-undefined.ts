/** A document as it is stored: absent and `undefined` are the same to readers, but not to a store that compares. */
export function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}
