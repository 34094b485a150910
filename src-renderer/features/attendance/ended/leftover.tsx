import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import type { StepDraft } from '#shared/contract/attendance.ts';
import { useCommand } from '../../../bridge/use-command.ts';
import { useLate } from '../../../bridge/use-late.ts';
import { useDraftStore } from '../../../drafts/drafts-context.tsx';
import { RefusalText } from '../../../ui/refusal-text.tsx';
import { answerWords } from '../engine/answer-words.ts';
import type { Scene } from '../engine/engine.ts';
import { draftKey, type StepDrafts } from '../typed/step-draft.ts';

/** What was typed and did not reach the journal before the call ended: shown, never dropped. */
export function Leftover({ ticketId, drafts, scene }: { ticketId: string; drafts: StepDrafts; scene: Scene }) {
  const report = useCommand('tickets.report');
  const store = useDraftStore();
  const [done, setDone] = useState(false);
  const parts = Object.values(drafts).flatMap((draft) => partsOf(scene, draft));
  // The last save and the end of the call arrive one after the other.
  const stays = useLate(parts.length > 0);
  if (!stays || done) return null;
  const text = parts.join('\n');
  const record = async () => {
    const recorded = await report.run({ ticketId, text, visibility: 'private' });
    if (!recorded.ok) return;
    await Promise.all(Object.keys(drafts).map((stepId) => store.remove(draftKey(ticketId, stepId))));
    setDone(true);
  };
  return (
    <Box
      role="status"
      sx={(theme) => ({
        px: 2,
        py: 1.25,
        borderRadius: 1,
        border: `1px solid ${theme.vars.palette.tone.warning.border}`,
        color: theme.vars.palette.tone.warning.text,
        backgroundColor: theme.vars.palette.tone.warning.surface,
      })}
    >
      <Box sx={{ fontWeight: 600 }}>Isto foi digitado e não entrou no chamado antes de ele terminar:</Box>
      <Box sx={{ whiteSpace: 'pre-wrap', my: 0.75 }}>{text}</Box>
      <Button color="warning" disabled={report.busy} onClick={() => void record()}>
        Acrescentar como nota técnica
      </Button>
      <RefusalText refusals={report.refusals} />
    </Box>
  );
}

function partsOf(scene: Scene, draft: StepDraft): string[] {
  const step = scene.flow.steps.find(({ id }) => id === draft.stepId);
  const answers = (step?.fields ?? []).flatMap((field) => {
    const words = answerWords(scene, field, draft.answers[field.id]);
    return words ? [`${step?.title}, ${field.label}: ${words}`] : [];
  });
  return draft.notes ? [...answers, `${step?.title}: ${draft.notes}`] : answers;
}
