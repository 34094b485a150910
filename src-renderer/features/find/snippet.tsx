import Box from '@mui/material/Box';
import { splitHits } from './split-hits.ts';

/** A snippet with what was found marked. */
export function Snippet({ text }: { text: string }) {
  return splitHits(text).map((part, index) =>
    part.hit ? (
      <Box
        component="mark"
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text have only their place.
        key={index}
        sx={(theme) => ({
          color: theme.vars.palette.tone.warning.text,
          backgroundColor: theme.vars.palette.tone.warning.surface,
          borderRadius: '3px',
          px: '2px',
        })}
      >
        {part.text}
      </Box>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text have only their place.
      <span key={index}>{part.text}</span>
    ),
  );
}
