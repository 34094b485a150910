import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Refusal } from '#shared/domain/refusal.ts';
import { useRpc } from '../../bridge/bridge-context.tsx';
import { refusalsOfError } from '../../bridge/refusals-of-error.ts';
import { sendFile } from './send-file.ts';

/** A file on its way into the station, or that it refused. */
export interface Incoming {
  id: number;
  name: string;
  size: number;
  /** Bytes that the station has. */
  sent: number;
  /** Empty while it is on its way. */
  refusals: readonly Refusal[];
}

export interface Attaching {
  incoming: readonly Incoming[];
  attach(files: Iterable<File>): void;
  /** Takes it out of the list; what is on its way is cancelled. */
  dismiss(id: number): void;
  visibility: 'public' | 'private';
  setVisibility(visibility: 'public' | 'private'): void;
  /** Name of the file that was attached last, for whoever cannot see the list. */
  attached: string;
}

/** Attaches files to a ticket, one after another. */
export function useAttaching(ticketId: string): Attaching {
  const rpc = useRpc();
  const [incoming, setIncoming] = useState<readonly Incoming[]>([]);
  const [visibility, setVisibility] = useState<'public' | 'private'>('private');
  const [attached, setAttached] = useState('');
  const aborts = useRef(new Map<number, AbortController>());
  const line = useRef<Promise<void>>(Promise.resolve());
  const next = useRef(1);

  useEffect(() => {
    const running = aborts.current;
    return () => {
      for (const abort of running.values()) abort.abort();
    };
  }, []);

  const change = useCallback((id: number, to: Partial<Incoming>) => {
    setIncoming((before) => before.map((one) => (one.id === id ? { ...one, ...to } : one)));
  }, []);
  const forget = useCallback((id: number) => {
    aborts.current.delete(id);
    setIncoming((before) => before.filter((one) => one.id !== id));
  }, []);

  const attach = useCallback(
    (files: Iterable<File>) => {
      for (const file of files) {
        const id = next.current++;
        const abort = new AbortController();
        aborts.current.set(id, abort);
        setIncoming((before) => [...before, { id, name: file.name, size: file.size, sent: 0, refusals: [] }]);
        line.current = line.current.then(async () => {
          if (abort.signal.aborted) return;
          try {
            const onProgress = (sent: number) => change(id, { sent });
            const done = await sendFile(file, { rpc, ticketId, visibility, signal: abort.signal, onProgress });
            if (!done.ok) return change(id, { refusals: done.refusals });
            setAttached(file.name);
            forget(id);
          } catch (error) {
            if (!abort.signal.aborted) change(id, { refusals: refusalsOfError(error) });
          }
        });
      }
    },
    [rpc, ticketId, visibility, change, forget],
  );
  const dismiss = useCallback(
    (id: number) => {
      aborts.current.get(id)?.abort();
      forget(id);
    },
    [forget],
  );
  return useMemo(
    () => ({ incoming, attach, dismiss, visibility, setVisibility, attached }),
    [incoming, attach, dismiss, visibility, attached],
  );
}
