import LightbulbIcon from '@mui/icons-material/LightbulbOutlined';
import Box from '@mui/material/Box';
import type { StepView } from '#shared/domain/flow/view.ts';

/** What to say, as speech, and what to keep in mind. */
export function Scripts({ scripts }: { scripts: StepView['scripts'] }) {
  const speech = scripts.filter(({ tone }) => tone === 'speech');
  const hints = scripts.filter(({ tone }) => tone === 'hint');
  if (scripts.length === 0) return null;
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1 }}>
      {speech.length > 0 ? (
        <Box
          component="section"
          aria-label="O que dizer"
          sx={(theme) => ({
            position: 'relative',
            px: 2,
            py: 1.25,
            borderRadius: 1,
            borderLeft: `3px solid ${theme.vars.palette.speech.border}`,
            backgroundColor: theme.vars.palette.speech.surface,
            maxWidth: '75ch',
          })}
        >
          {speech.map(({ text }) => (
            <Box
              key={text}
              component="p"
              sx={{ m: 0, fontSize: '1.25rem', lineHeight: 1.4, letterSpacing: '-0.008em' }}
            >
              “{withBlanks(text)}”
            </Box>
          ))}
        </Box>
      ) : null}
      {hints.map(({ text }) => (
        <Box
          key={text}
          sx={(theme) => ({
            display: 'flex',
            gap: 0.75,
            color: theme.vars.palette.text.secondary,
            maxWidth: '75ch',
            '& svg': { fontSize: 16, mt: '3px' },
          })}
        >
          <LightbulbIcon aria-hidden />
          <Box component="p" sx={{ m: 0 }}>
            {withBlanks(text)}
          </Box>
        </Box>
      ))}
    </Box>
  );
}

/** A number read out in groups stays in one line. */
function unbroken(text: string): string {
  return text.replaceAll(/(?<=\d) (?=\d)/g, '\u00A0');
}

/** `[nome do cliente]`: nobody reads a bracket aloud. */
function withBlanks(text: string) {
  return unbroken(text)
    .split(/(\[[^\]\n]{1,60}\])/)
    .map((piece, index) =>
      index % 2 === 1 ? (
        <Box
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other name than their place.
          key={index}
          component="span"
          sx={(theme) => ({
            color: theme.vars.palette.text.secondary,
            borderBottom: `1px dashed ${theme.vars.palette.field}`,
          })}
        >
          {piece.slice(1, -1)}
        </Box>
      ) : (
        piece
      ),
    );
}
