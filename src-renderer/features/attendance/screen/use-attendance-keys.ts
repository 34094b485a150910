import type { RefObject } from 'react';
import type { KeyHandler } from '../../../ui/keys/key-bindings.ts';
import { exitKey, type KeyId } from '../../../ui/keys/key-table.ts';
import { useKeys } from '../../../ui/keys/keys-context.tsx';
import { useNow } from '../../../ui/ticker.tsx';
import { nextCall } from '../engine/calls.ts';
import type { Scene } from '../engine/engine.ts';
import { mainExit, nearestExit } from '../engine/exit-words.ts';
import { useCalls, useTakeCall } from '../keys/use-calls.ts';
import { focusCustomer, focusNotes } from './focus.ts';
import type { Moves } from './use-moves.ts';

/** The keys of a call: exits by number, notes, customer, park and resume, map, complementary call. */
export function useAttendanceKeys({
  scene,
  moves,
  root,
  onMap,
  onComplement,
}: {
  scene: Scene;
  moves: Moves;
  root: RefObject<HTMLElement | null>;
  onMap(): void;
  onComplement(): void;
}): void {
  const calls = useCalls();
  const take = useTakeCall();
  const now = useNow(false);
  const { view, attendance, ticket } = scene;
  const active = attendance.status === 'active';
  const exits: Partial<Record<KeyId, KeyHandler>> = {};
  if (active)
    for (const exit of view?.exits ?? []) {
      const key = exitKey(exit.number);
      if (key) exits[key] = () => void moves.exit(exit);
    }
  const forward = () => {
    const exit = view
      ? (mainExit(view.exits) ?? nearestExit(view.exits.filter(({ exit }) => exit.needs === 'fields')))
      : undefined;
    if (exit) void moves.exit(exit);
  };
  const parkOrResume = () => {
    if (active) return void moves.park();
    const next = nextCall(calls, ticket.id, now);
    if (!next) return false;
    return void (next.ticketId === ticket.id ? moves.resume() : take(next));
  };
  const walking = active && view !== null;
  useKeys({
    ...exits,
    'call.park': parkOrResume,
    'flow.map': onMap,
    'call.complementary': attendance.endedAt === null ? onComplement : undefined,
    'step.save': walking ? forward : undefined,
    'step.back': walking && view.back.allowed ? () => void moves.back() : undefined,
    'step.skip': walking ? () => moves.setSkipping(true) : undefined,
    'step.notes': view ? () => focusNotes(root.current) : undefined,
    'step.customer': () => focusCustomer(root.current),
  });
}
