import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { MEASURE } from '../../../ui/theme/theme.ts';
import type { ShownAnswer } from './answer-words.ts';
import type { Change } from './register-changes.ts';

/** What was answered in a step, by the labels of its fields, and what was noted. */
export function StepAnswers({ answers, notes }: { answers: readonly ShownAnswer[]; notes: string | null }) {
  const rows = [
    ...answers,
    ...(notes ? [{ fieldId: 'notes', label: 'Anotações', lines: notes.split('\n'), isPublic: false }] : []),
  ];
  if (rows.length === 0) return null;
  return (
    <Box
      component="dl"
      sx={{
        m: 0,
        mt: 0.5,
        display: 'grid',
        gridTemplateColumns: 'minmax(96px, auto) minmax(0, 1fr)',
        columnGap: 2,
        rowGap: 0.25,
      }}
    >
      {rows.map(({ fieldId, label, lines, isPublic }) => (
        <Box key={fieldId} sx={{ display: 'contents' }}>
          <Typography component="dt" sx={{ color: 'text.secondary', maxWidth: 240 }}>
            {label}
          </Typography>
          <Typography component="dd" sx={{ m: 0, maxWidth: MEASURE, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {lines.join('\n')}
            {isPublic ? (
              <Box component="span" sx={{ ml: 1 }}>
                <StatusPill tone="accent">vai ao cliente</StatusPill>
              </Box>
            ) : null}
          </Typography>
        </Box>
      ))}
    </Box>
  );
}

/** What changed of the ticket with an entry: "Prioridade: Média → Alta". */
export function ChangesShown({ changes }: { changes: readonly Change[] }) {
  if (changes.length === 0) return null;
  return (
    <Box component="ul" aria-label="Mudanças" sx={{ listStyle: 'none', m: 0, mt: 0.25, p: 0 }}>
      {changes.map(({ register, label, before, after }) => (
        <Typography key={register} component="li" variant="caption" sx={{ display: 'block', color: 'text.secondary' }}>
          {label}:{' '}
          {before === null ? null : (
            <>
              <del>{before}</del> <span aria-hidden>→</span>{' '}
            </>
          )}
          <Box component="span" sx={{ color: 'text.primary', fontWeight: 500 }}>
            {after ?? 'nenhum'}
          </Box>
        </Typography>
      ))}
    </Box>
  );
}
