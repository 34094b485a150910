import { createContext, type ReactNode, useContext, useState } from 'react';
import type { KeepTyped, TypedStore } from './typed-store.ts';

const TypedContext = createContext<TypedStore | null>(null);

export function TypedProvider({ store, children }: { store: TypedStore; children: ReactNode }) {
  return <TypedContext value={store}>{children}</TypedContext>;
}

export interface Typed<T> {
  value: T;
  set(next: T): void;
  /** It was sent: what is shown is `initial` again. */
  clear(): void;
}

/** A field's value that outlives its form; see `TypedStore`. @param name one for each form and person at it */
export function useTyped<T>(name: string, initial: T, keep?: KeepTyped): Typed<T> {
  const store = useContext(TypedContext);
  const [value, setValue] = useState<T>(() => (store?.read(name) as T | undefined) ?? initial);
  return {
    value,
    set(next) {
      setValue(next);
      store?.write(name, next, keep);
    },
    clear() {
      setValue(initial);
      store?.write(name, undefined);
    },
  };
}
