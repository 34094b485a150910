import { createContext, type ReactNode, use, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { createKeyBindings, type KeyBindings, type KeyHandler } from './key-bindings.ts';
import type { KeyId } from './key-table.ts';

const KeysContext = createContext<KeyBindings | null>(null);
const LayerContext = createContext(0);

/** Listens to the whole window, once. */
export function KeysProvider({ children }: { children: ReactNode }) {
  const [bindings] = useState(() => createKeyBindings());
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!event.defaultPrevented && !event.isComposing) bindings.press(event);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [bindings]);
  return <KeysContext value={bindings}>{children}</KeysContext>;
}

/** What lies inside has the keys; what lies beneath is deaf. Dialogs and side sheets of `ui` have it built in. */
export function KeyLayer({ children }: { children: ReactNode }) {
  const bindings = useKeyBindings();
  const layer = use(LayerContext) + 1;
  useEffect(() => bindings.openLayer(layer), [bindings, layer]);
  return <LayerContext value={layer}>{children}</LayerContext>;
}

export function useKeyBindings(): KeyBindings {
  const bindings = use(KeysContext);
  if (!bindings) throw new Error('no KeysProvider above');
  return bindings;
}

/**
 * Binds a handler to an entry of the key table while the component is there and `enabled` is not false.
 * The newest binding wins; a handler that returns `false` lets the key go on.
 */
export function useKey(id: KeyId, handler: KeyHandler, { enabled = true }: { enabled?: boolean } = {}): void {
  const bindings = useKeyBindings();
  const layer = use(LayerContext);
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => {
    if (!enabled) return;
    return bindings.bind({ id, layer, handler: (event) => latest.current(event) });
  }, [bindings, id, layer, enabled]);
}

/** Several at once: `useKeys({ 'list.next': down, 'list.previous': up })`. An absent handler binds nothing. */
export function useKeys(handlers: Partial<Record<KeyId, KeyHandler | undefined>>): void {
  const bindings = useKeyBindings();
  const layer = use(LayerContext);
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  const ids = (Object.keys(handlers) as KeyId[]).filter((id) => handlers[id]).join(' ');
  useEffect(() => {
    const unbind = ids
      .split(' ')
      .filter(Boolean)
      .map((id) => bindings.bind({ id: id as KeyId, layer, handler: (event) => latest.current[id as KeyId]?.(event) }));
    return () => {
      for (const each of unbind) each();
    };
  }, [bindings, layer, ids]);
}

/** Does what the key would do: `const runKey = useRunKey(); <Button onClick={() => runKey('call.new')} />`. */
export function useRunKey(): (id: KeyId) => boolean {
  const bindings = useKeyBindings();
  return useMemo(() => (id: KeyId) => bindings.run(id), [bindings]);
}

/** The ids that answer on this screen now. */
export function useBoundKeys(): readonly KeyId[] {
  const bindings = useKeyBindings();
  return useSyncExternalStore(bindings.subscribe, bindings.bound);
}
