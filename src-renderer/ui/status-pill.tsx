import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

export type Tone = 'neutral' | 'accent' | 'success' | 'warning' | 'error' | 'info';

/** A word with a tone; the word says it, the colour only helps. */
export function StatusPill({
  tone = 'neutral',
  icon,
  children,
}: {
  tone?: Tone;
  icon?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Box
      component="span"
      sx={(theme) => {
        const { palette } = theme.vars;
        const plain = { surface: palette.background.sunken, border: palette.divider, text: palette.text.secondary };
        const accent = {
          surface: palette.background.chosen,
          border: palette.background.chosen,
          text: palette.primary.main,
        };
        const colors = tone === 'neutral' ? plain : tone === 'accent' ? accent : palette.tone[tone];
        return {
          display: 'inline-flex',
          alignItems: 'center',
          gap: '4px',
          px: 1,
          height: 22,
          borderRadius: '6px',
          border: `1px solid ${colors.border}`,
          backgroundColor: colors.surface,
          color: colors.text,
          fontSize: '0.75rem',
          fontWeight: 550,
          whiteSpace: 'nowrap',
          '& svg': { fontSize: 14 },
        };
      }}
    >
      {icon}
      {children}
    </Box>
  );
}
