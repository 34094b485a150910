import Box from '@mui/material/Box';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import type { AttendanceView } from '#shared/contract/views.ts';
import type { PublicTextCheck } from '#shared/domain/flow/moment.ts';
import type { Attendance } from '#shared/domain/ticket/ticket.ts';
import type { Pack } from '#shared/procedures/schema/pack.ts';
import { FileDrop } from '../../../ui/attachments/file-drop.tsx';
import { useAttaching } from '../../../ui/attachments/use-attaching.ts';
import { CustomerColumn } from '../customer/customer-column.tsx';
import { ClosingSummary } from '../ended/closing-summary.tsx';
import { sceneOf } from '../engine/engine.ts';
import { FlowColumn } from '../flow/flow-column.tsx';
import { StepPane } from '../step/step-pane.tsx';
import { useJournaling } from '../typed/use-journaling.ts';
import { useStepDrafts } from '../typed/use-step-drafts.ts';
import { ActionsProvider } from './attendance-actions.tsx';
import { rememberFocus } from './focus.ts';
import { useAttendanceKeys } from './use-attendance-keys.ts';
import { useCoarseNow } from './use-coarse-now.ts';
import { useComplement } from './use-complement.ts';
import { useDeskActions } from './use-desk-actions.ts';
import { useMoves } from './use-moves.ts';
import { useStepFocus } from './use-step-focus.ts';
import { Announced } from './visually-hidden.tsx';

const FlowMap = lazy(() => import('../flow-map/flow-map.tsx'));

export interface AttendanceDeskProps {
  pack: Pack;
  seen: AttendanceView;
  attendance: Attendance;
  publicText: PublicTextCheck;
}

/** The three columns of a call: its way, its step, its customer. One per ticket: it is mounted anew for another. */
export function AttendanceDesk({ pack, seen, attendance, publicText }: AttendanceDeskProps) {
  const ticketId = seen.ticket.id;
  const root = useRef<HTMLDivElement>(null);
  const flow = pack.flows.find(({ id }) => id === attendance.flowId) ?? pack.flows[0]!;
  const stepIds = useMemo(() => flow.steps.map(({ id }) => id), [flow]);
  const drafts = useStepDrafts(ticketId, stepIds, attendance);
  const journaling = useJournaling({ ticketId, pack, flow, attendance, drafts });
  const now = useCoarseNow();
  const scene = useMemo(
    () => sceneOf({ pack, seen, attendance, drafts: drafts.ledger.drafts, now, publicText }),
    [pack, seen, attendance, drafts.ledger.drafts, now, publicText],
  );
  const attaching = useAttaching(ticketId);
  const [openStep, setOpenStep] = useState<string | null>(null);
  const [mapOpen, setMapOpen] = useState(false);
  const complement = useComplement(root, { openTickets: seen.openTickets, known: seen.customer !== null });
  const moves = useMoves({ ticketId, scene, journaling, root });
  const actions = useDeskActions({ scene, journaling, root });
  useStepFocus({ root, ticketId, stepId: attendance.stepId, ready: drafts.editable, over: scene.view === null });
  useAttendanceKeys({ scene, moves, root, onMap: () => setMapOpen(true), onComplement: complement.begin });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another step begins with the earlier ones closed.
  useEffect(() => setOpenStep(null), [attendance.stepId]);

  const toStep = (stepId: string) => {
    setOpenStep(stepId);
    requestAnimationFrame(() =>
      root.current?.querySelector<HTMLElement>(`[data-earlier="${CSS.escape(stepId)}"] button`)?.focus(),
    );
  };

  return (
    <ActionsProvider actions={actions}>
      <FileDrop onFiles={attaching.attach} sx={{ height: '100%' }}>
        <Box
          ref={root}
          onFocus={(event) => scene.view && rememberFocus(ticketId, scene.view.step.id, event.target)}
          sx={{ height: '100%', display: 'flex', minWidth: 0 }}
        >
          <FlowColumn scene={scene} onStep={toStep} onMap={() => setMapOpen(true)} />
          {scene.view ? (
            <StepPane
              scene={scene}
              view={scene.view}
              drafts={drafts}
              journaling={journaling}
              moves={moves}
              openStep={openStep}
              onOpenStep={setOpenStep}
            />
          ) : (
            <ClosingSummary scene={scene} leftover={drafts.ledger.drafts} />
          )}
          <CustomerColumn
            scene={scene}
            openTickets={seen.openTickets}
            complementing={complement.ticketId}
            onComplement={complement.choose}
            attaching={attaching}
          />
          <Announced>
            {scene.view ? `Passo ${scene.view.step.number}, ${scene.view.step.title}` : 'Atendimento terminado'}
          </Announced>
        </Box>
      </FileDrop>
      {mapOpen ? (
        <Suspense fallback={null}>
          <FlowMap scene={scene} onClose={() => setMapOpen(false)} />
        </Suspense>
      ) : null}
    </ActionsProvider>
  );
}
