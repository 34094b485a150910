import CheckIcon from '@mui/icons-material/Check';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { FIRST_RUN_STEPS } from './first-run-form.ts';

/** The four steps, the present one marked; those done can be gone back to. */
export function FirstRunProgress({ index, onGoTo }: { index: number; onGoTo: (index: number) => void }) {
  return (
    <>
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 2 }}>
        {FIRST_RUN_STEPS.map((step, place) => (
          <Box
            component="li"
            key={step.id}
            aria-current={place === index ? 'step' : undefined}
            sx={{ display: 'flex', alignItems: 'center', gap: 1.5 }}
          >
            <StepMark number={place + 1} state={place < index ? 'done' : place === index ? 'here' : 'ahead'} />
            {place < index ? (
              <Link component="button" type="button" onClick={() => onGoTo(place)} sx={{ fontSize: '0.875rem' }}>
                {step.title}
              </Link>
            ) : (
              <Typography
                component="span"
                sx={{
                  fontWeight: place === index ? 650 : 450,
                  color: place === index ? 'text.primary' : 'text.secondary',
                }}
              >
                {step.title}
              </Typography>
            )}
          </Box>
        ))}
      </Box>
      <Box sx={{ mt: 'auto' }}>
        <Typography variant="h3" component="p">
          Nada do que se digita se perde.
        </Typography>
        <Typography sx={{ color: 'text.secondary', mt: 1 }}>
          O Prumo guarda tudo cifrado neste computador, com ou sem rede, e conduz cada ligação pelo roteiro da casa.
        </Typography>
      </Box>
    </>
  );
}

function StepMark({ number, state }: { number: number; state: 'done' | 'here' | 'ahead' }) {
  return (
    <Box
      aria-hidden
      sx={(theme) => ({
        width: 24,
        height: 24,
        borderRadius: '50%',
        display: 'grid',
        placeItems: 'center',
        fontSize: '0.75rem',
        fontWeight: 650,
        border: `1px solid ${state === 'ahead' ? theme.vars.palette.field : theme.vars.palette.primary.main}`,
        color: state === 'here' ? theme.vars.palette.primary.contrastText : theme.vars.palette.text.secondary,
        backgroundColor: state === 'here' ? theme.vars.palette.primary.main : 'transparent',
        '& svg': { fontSize: 14, color: theme.vars.palette.primary.main },
      })}
    >
      {state === 'done' ? <CheckIcon /> : number}
    </Box>
  );
}
