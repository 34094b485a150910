import MapIcon from '@mui/icons-material/AccountTreeOutlined';
import CheckIcon from '@mui/icons-material/Check';
import ContentCopyIcon from '@mui/icons-material/ContentCopyOutlined';
import PlayArrowIcon from '@mui/icons-material/PlayArrow';
import RedoIcon from '@mui/icons-material/RedoOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import IconButton from '@mui/material/IconButton';
import type { Theme } from '@mui/material/styles';
import { memo, useState } from 'react';
import type { StepSummary } from '#shared/domain/flow/view.ts';
import { isClassified } from '#shared/domain/ticket/ticket.ts';
import { Elapsed } from '../../../ui/elapsed.tsx';
import { formatTimer } from '../../../ui/format.ts';
import { KeyHint, KeyTip } from '../../../ui/keys/key-hint.tsx';
import { Protocol } from '../../../ui/protocol.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { TABULAR } from '../../../ui/theme/theme.ts';
import { gistOf } from '../engine/answer-words.ts';
import type { Scene } from '../engine/engine.ts';
import { Hidden } from '../screen/visually-hidden.tsx';
import { skippedWords } from '../step/earlier-steps.tsx';

export interface FlowColumnProps {
  scene: Scene;
  onStep(stepId: string): void;
  onMap(): void;
}

/** The call and its way: protocol, timer, steps with what was said in them. */
export const FlowColumn = memo(function FlowColumn({ scene, onStep, onMap }: FlowColumnProps) {
  return (
    <Box
      component="section"
      aria-label="Roteiro"
      sx={(theme) => ({
        width: 260,
        flex: 'none',
        display: 'flex',
        flexDirection: 'column',
        borderRight: `1px solid ${theme.vars.palette.divider}`,
        backgroundColor: theme.vars.palette.background.sunken,
        overflowY: 'auto',
      })}
    >
      <CallHead scene={scene} />
      <Box component="ol" aria-label="Passos" sx={{ listStyle: 'none', m: 0, p: 0.75, flex: 1 }}>
        {scene.overview.map((summary) => (
          <StepRow key={summary.id} summary={summary} scene={scene} onOpen={() => onStep(summary.id)} />
        ))}
      </Box>
      <Box sx={{ p: 1 }}>
        <KeyTip id="flow.map" placement="top">
          <Button
            variant="text"
            startIcon={<MapIcon />}
            onClick={onMap}
            fullWidth
            sx={{ justifyContent: 'flex-start' }}
          >
            Mapa do fluxo
            <Box component="span" sx={{ ml: 'auto', display: 'inline-flex' }}>
              <KeyHint id="flow.map" />
            </Box>
          </Button>
        </KeyTip>
      </Box>
    </Box>
  );
});

function CallHead({ scene }: { scene: Scene }) {
  const { attendance, ticket, registers } = scene;
  const [copied, setCopied] = useState(false);
  const classified = isClassified({
    type: registers.type ?? ticket.type,
    category: registers.category ?? ticket.category,
    priority: registers.priority ?? ticket.priority,
  });
  const copy = async () => {
    await navigator.clipboard.writeText(ticket.protocol);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <Box sx={(theme) => ({ px: 2, pt: 1.5, pb: 1.25, borderBottom: `1px solid ${theme.vars.palette.divider}` })}>
      <Box sx={{ fontSize: '0.75rem', color: 'text.secondary' }}>Protocolo</Box>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}>
        <Protocol value={ticket.protocol} strong sx={{ fontSize: '1rem', letterSpacing: '0.01em' }} />
        <IconButton aria-label="Copiar o protocolo" onClick={() => void copy()} sx={{ ml: 'auto', p: 0.5 }}>
          {copied ? <CheckIcon sx={{ fontSize: 16 }} /> : <ContentCopyIcon sx={{ fontSize: 16 }} />}
        </IconButton>
      </Box>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, rowGap: 0.5, mt: 0.5, flexWrap: 'wrap' }}>
        <Elapsed
          base={scene.callMs}
          since={scene.moment.now}
          running={attendance.status === 'active'}
          label="Tempo da ligação"
          sx={{ fontWeight: 600 }}
        />
        <StatusPill tone={attendance.status === 'active' ? 'accent' : 'neutral'}>
          {attendance.status === 'active' ? 'na linha' : attendance.status === 'parked' ? 'estacionada' : 'terminada'}
        </StatusPill>
        {classified || attendance.status === 'ended' ? null : <StatusPill tone="warning">sem classificação</StatusPill>}
      </Box>
    </Box>
  );
}

