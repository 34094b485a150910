import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { writtenCannedText } from '#shared/domain/flow/closing-text.ts';
import type { Refusal } from '#shared/domain/refusal.ts';
import type { CannedText } from '#shared/procedures/schema/pack.ts';
import type { Scene } from '../engine/engine.ts';
import type { FieldProps } from './field-types.ts';
import { useFindings } from './language.tsx';
import { LanguageNotes } from './language-notes.tsx';
import { RequiredMark } from './required-mark.tsx';
import { TypedText } from './typed-text.tsx';

type Asked = Record<string, string>;

/** The closing text of the ticket's type: its data asked for, and the whole as the customer will read it (S1.9). */
export function ClosingField(props: FieldProps<'closing'>) {
  const { view, scene, inputId, labelId, describedBy, onChange } = props;
  const { closing } = view;
  if (!closing) {
    return (
      <Box id={inputId} sx={{ color: 'text.secondary' }}>
        O texto de encerramento depende da classificação do chamado: escolha-a acima.
      </Box>
    );
  }
  const asked = askedOf(view.value);
  return (
    <Box
      role="group"
      aria-labelledby={labelId}
      aria-describedby={describedBy}
      sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(240px, 1fr))', gap: 2, alignItems: 'start' }}
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1.25 }}>
        {closing.asks.map((ask, index) => (
          <AskInput
            key={ask.id}
            {...props}
            ask={ask}
            inputId={index === 0 ? inputId : `${inputId}-${ask.id}`}
            text={asked[ask.id] ?? ''}
            onText={(text) => onChange({ ...asked, [ask.id]: text })}
          />
        ))}
      </Box>
      <Preview closing={closing} asked={asked} scene={scene} />
    </Box>
  );
}

function askedOf(value: unknown): Asked {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

type AskInputProps = FieldProps<'closing'> & {
  ask: CannedText['asks'][number];
  text: string;
  onText(text: string): void;
};

function AskInput({ ask, text, onText, inputId, readOnly, refusals, field, stepId, scene, invalid }: AskInputProps) {
  const findings = useFindings(text, true);
  const own = refusals.filter((refusal) => refusal.field === `${stepId}.${field.id}.${ask.id}`);
  const missing = invalid && ask.required && text.trim() === '';
  const offer = offered(scene, ask.id);
  return (
    <Box>
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 1, mb: 0.5 }}>
        <Box component="label" htmlFor={inputId} sx={{ fontSize: '0.75rem', fontWeight: 550 }}>
          {ask.label}
          {ask.required ? <RequiredMark /> : null}
        </Box>
        {offer && text === '' && !readOnly ? (
          <Button
            variant="text"
            onClick={() => onText(offer.text)}
            sx={{ minHeight: 22, py: 0, px: 0.75, fontSize: '0.75rem', ml: 'auto' }}
          >
            {offer.label}
          </Button>
        ) : null}
      </Box>
      <TypedText
        id={inputId}
        long={ask.long}
        rows={ask.long ? 2 : 1}
        value={text}
        onChange={onText}
        readOnly={readOnly}
        invalid={missing || own.length > 0 || findings.some(({ severity }) => severity === 'block')}
        findings={findings}
      />
      <LanguageNotes inputId={inputId} findings={findings} />
      {missing ? <Missing refusal={{ code: 'missing', message: `Falta “${ask.label}”.` }} /> : null}
    </Box>
  );
}

function Missing({ refusal }: { refusal: Refusal }) {
  return (
    <Box sx={(theme) => ({ color: theme.vars.palette.error.main, fontSize: '0.75rem', mt: 0.25 })}>
      {refusal.message}
    </Box>
  );
}

/** What was already written or said in the call that this question asks for again. */
function offered(scene: Scene, askId: string): { label: string; text: string } | null {
  const texts = Object.entries(scene.attendance.answers).flatMap(([stepId, answers]) => {
    const step = scene.flow.steps.find(({ id }) => id === stepId);
    return (step?.fields ?? []).flatMap((field) => {
      const value = answers[field.id];
      const isOwn = field.id === askId && (field.kind === 'long-text' || field.kind === 'text');
      return isOwn && typeof value === 'string' && value.trim() !== '' ? [{ step, value }] : [];
    });
  });
  const last = texts.at(-1);
  if (last?.step) return { label: `Trazer de “${last.step.title}”`, text: last.value };
  if (askId.endsWith('-com') || askId.endsWith('-por')) {
    const { contact } = scene.registers;
    if (contact) return { label: contact, text: contact };
  }
  return null;
}

/** The text as the customer will read it, with blanks for what is missing. */
function Preview({ closing, asked, scene }: { closing: CannedText; asked: Asked; scene: Scene }) {
  const { pack, flow, facts, moment } = scene;
  const text = writtenCannedText(pack, flow, { canned: closing, asked, facts, timeZone: moment.timeZone });
  return (
    <Box
      component="section"
      aria-label="Como o cliente vai ler"
      sx={(theme) => ({
        borderRadius: 1,
        border: `1px solid ${theme.vars.palette.tone.info.border}`,
        backgroundColor: theme.vars.palette.background.paper,
        overflow: 'hidden',
      })}
    >
      <Box
        sx={(theme) => ({
          px: 1.5,
          py: 0.5,
          fontSize: '0.75rem',
          fontWeight: 600,
          color: theme.vars.palette.tone.info.text,
          backgroundColor: theme.vars.palette.tone.info.surface,
        })}
      >
        Como o cliente vai ler
      </Box>
      <Box sx={{ px: 1.5, py: 1, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', fontSize: '0.875rem' }}>
        {withBlanks(text)}
      </Box>
    </Box>
  );
}

/** `[O que ocorreu]` stands out: it is still to be written. */
function withBlanks(text: string) {
  return text.split(/(\[[^\]\n]{1,80}\])/).map((piece, index) =>
    index % 2 === 1 ? (
      <Box
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other name than their place.
        key={index}
        component="span"
        sx={(theme) => ({
          color: theme.vars.palette.tone.warning.text,
          backgroundColor: theme.vars.palette.tone.warning.surface,
          borderRadius: '4px',
          px: '3px',
        })}
      >
        {piece.slice(1, -1)}
      </Box>
    ) : (
      piece
    ),
  );
}
