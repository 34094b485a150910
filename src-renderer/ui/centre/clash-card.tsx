import CallSplitOutlinedIcon from '@mui/icons-material/CallSplitOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import type { Refusal } from '#shared/domain/refusal.ts';
import { KeyHint } from '../keys/key-hint.tsx';
import { useKeys } from '../keys/keys-context.tsx';
import { RefusalText } from '../refusal-text.tsx';
import { VISUALLY_HIDDEN } from '../visually-hidden.ts';

export interface ClashSide {
  /** The value as people read it. */
  words: string;
  /** Who, where, when; may be empty. */
  by: string;
}

export interface ClashCardProps {
  /** What both changed: "Prioridade". */
  label: string;
  kept: ClashSide;
  lost: ClashSide;
  onKeep: (which: 'kept' | 'lost') => void;
  busy: boolean;
  refusals: readonly Refusal[];
  /** The keys act on this one: the first on the screen. */
  withKeys: boolean;
}

/** B3: two values for one thing, side by side; one key says which stays. */
export function ClashCard({ label, kept, lost, onKeep, busy, refusals, withKeys }: ClashCardProps) {
  useKeys(withKeys && !busy ? { 'clash.keep': () => onKeep('kept'), 'clash.restore': () => onKeep('lost') } : {});
  return (
    <Box role="group" aria-label={`Divergência: ${label}`} sx={{ mt: 0.5 }}>
      <Typography component="h3" sx={{ fontWeight: 600 }}>
        {label}
      </Typography>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(2, minmax(0, 1fr))', gap: 1.5, mt: 0.5 }}>
        <Side
          title="Vale agora"
          side={kept}
          action="Fica este"
          hint={withKeys ? 'clash.keep' : null}
          disabled={busy}
          onChoose={() => onKeep('kept')}
        />
        <Side
          title="Ficou de fora"
          side={lost}
          action="Volta este"
          hint={withKeys ? 'clash.restore' : null}
          disabled={busy}
          onChoose={() => onKeep('lost')}
        />
      </Box>
      <RefusalText refusals={refusals} />
    </Box>
  );
}

interface SideProps {
  title: string;
  side: ClashSide;
  action: string;
  hint: 'clash.keep' | 'clash.restore' | null;
  disabled: boolean;
  onChoose: () => void;
}

function Side({ title, side, action, hint, disabled, onChoose }: SideProps) {
  return (
    <Box
      sx={(theme) => ({
        minWidth: 0,
        display: 'flex',
        alignItems: 'center',
        flexWrap: 'wrap',
        columnGap: 1.5,
        rowGap: 0.5,
        px: 1.5,
        py: 0.75,
        borderRadius: 1,
        color: theme.vars.palette.text.primary,
        border: `1px solid ${theme.vars.palette.divider}`,
        backgroundColor: theme.vars.palette.background.paper,
      })}
    >
      <Box sx={{ flex: '1 1 180px', minWidth: 0 }}>
        <Typography variant="caption" component="p" sx={{ color: 'text.secondary' }}>
          {title}
        </Typography>
        <Typography component="p" sx={{ fontWeight: 600, overflowWrap: 'anywhere', maxHeight: 120, overflowY: 'auto' }}>
          {side.words}
        </Typography>
        {side.by ? (
          <Typography variant="caption" component="p" sx={{ color: 'text.secondary' }}>
            {side.by}
          </Typography>
        ) : null}
      </Box>
      <Button disabled={disabled} onClick={onChoose} sx={{ flex: 'none', gap: 1 }}>
        {action}
        <Box component="span" sx={VISUALLY_HIDDEN}>
          : {side.words}
        </Box>
        {hint ? <KeyHint id={hint} /> : null}
      </Button>
    </Box>
  );
}

/** Around the cards: what happened, and that nothing is lost. */
export function ClashFrame({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Box
      component="section"
      aria-label={label}
      sx={(theme) => ({
        px: 2,
        py: 1,
        borderRadius: 1,
        border: `1px solid ${theme.vars.palette.tone.warning.border}`,
        backgroundColor: theme.vars.palette.tone.warning.surface,
        color: theme.vars.palette.tone.warning.text,
      })}
    >
      {children}
    </Box>
  );
}

/** What happened, and what the choice does. */
export function ClashHeading({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box sx={{ display: 'flex', alignItems: 'baseline', flexWrap: 'wrap', columnGap: 1.5 }}>
      <Typography component="h2" variant="h4" sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
        <CallSplitOutlinedIcon fontSize="small" aria-hidden />
        {title}
      </Typography>
      <Typography>{children}</Typography>
    </Box>
  );
}
