import Box from '@mui/material/Box';
import { useCallback, useMemo } from 'react';
import type { StepView } from '#shared/domain/flow/view.ts';
import type { JsonValue } from '#shared/procedures/schema/condition.ts';
import type { Scene } from '../engine/engine.ts';
import { StepFields } from '../fields/step-fields.tsx';
import type { Moves } from '../screen/use-moves.ts';
import type { Journaling } from '../typed/use-journaling.ts';
import type { StepDraftsState } from '../typed/use-step-drafts.ts';
import { EarlierSteps } from './earlier-steps.tsx';
import { Exits } from './exits.tsx';
import { Notes } from './notes.tsx';
import { ParkedPanel } from './parked-panel.tsx';
import { SavedMark } from './saved-mark.tsx';
import { Scripts } from './scripts.tsx';
import { StepHeader } from './step-header.tsx';
import { TimeBoxNote } from './time-box-note.tsx';

export interface StepPaneProps {
  scene: Scene;
  view: StepView;
  drafts: StepDraftsState;
  journaling: Journaling;
  moves: Moves;
  openStep: string | null;
  onOpenStep(stepId: string | null): void;
}

/** Where there is room notes and what was said before stand beside the fields, and stay in sight. */
const COLUMNS = {
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 720px)',
  justifyContent: 'center',
  alignItems: 'start',
  gap: 1.75,
  '@container (min-width: 960px)': {
    gridTemplateColumns: 'minmax(0, 700px) minmax(320px, 460px)',
    columnGap: 4,
    '& > :last-child': { position: 'sticky', top: 0 },
  },
} as const;

const STACK = { display: 'flex', flexDirection: 'column', gap: 1.75, minWidth: 0 } as const;

/** The present step: what for, what to say, what to ask, what to note, and where to go. */
export function StepPane({ scene, view, drafts, journaling, moves, openStep, onOpenStep }: StepPaneProps) {
  const { step } = view;
  const { answer, note } = drafts;
  const { forget } = moves;
  const refusals = useMemo(() => [...moves.refusals, ...journaling.refusals], [moves.refusals, journaling.refusals]);
  const unplaced = refusals.filter(({ field }) => !scene.flow.steps.some(({ id }) => field?.startsWith(`${id}.`)));
  const onAnswer = useCallback(
    (stepId: string, fieldId: string, value: JsonValue) => {
      forget();
      answer(stepId, fieldId, value);
    },
    [answer, forget],
  );
  const parked = scene.attendance.status === 'parked';
  return (
    <Box
      component="section"
      aria-label={`Passo ${step.number}: ${step.title}`}
      sx={{ flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column' }}
    >
      <Box
        data-step-scroller
        sx={{ flex: 1, minHeight: 0, overflowY: 'auto', px: 3, py: 1.75, containerType: 'inline-size' }}
      >
        <Box sx={COLUMNS}>
          <Box sx={STACK}>
            <StepHeader scene={scene} view={view} />
            {view.timeBox && !parked ? (
              <TimeBoxNote status={view.timeBox} exits={view.exits} onExit={(exit) => void moves.exit(exit)} />
            ) : null}
            <Scripts scripts={view.scripts} />
            <Box data-step-present={step.id}>
              <StepFields
                stepId={step.id}
                views={view.fields}
                scene={scene}
                readOnly={!drafts.editable}
                tried={moves.tried}
                refusals={refusals}
                onAnswer={onAnswer}
              />
            </Box>
          </Box>
          <Box sx={STACK}>
            <Box data-step-present={step.id}>
              <Notes
                value={scene.attendance.notes[step.id] ?? ''}
                onChange={(text) => note(step.id, text)}
                readOnly={!drafts.editable}
                saved={<SavedMark pending={journaling.pending} failed={drafts.failed} restored={drafts.restored} />}
              />
            </Box>
            <EarlierSteps
              scene={scene}
              openId={openStep}
              onOpen={onOpenStep}
              readOnly={!drafts.editable}
              refusals={refusals}
              onAnswer={onAnswer}
              onNote={note}
            />
          </Box>
        </Box>
      </Box>
      {parked ? (
        <ParkedPanel scene={scene} refusals={unplaced} onResume={() => void moves.resume()} />
      ) : (
        <Exits
          scene={scene}
          view={view}
          busy={moves.busy}
          refusals={unplaced}
          skipping={moves.skipping}
          onSkipping={moves.setSkipping}
          onExit={(exit) => void moves.exit(exit)}
          onBack={() => void moves.back()}
          onSkip={(reason) => void moves.skip(reason)}
          onPark={() => void moves.park()}
        />
      )}
    </Box>
  );
}
