import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { StepDraft } from '#shared/contract/attendance.ts';
import type { ExitView } from '#shared/domain/flow/view.ts';
import type { Refusal, Result } from '#shared/domain/refusal.ts';
import { useCommand } from '../../../bridge/use-command.ts';
import type { Scene } from '../engine/engine.ts';
import type { Journaling } from '../typed/use-journaling.ts';
import { focusFirstWrong } from './focus.ts';

/** The ways of leaving the present step, with what is typed in it (S5). */
export interface Moves {
  exit(exit: ExitView): Promise<void>;
  back(): Promise<void>;
  skip(reason: { reasonId: string; text: string }): Promise<void>;
  park(): Promise<void>;
  resume(): Promise<void>;
  busy: boolean;
  /** Leaving was tried in this step: what is missing stands beside the fields. */
  tried: boolean;
  refusals: readonly Refusal[];
  skipping: boolean;
  setSkipping(open: boolean): void;
  forget(): void;
}

export function useMoves({
  ticketId,
  scene,
  journaling,
  root,
}: {
  ticketId: string;
  scene: Scene;
  journaling: Journaling;
  root: RefObject<HTMLElement | null>;
}): Moves {
  const exit = useCommand('attendance.exit');
  const back = useCommand('attendance.back');
  const skip = useCommand('attendance.skip');
  const park = useCommand('attendance.park');
  const resume = useCommand('attendance.resume');
  const [tried, setTried] = useState(false);
  const [pressed, setPressed] = useState<string | null>(null);
  const [skipping, setSkipping] = useState(false);
  const [refused, setRefused] = useState<readonly Refusal[]>([]);
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const stepId = scene.walk.stepId;
  const visits = scene.walk.visits.length;
  const { leaving, saveAll } = journaling;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another visit begins with a clean sheet.
  useEffect(() => {
    setTried(false);
    setPressed(null);
    setSkipping(false);
    setRefused([]);
  }, [stepId, visits]);

  /** Sends what is typed and the move in order, one move at a time. */
  const move = async (
    send: (draft: StepDraft | null) => Promise<Result<unknown>>,
    { leaves = true } = {},
  ): Promise<boolean> => {
    if (running.current || stepId === null) return false;
    running.current = true;
    setBusy(true);
    setRefused([]);
    const others = saveAll(stepId);
    const { draft, left } = leaving(stepId);
    await others;
    const done = await send(draft);
    if (!done.ok) setRefused(done.refusals);
    else if (leaves) left();
    running.current = false;
    setBusy(false);
    return done.ok;
  };
  const toWrong = () => setTimeout(() => focusFirstWrong(root.current), 60);

  const pressedExit = scene.view?.exits.find((one) => one.exit.id === pressed);
  const closed = useMemo(() => (pressedExit?.open ? [] : (pressedExit?.refusals ?? [])), [pressedExit]);
  return {
    async exit(view) {
      setTried(true);
      if (!view.open) {
        setPressed(view.exit.id);
        setRefused([]);
        toWrong();
        return;
      }
      setPressed(null);
      const left = await move((draft) => exit.run({ ticketId, draft, exitId: view.exit.id }));
      if (!left) toWrong();
    },
    async back() {
      if (scene.view?.back.allowed) await move((draft) => back.run({ ticketId, draft }));
    },
    async skip(reason) {
      await move((draft) => skip.run({ ticketId, draft, ...reason }));
    },
    async park() {
      await move((draft) => park.run({ ticketId, draft, reason: '' }), { leaves: false });
    },
    async resume() {
      const done = await resume.run({ ticketId });
      setRefused(done.ok ? [] : done.refusals);
    },
    busy,
    tried,
    refusals: refused.length > 0 ? refused : closed,
    skipping,
    setSkipping,
    forget: () => setRefused((before) => (before.length === 0 ? before : [])),
  };
}