const STATE_WORDS: Record<StepSummary['state'], string> = {
  done: 'feito',
  current: 'passo atual',
  skipped: 'pulado',
  ahead: 'adiante',
};

function StepRow({ summary, scene, onOpen }: { summary: StepSummary; scene: Scene; onOpen(): void }) {
  const { id, number, title, state, seconds } = summary;
  const step = scene.flow.steps.find((one) => one.id === id);
  const current = state === 'current';
  const gist = current || !step ? '' : (skippedWords(scene, id) ?? gistOf(scene, step));
  const visited = state !== 'ahead' || gist !== '';
  const running = current && scene.attendance.status === 'active';
  const Icon = state === 'done' ? CheckIcon : state === 'skipped' ? RedoIcon : current ? PlayArrowIcon : null;
  const body = (
    <>
      <Box component="span" sx={{ width: 18, flex: 'none', display: 'inline-flex', mt: '2px' }}>
        {Icon ? <Icon aria-hidden sx={{ fontSize: 16 }} /> : null}
      </Box>
      <Box component="span" sx={{ flex: 1, minWidth: 0 }}>
        <Box component="span" sx={{ display: 'flex', gap: 1, lineHeight: '20px' }}>
          <Box component="span" sx={{ flex: 1, minWidth: 0, fontWeight: current ? 650 : visited ? 550 : 450 }}>
            <Box
              component="span"
              sx={{ display: 'inline-block', minWidth: 28, color: 'text.secondary', fontWeight: 450 }}
            >
              {number}
            </Box>
            {title}
          </Box>
          {visited && state !== 'ahead' ? (
            current ? (
              <Elapsed base={scene.stepMs} since={scene.moment.now} running={running} label={`Tempo em ${title}`} />
            ) : (
              <Box component="span" sx={{ ...TABULAR, color: 'text.secondary' }}>
                {formatTimer(seconds * 1000)}
              </Box>
            )
          ) : null}
        </Box>
        {gist ? (
          <Box
            component="span"
            sx={{
              display: 'block',
              fontSize: '0.75rem',
              lineHeight: '16px',
              color: 'text.secondary',
              overflow: 'hidden',
              textOverflow: 'ellipsis',
              whiteSpace: 'nowrap',
            }}
          >
            {gist}
          </Box>
        ) : null}
      </Box>
      <Hidden>, {STATE_WORDS[state]}</Hidden>
    </>
  );
  return (
    <Box component="li" aria-current={current ? 'step' : undefined} data-step-state={state}>
      {visited && !current ? (
        <ButtonBase onClick={onOpen} title={`Ver e corrigir o que foi dito em ${title}`} sx={rowLook(false)}>
          {body}
        </ButtonBase>
      ) : (
        <Box sx={rowLook(current)}>{body}</Box>
      )}
    </Box>
  );
}

const rowLook = (current: boolean) => (theme: Theme) => ({
  position: 'relative' as const,
  display: 'flex',
  width: '100%',
  alignItems: 'flex-start',
  justifyContent: 'flex-start',
  textAlign: 'start' as const,
  gap: 0.5,
  px: 1,
  py: 0.75,
  borderRadius: 1,
  fontFamily: 'inherit',
  fontSize: '0.875rem',
  color: current ? theme.vars.palette.primary.main : theme.vars.palette.text.primary,
  backgroundColor: current ? theme.vars.palette.background.chosen : 'transparent',
  '&:is(button):hover': { backgroundColor: theme.vars.palette.action.hover },
});
