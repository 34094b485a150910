import LockOutlinedIcon from '@mui/icons-material/LockOutlined';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useStation } from '../../bridge/station-context.tsx';
import { refusalsAt } from '../../ui/form/check.ts';
import { PasswordPairFields } from '../../ui/form/password-pair.tsx';
import { KEY_PROTECTION_WORDS } from '../../ui/key-protection-words.ts';
import { StepHeading } from './step-heading.tsx';
import type { StepProps } from './step-props.ts';

/** The password of the offline sign-in, and what protects the data besides. */
export function PasswordStep({ form, change, refusals }: StepProps) {
  const { keyProtection } = useStation();
  const words = KEY_PROTECTION_WORDS[keyProtection];
  return (
    <>
      <StepHeading title="Escolha a sua senha">
        Com ela você entra nesta estação mesmo sem rede. Ela é conferida aqui e não sai deste computador.
      </StepHeading>
      <PasswordPairFields
        value={form}
        onChange={({ password, again }) => change({ password, again })}
        refusals={refusalsAt(refusals, 'password')}
      />
      <Box
        sx={(theme) => ({
          display: 'flex',
          gap: 1.5,
          p: 2,
          borderRadius: 1,
          border: `1px solid ${theme.vars.palette.divider}`,
          backgroundColor: theme.vars.palette.background.sunken,
        })}
      >
        <LockOutlinedIcon fontSize="small" aria-hidden sx={{ color: 'text.secondary', mt: '1px' }} />
        <Box>
          <Typography sx={{ fontWeight: 600 }}>{words.title}</Typography>
          <Typography sx={{ color: 'text.secondary', mt: 0.25 }}>{words.text}</Typography>
        </Box>
      </Box>
    </>
  );
}
