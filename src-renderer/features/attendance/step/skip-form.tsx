import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useEffect, useId, useRef, useState } from 'react';
import type { StepView } from '#shared/domain/flow/view.ts';
import { useDraft } from '../../../drafts/use-draft.ts';
import type { Scene } from '../engine/engine.ts';
import { OptionChips } from '../fields/option-chips.tsx';
import { TypedText } from '../fields/typed-text.tsx';

interface Reason {
  reasonId: string | null;
  text: string;
}

const NO_REASON: Reason = { reasonId: null, text: '' };

/** Why the step is skipped: one of the house's reasons, and words if need be. In place of the exits. */
export function SkipForm({
  scene,
  view,
  busy,
  onSkip,
  onCancel,
}: {
  scene: Scene;
  view: StepView;
  busy: boolean;
  onSkip(reason: { reasonId: string; text: string }): void;
  onCancel(): void;
}) {
  const id = useId();
  const draft = useDraft<Reason>(`skip:${scene.ticket.id}:${view.step.id}`, NO_REASON);
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { reasonId, text } = draft.value;
  const to = scene.flow.steps.find((step) => step.id === view.skip.to);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input[type="radio"]:checked, input[type="radio"]')?.focus();
  }, []);
  if (!view.skip.allowed) {
    return (
      <Box role="alert" sx={{ display: 'flex', gap: 2, alignItems: 'center', py: 0.5 }}>
        <Box sx={{ flex: 1, maxWidth: '75ch' }}>{view.skip.why}</Box>
        <Button onClick={onCancel} autoFocus>
          Entendi
        </Button>
      </Box>
    );
  }
  return (
    <Box
      component="form"
      ref={form}
      aria-label={`Pular ${view.step.title}`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (reasonId === null) return;
        onSkip({ reasonId, text });
        draft.clear();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel();
        else if (event.key === 'Enter' && event.ctrlKey) form.current?.requestSubmit();
        else return;
        event.preventDefault();
      }}
      sx={{ display: 'flex', flexDirection: 'column', gap: 1 }}
    >
      <Box id={`${id}-label`} sx={{ fontWeight: 600 }}>
        Por que pular “{view.step.title}”?
        <Box component="span" sx={{ fontWeight: 400, color: 'text.secondary' }}>
          {' '}
          O motivo fica no chamado{to ? `; segue para ${to.title}` : ''}.
        </Box>
      </Box>
      <OptionChips
        name={`${id}-reason`}
        labelId={`${id}-label`}
        options={scene.pack.skipReasons.map(({ id: value, label }) => ({ value, label }))}
        value={reasonId}
        invalid={tried && reasonId === null}
        required
        onChange={(chosen) => draft.set((before) => ({ ...before, reasonId: chosen }))}
      />
      {tried && reasonId === null ? (
        <Box role="alert" sx={(theme) => ({ color: theme.vars.palette.error.main, fontSize: '0.75rem' })}>
          Escolha um motivo.
        </Box>
      ) : null}
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
        <Box sx={{ flex: 1 }}>
          <Box
            component="label"
            htmlFor={`${id}-text`}
            sx={{ position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' }}
          >
            Detalhe (opcional)
          </Box>
          <TypedText
            id={`${id}-text`}
            value={text}
            placeholder="Detalhe (opcional)"
            onChange={(typed) => draft.set((before) => ({ ...before, text: typed.slice(0, 500) }))}
            onKeyDown={(event) => {
              if (event.key === 'Enter') form.current?.requestSubmit();
            }}
          />
        </Box>
        <Button type="submit" variant="contained" color="primary" disabled={busy}>
          Pular o passo
        </Button>
        <Button variant="text" onClick={onCancel}>
          Não pular
        </Button>
      </Box>
    </Box>
  );
}
