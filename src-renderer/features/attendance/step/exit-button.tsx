import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { useId } from 'react';
import type { ExitView } from '#shared/domain/flow/view.ts';

export interface ExitButtonProps {
  view: ExitView;
  /** Where it leads and what it does. */
  words: string;
  /** The way on: Ctrl+Enter takes it. */
  main: boolean;
  busy: boolean;
  onTake(view: ExitView): void;
}

/** A numbered way out. A closed one can still be reached: it says why, and pressing it shows what is missing. */
export function ExitButton({ view, words, main, busy, onTake }: ExitButtonProps) {
  const id = useId();
  const { exit, number, open, why } = view;
  return (
    <ButtonBase
      onClick={() => onTake(view)}
      disabled={busy}
      aria-disabled={!open || undefined}
      aria-keyshortcuts={`Alt+${number}${main ? ' Control+Enter' : ''}`}
      aria-describedby={`${id}-words`}
      data-exit={exit.id}
      data-open={open}
      sx={(theme) => {
        const { palette } = theme.vars;
        return {
          justifyContent: 'flex-start',
          fontFamily: 'inherit',
          alignItems: 'flex-start',
          textAlign: 'start',
          gap: 1,
          px: 1.25,
          py: 0.5,
          borderRadius: 1,
          border: `1px ${open ? 'solid' : 'dashed'} ${main ? palette.primary.main : palette.field}`,
          color: main ? palette.primary.contrastText : open ? palette.text.primary : palette.text.secondary,
          backgroundColor: main ? palette.primary.main : open ? palette.background.paper : 'transparent',
          '&:hover': {
            backgroundColor: main ? palette.primary.dark : palette.action.hover,
          },
          '&:focus-visible': { outline: `2px solid ${palette.primary.main}`, outlineOffset: 2 },
        };
      }}
    >
      <Box
        component="span"
        aria-hidden
        sx={{
          flex: 'none',
          minWidth: 20,
          textAlign: 'center',
          fontSize: '0.75rem',
          fontWeight: 600,
          lineHeight: '20px',
          borderRadius: '5px',
          border: '1px solid currentColor',
        }}
      >
        {number}
      </Box>
      <Box component="span" sx={{ minWidth: 0, flex: 1 }}>
        <Box
          component="span"
          sx={{ display: 'block', fontSize: '0.875rem', fontWeight: open ? 600 : 500, lineHeight: '20px' }}
        >
          {exit.label}
        </Box>
        <Box
          component="span"
          id={`${id}-words`}
          title={why ?? undefined}
          sx={{
            display: '-webkit-box',
            WebkitBoxOrient: 'vertical',
            WebkitLineClamp: open ? 1 : 2,
            overflow: 'hidden',
            fontSize: '0.75rem',
            lineHeight: '16px',
          }}
        >
          {why ?? words}
        </Box>
      </Box>
    </ButtonBase>
  );
}
