import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { refusalsAt } from '../../ui/form/check.ts';
import { refusalHelp } from '../../ui/refusal-text.tsx';
import { StepHeading } from './step-heading.tsx';
import type { StepProps } from './step-props.ts';

/** The company's name, as the greeting says it. */
export function CompanyStep({ form, change, refusals }: StepProps) {
  const wrong = refusalsAt(refusals, 'company');
  return (
    <>
      <StepHeading title="Como se chama a sua empresa?">
        É o nome que o cliente ouve quando você atende. Pode ser mudado depois, em Ajustes.
      </StepHeading>
      <TextField
        label="Nome da empresa"
        size="medium"
        autoFocus
        autoComplete="organization"
        value={form.company}
        error={wrong.length > 0}
        helperText={refusalHelp(wrong)}
        onChange={(event) => change({ company: event.target.value })}
        slotProps={{ htmlInput: { maxLength: 120 } }}
      />
      <Box
        component="figure"
        sx={(theme) => ({
          m: 0,
          px: 2.5,
          py: 2,
          borderRadius: 1,
          backgroundColor: theme.vars.palette.speech.surface,
          borderLeft: `3px solid ${theme.vars.palette.speech.border}`,
        })}
      >
        <Typography variant="caption" component="figcaption" sx={{ color: 'text.secondary' }}>
          Assim começa cada ligação
        </Typography>
        <Typography sx={{ fontSize: '1.25rem', lineHeight: 1.4, mt: 0.5, overflowWrap: 'anywhere' }}>
          “{form.company.trim() || 'Sua empresa'}, bom dia! Com quem eu falo?”
        </Typography>
      </Box>
    </>
  );
}
