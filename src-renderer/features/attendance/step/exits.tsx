import ArrowBackIcon from '@mui/icons-material/ArrowBack';
import PauseIcon from '@mui/icons-material/PauseCircleOutlined';
import SkipIcon from '@mui/icons-material/RedoOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { ExitView, StepView } from '#shared/domain/flow/view.ts';
import type { Refusal } from '#shared/domain/refusal.ts';
import { KeyHint, KeyTip } from '../../../ui/keys/key-hint.tsx';
import { RefusalText } from '../../../ui/refusal-text.tsx';
import type { Scene } from '../engine/engine.ts';
import { exitWords, mainExit } from '../engine/exit-words.ts';
import { ExitButton } from './exit-button.tsx';
import { HelpAsked } from './help-asked.tsx';
import { SkipForm } from './skip-form.tsx';

export interface ExitsProps {
  scene: Scene;
  view: StepView;
  busy: boolean;
  /** Those of the last command with no field to stand beside. */
  refusals: readonly Refusal[];
  skipping: boolean;
  onSkipping(open: boolean): void;
  onExit(exit: ExitView): void;
  onBack(): void;
  onSkip(reason: { reasonId: string; text: string }): void;
  onPark(): void;
}

/** Where the step can be left to, always in sight. */
export function Exits(props: ExitsProps) {
  const { scene, view, busy, refusals, skipping, onSkipping, onExit, onBack, onSkip, onPark } = props;
  const main = mainExit(view.exits);
  return (
    <Box
      component="section"
      aria-label="Saídas do passo"
      sx={(theme) => ({
        flex: 'none',
        px: 3,
        pt: 1,
        pb: 0.5,
        borderTop: `1px solid ${theme.vars.palette.divider}`,
        backgroundColor: theme.vars.palette.background.paper,
      })}
    >
      <Box sx={{ maxWidth: 1192, mx: 'auto' }}>
        <HelpAsked scene={scene} />
        <RefusalText refusals={refusals} />
        {skipping ? (
          <SkipForm scene={scene} view={view} busy={busy} onSkip={onSkip} onCancel={() => onSkipping(false)} />
        ) : (
          <>
            <Box
              sx={{
                display: 'grid',
                gridTemplateColumns: 'repeat(auto-fit, minmax(min(230px, 100%), 1fr))',
                gap: 0.75,
                mt: refusals.length > 0 ? 1 : 0,
              }}
            >
              {view.exits.map((exit) => (
                <ExitButton
                  key={exit.exit.id}
                  view={exit}
                  words={exitWords(scene, exit)}
                  main={exit === main}
                  busy={busy}
                  onTake={onExit}
                />
              ))}
            </Box>
            <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5, mt: 0.5 }}>
              <KeyTip id="step.back" label={view.back.why ?? 'Voltar um passo'}>
                <Button
                  variant="text"
                  startIcon={<ArrowBackIcon />}
                  aria-disabled={!view.back.allowed || undefined}
                  onClick={onBack}
                  sx={view.back.allowed ? {} : { color: 'text.disabled' }}
                >
                  Voltar
                </Button>
              </KeyTip>
              <KeyTip id="step.skip" label={view.skip.why ?? 'Pular o passo'}>
                <Button
                  variant="text"
                  startIcon={<SkipIcon />}
                  aria-disabled={!view.skip.allowed || undefined}
                  onClick={() => onSkipping(true)}
                  sx={view.skip.allowed ? {} : { color: 'text.disabled' }}
                >
                  Pular
                </Button>
              </KeyTip>
              <KeyTip id="call.park" label="Estacionar esta ligação">
                <Button variant="text" startIcon={<PauseIcon />} onClick={onPark}>
                  Estacionar
                  <Box component="span" sx={{ ml: 1, display: 'inline-flex' }}>
                    <KeyHint id="call.park" />
                  </Box>
                </Button>
              </KeyTip>
              <Box
                component="span"
                aria-hidden
                sx={{
                  ml: 'auto',
                  fontSize: '0.75rem',
                  color: 'text.secondary',
                  whiteSpace: 'nowrap',
                  overflow: 'hidden',
                  textOverflow: 'ellipsis',
                }}
              >
                {main ? 'Ctrl+Enter · ' : ''}Alt+número
              </Box>
            </Box>
          </>
        )}
      </Box>
    </Box>
  );
}
