import Box from '@mui/material/Box';
import { memo } from 'react';
import type { FieldView } from '#shared/domain/flow/fields.ts';
import type { Refusal } from '#shared/domain/refusal.ts';
import type { JsonValue } from '#shared/procedures/schema/condition.ts';
import type { Scene } from '../engine/engine.ts';
import { FieldFrame } from './field-frame.tsx';

export interface StepFieldsProps {
  stepId: string;
  views: readonly FieldView[];
  scene: Scene;
  readOnly: boolean;
  tried: boolean;
  refusals: readonly Refusal[];
  onAnswer(stepId: string, fieldId: string, value: JsonValue): void;
}

/** The fields of a step in the pack's order; short ones stand side by side where there is room. */
export const StepFields = memo(function StepFields(props: StepFieldsProps) {
  const { stepId, views, scene, readOnly, tried, refusals, onAnswer } = props;
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: 'repeat(auto-fill, minmax(min(250px, 100%), 1fr))',
        columnGap: 2,
        rowGap: 1.75,
        alignItems: 'start',
      }}
    >
      {views.map((view) => (
        <FieldFrame
          key={`${stepId}.${view.field.id}`}
          view={view}
          scene={scene}
          stepId={stepId}
          readOnly={readOnly}
          tried={tried}
          refusals={refusals}
          onChange={(fieldId, value) => onAnswer(stepId, fieldId, value)}
        />
      ))}
    </Box>
  );
});
