import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';

const OWN = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Says that passwords travel readable, where they do. */
export function PlainHttpWarning() {
  if (location.protocol === 'https:' || OWN.test(location.hostname)) return null;
  return (
    <Box
      sx={(theme) => ({
        p: 2,
        borderRadius: 1,
        border: `1px solid ${theme.vars.palette.tone.warning.border}`,
        backgroundColor: theme.vars.palette.tone.warning.surface,
        color: theme.vars.palette.tone.warning.text,
      })}
    >
      <Typography sx={{ fontWeight: 600 }}>Esta conexão não é cifrada.</Typography>
      <Typography sx={{ mt: 0.5 }}>
        Quem está na mesma rede pode ler a senha. Peça a quem cuida do servidor para pôr a central em HTTPS.
      </Typography>
    </Box>
  );
}
