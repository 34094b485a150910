import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Collapse from '@mui/material/Collapse';
import { memo, useId, useMemo } from 'react';
import { isEmpty } from '#shared/domain/flow/answers.ts';
import { fieldViews } from '#shared/domain/flow/fields.ts';
import type { Refusal } from '#shared/domain/refusal.ts';
import type { JsonValue } from '#shared/procedures/schema/condition.ts';
import type { Step } from '#shared/procedures/schema/flow.ts';
import { gistOf } from '../engine/answer-words.ts';
import { proposal, type Scene } from '../engine/engine.ts';
import { StepFields } from '../fields/step-fields.tsx';
import { Notes } from './notes.tsx';

export interface EarlierStepsProps {
  scene: Scene;
  /** The step that is open; null: none. */
  openId: string | null;
  onOpen(stepId: string | null): void;
  readOnly: boolean;
  refusals: readonly Refusal[];
  onAnswer(stepId: string, fieldId: string, value: JsonValue): void;
  onNote(stepId: string, text: string): void;
}

/** What was said before: one line each, opened and put right without leaving the present step. */
export const EarlierSteps = memo(function EarlierSteps(props: EarlierStepsProps) {
  const { scene, openId, onOpen } = props;
  const earlier = earlierSteps(scene);
  if (earlier.length === 0) return null;
  return (
    <Box component="section" aria-label="O que já foi dito">
      <Box component="h2" sx={{ m: 0, mb: 0.5, fontSize: '0.8125rem', fontWeight: 600 }}>
        O que já foi dito
      </Box>
      <Box
        sx={(theme) => ({
          borderRadius: 1,
          border: `1px solid ${theme.vars.palette.divider}`,
          backgroundColor: theme.vars.palette.background.paper,
          '& > * + *': { borderTop: `1px solid ${theme.vars.palette.divider}` },
        })}
      >
        {earlier.map((step) => (
          <EarlierStep
            key={step.id}
            {...props}
            step={step}
            open={step.id === openId}
            onToggle={() => onOpen(step.id === openId ? null : step.id)}
          />
        ))}
      </Box>
    </Box>
  );
});

/** Steps that were visited or say something, the present one apart. */
export function earlierSteps(scene: Scene): Step[] {
  return scene.flow.steps.filter(
    (step) =>
      step.id !== scene.walk.stepId &&
      (scene.walk.visits.some((visit) => visit.stepId === step.id) || gistOf(scene, step) !== ''),
  );
}

/** Why a step was skipped, in the house's words; null when it was not. */
export function skippedWords(scene: Scene, stepId: string): string | null {
  const state = scene.overview.find(({ id }) => id === stepId)?.state;
  if (state !== 'skipped') return null;
  const reasonId = scene.walk.visits.findLast(
    (visit) => visit.stepId === stepId && visit.how === 'skipped',
  )?.skipReason;
  const reason = scene.pack.skipReasons.find(({ id, label }) => id === reasonId || label === reasonId);
  return `pulado: ${reason?.label ?? reasonId ?? 'sem motivo'}`;
}

type EarlierStepProps = EarlierStepsProps & { step: Step; open: boolean; onToggle(): void };

function EarlierStep({ step, open, onToggle, scene, ...rest }: EarlierStepProps) {
  const id = useId();
  const gist = [skippedWords(scene, step.id), gistOf(scene, step)].filter(Boolean).join(' · ');
  return (
    <Box data-earlier={step.id}>
      <ButtonBase
        onClick={onToggle}
        aria-expanded={open}
        aria-controls={id}
        sx={(theme) => ({
          width: '100%',
          minHeight: 36,
          px: 1.25,
          gap: 1,
          justifyContent: 'flex-start',
          fontFamily: 'inherit',
          textAlign: 'start',
          borderRadius: 1,
          '&:hover': { backgroundColor: theme.vars.palette.action.hover },
        })}
      >
        <Box component="span" sx={{ fontWeight: 600, flex: 'none' }}>
          {step.number} · {step.title}
        </Box>
        <Box
          component="span"
          sx={{
            flex: 1,
            minWidth: 0,
            color: 'text.secondary',
            overflow: 'hidden',
            textOverflow: 'ellipsis',
            whiteSpace: 'nowrap',
          }}
        >
          {gist || 'nada anotado'}
        </Box>
        <ExpandMoreIcon
          aria-hidden
          sx={{ fontSize: 18, color: 'text.secondary', transform: open ? 'rotate(180deg)' : 'none' }}
        />
      </ButtonBase>
      <Collapse in={open} unmountOnExit>
        <Box id={id} sx={{ px: 1.25, pb: 1.5, pt: 0.5 }}>
          <EarlierStepForm {...rest} step={step} scene={scene} />
        </Box>
      </Collapse>
    </Box>
  );
}

function EarlierStepForm({
  step,
  scene,
  readOnly,
  refusals,
  onAnswer,
  onNote,
}: Omit<EarlierStepProps, 'open' | 'onToggle'>) {
  const { pack, walk, moment } = scene;
  const views = useMemo(() => fieldViews(pack, { ...walk, stepId: step.id }, moment), [pack, walk, moment, step.id]);
  /* A step that was left has its proposed values settled: an answer taken back there is the proposal, not nothing. */
  const settle = (stepId: string, fieldId: string, value: JsonValue) => {
    const field = step.fields.find(({ id }) => id === fieldId);
    onAnswer(stepId, fieldId, field && isEmpty(value) ? proposal(scene, field) : value);
  };
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1.5 }}>
      <StepFields
        stepId={step.id}
        views={views}
        scene={scene}
        readOnly={readOnly}
        tried={false}
        refusals={refusals}
        onAnswer={settle}
      />
      <Notes
        value={scene.attendance.notes[step.id] ?? ''}
        onChange={(text) => onNote(step.id, text)}
        readOnly={readOnly}
        rows={1}
      />
    </Box>
  );
}
