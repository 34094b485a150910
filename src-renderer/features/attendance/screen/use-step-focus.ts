import { type RefObject, useEffect, useRef } from 'react';
import { focusFirstEmpty, restoreFocus } from './focus.ts';

/** Entering a step goes to its first field without an answer; after a reload, to where the focus was. */
export function useStepFocus({
  root,
  ticketId,
  stepId,
  ready,
  over,
}: {
  root: RefObject<HTMLElement | null>;
  ticketId: string;
  stepId: string | null;
  ready: boolean;
  over: boolean;
}): void {
  const first = useRef(true);
  useEffect(() => {
    if (!ready || stepId === null) return;
    root.current?.querySelector('[data-step-scroller]')?.scrollTo({ top: 0 });
    const back = first.current && restoreFocus(root.current, ticketId, stepId);
    first.current = false;
    if (!back) focusFirstEmpty(root.current, { scroll: false });
  }, [root, ticketId, stepId, ready]);
  useEffect(() => {
    if (over) root.current?.querySelector<HTMLElement>('[data-closing-next]')?.focus();
  }, [root, over]);
}
