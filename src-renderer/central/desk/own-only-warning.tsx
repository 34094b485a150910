import Typography from '@mui/material/Typography';

/** Links made here name this very computer: another one cannot follow them. */
export function OwnOnlyWarning({ shown }: { shown: boolean }) {
  if (!shown) return null;
  return (
    <Typography
      sx={(theme) => ({
        px: 1.5,
        py: 1,
        borderRadius: 1,
        border: `1px solid ${theme.vars.palette.tone.warning.border}`,
        backgroundColor: theme.vars.palette.tone.warning.surface,
        color: theme.vars.palette.tone.warning.text,
      })}
    >
      Este endereço só vale neste computador. Para outros, abra estas páginas pelo endereço que eles usam, ou comece o
      servidor com --address.
    </Typography>
  );
}
