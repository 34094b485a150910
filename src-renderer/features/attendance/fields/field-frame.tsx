import AutoAwesomeIcon from '@mui/icons-material/AutoFixHighOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useId, useState } from 'react';
import { isEmpty } from '#shared/domain/flow/answers.ts';
import type { FieldView } from '#shared/domain/flow/fields.ts';
import type { Refusal } from '#shared/domain/refusal.ts';
import type { JsonValue } from '#shared/procedures/schema/condition.ts';
import { refusalHelp } from '../../../ui/refusal-text.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { answerWords } from '../engine/answer-words.ts';
import { proposal, type Scene } from '../engine/engine.ts';
import { sameAnswer } from '../typed/step-draft.ts';
import { FieldControl, isGroup, isWide } from './field-control.tsx';
import { RequiredMark } from './required-mark.tsx';

export interface FieldFrameProps {
  view: FieldView;
  scene: Scene;
  stepId: string;
  readOnly: boolean;
  /** Leaving was tried: what is missing is said beside the field. */
  tried: boolean;
  refusals: readonly Refusal[];
  onChange(fieldId: string, value: JsonValue): void;
}

/** A field with its label, its lane, what proposes it and what is wrong with it. */
export function FieldFrame({ view, scene, stepId, readOnly, tried, refusals, onChange }: FieldFrameProps) {
  const { field } = view;
  const id = useId();
  const [inside, setInside] = useState(false);
  const [inputId, labelId, helpId] = [`${id}-input`, `${id}-label`, `${id}-help`];
  const path = `${stepId}.${field.id}`;
  const own = refusals.filter((one) => one.field === path || one.field?.startsWith(`${path}.`));
  // What the language checker bars is already said under the text, word by word.
  const beside = own.filter((one) => one.field === path && one.code !== 'public-text-blocked');
  const missing = tried && view.required && view.missing.length > 0;
  const wrong = view.problem !== null && (tried || !inside);
  const wide = isWide(view);
  const hasHelp = field.help !== undefined && field.kind !== 'customer';
  const help = hasHelp ? (
    <Box component="span" id={helpId} sx={{ display: 'block', fontSize: '0.75rem', color: 'text.secondary' }}>
      {field.help}
    </Box>
  ) : null;
  const group = isGroup(field, view.options.length);
  const said = wordsBeside(view, { missing, wrong, refusals: beside });
  const isPublic = (field.kind === 'text' || field.kind === 'long-text') && field.public;
  return (
    <Box
      data-step-field={field.id}
      data-kind={field.kind}
      data-wanted={field.kind !== 'standing' && isEmpty(view.value) && (view.required || field.kind === 'long-text')}
      data-wrong={missing || wrong || own.length > 0}
      onFocus={() => setInside(true)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setInside(false);
      }}
      sx={{ minWidth: 0, ...(wide ? { gridColumn: '1 / -1' } : {}) }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, mb: 0.5, minHeight: 22, flexWrap: 'wrap' }}>
        <Box
          {...(group ? { component: 'span' } : { component: 'label', htmlFor: inputId })}
          id={labelId}
          sx={{ fontSize: '0.8125rem', fontWeight: 600 }}
        >
          {field.label}
          {view.required ? <RequiredMark /> : null}
        </Box>
        {isPublic || field.kind === 'closing' ? <StatusPill tone="info">texto ao cliente</StatusPill> : null}
        <Proposed view={view} scene={scene} readOnly={readOnly} onUse={() => onChange(field.id, null)} />
        {wide ? help : null}
      </Box>
      <FieldControl
        field={field}
        view={view}
        scene={scene}
        stepId={stepId}
        inputId={inputId}
        labelId={labelId}
        describedBy={[hasHelp ? helpId : '', said ? `${id}-said` : ''].filter(Boolean).join(' ') || undefined}
        invalid={missing || wrong || beside.length > 0}
        readOnly={readOnly}
        refusals={own}
        onChange={(value) => onChange(field.id, value)}
      />
      {wide || !help ? null : <Box sx={{ mt: 0.5 }}>{help}</Box>}
      <Box
        id={`${id}-said`}
        role="alert"
        sx={(theme) => ({
          color: theme.vars.palette.error.main,
          fontSize: '0.75rem',
          mt: 0.5,
          '&:empty': { display: 'none' },
        })}
      >
        {said}
      </Box>
    </Box>
  );
}

interface Beside {
  missing: boolean;
  wrong: boolean;
  refusals: readonly Refusal[];
}

function wordsBeside({ field, missing: parts, problem }: FieldView, { missing, wrong, refusals }: Beside) {
  if (wrong) return `“${field.label}” ${problem}.`;
  if (!missing) return refusalHelp(refusals.filter(({ code }) => code !== 'field-missing'));
  return parts[0] === 'responder' ? `Falta “${field.label}”.` : `Falta ${parts.join(', ')}.`;
}

/** Says that the pack worked the value out, or what it would be (S2.4). */
function Proposed({
  view,
  scene,
  readOnly,
  onUse,
}: {
  view: FieldView;
  scene: Scene;
  readOnly: boolean;
  onUse(): void;
}) {
  if (view.derived) {
    if (view.field.kind === 'choice' || view.field.kind === 'yes-no')
      return (
        <StatusPill tone="accent" icon={<AutoAwesomeIcon aria-hidden />}>
          proposto
        </StatusPill>
      );
    return (
      <Box component="span" sx={{ fontSize: '0.75rem', color: 'text.secondary' }}>
        já preenchido
      </Box>
    );
  }
  const proposed = proposal(scene, view.field);
  if (isEmpty(proposed) || isEmpty(view.value) || sameAnswer(proposed, view.value) || readOnly) return null;
  return (
    <Button
      variant="text"
      onClick={onUse}
      startIcon={<AutoAwesomeIcon />}
      sx={{ minHeight: 22, py: 0, px: 0.75, fontSize: '0.75rem' }}
    >
      Voltar ao proposto: {answerWords(scene, view.field, proposed)}
    </Button>
  );
}
