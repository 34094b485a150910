import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useStation } from '../../bridge/station-context.tsx';
import { KEY_PROTECTION_WORDS } from '../../ui/key-protection-words.ts';
import { RouteLink } from '../../ui/router/route-link.tsx';
import { WITHOUT_SIGN_IN } from '../../ui/router/routes.ts';

/** Which station this is, and that what was typed is still there. */
export function StationFacts() {
  const { station, version, keyProtection } = useStation();
  return (
    <>
      <Box>
        <Typography variant="h3" component="p">
          Tudo o que você digitou está guardado.
        </Typography>
        <Typography sx={{ color: 'text.secondary', mt: 1 }}>
          Ligações estacionadas e rascunhos voltam ao ponto em que ficaram assim que você entrar.
        </Typography>
      </Box>
      <Box sx={{ mt: 'auto' }}>
        <Typography sx={{ fontWeight: 600 }}>{KEY_PROTECTION_WORDS[keyProtection].title}</Typography>
        <Typography sx={{ color: 'text.secondary', mt: 0.5 }}>{KEY_PROTECTION_WORDS[keyProtection].text}</Typography>
        <Typography variant="caption" component="p" sx={{ color: 'text.secondary', mt: 2 }}>
          Estação {String(station).padStart(4, '0')} · versão {version}
        </Typography>
        <RouteLink to="recovery" query={{ [WITHOUT_SIGN_IN]: '1' }} variant="caption">
          Recuperação dos dados
        </RouteLink>
      </Box>
    </>
  );
}
