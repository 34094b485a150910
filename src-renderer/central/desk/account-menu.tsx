import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import LogoutOutlinedIcon from '@mui/icons-material/LogoutOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import ListItemIcon from '@mui/material/ListItemIcon';
import ListItemText from '@mui/material/ListItemText';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Typography from '@mui/material/Typography';
import { useId, useRef, useState } from 'react';
import { shortName } from '../../ui/person-name.ts';
import { RefusalText } from '../../ui/refusal-text.tsx';
import { ThemeChoice } from '../../ui/theme/theme-choice.tsx';
import { useAct } from '../api/use-view.ts';
import { useSession } from './session-context.ts';

/** Who is here, the theme, and the way out. */
export function AccountMenu() {
  const { staff, version } = useSession();
  const signOut = useAct<object>('/sign-out');
  const id = useId();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const bar = useRef<HTMLSpanElement>(null);
  return (
    <span ref={bar}>
      <Button
        variant="text"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-controls={anchor ? id : undefined}
        onClick={(event) => setAnchor(event.currentTarget)}
        endIcon={<ExpandMoreIcon />}
      >
        {shortName(staff.name)}
      </Button>
      <Menu
        id={id}
        container={() => bar.current}
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
        slotProps={{ paper: { sx: { width: 280 } } }}
      >
        <Box component="li" role="none" sx={{ px: 2, py: 1 }}>
          <Typography sx={{ fontWeight: 600 }}>{staff.name}</Typography>
          <Typography variant="caption" component="p" sx={{ color: 'text.secondary' }}>
            Central do Prumo · versão {version}
          </Typography>
        </Box>
        <Divider component="li" role="none" sx={{ my: 0.5 }} />
        <ThemeChoice />
        <Divider component="li" role="none" sx={{ my: 0.5 }} />
        <MenuItem onClick={() => signOut.run({})}>
          <ListItemIcon>
            <LogoutOutlinedIcon fontSize="small" />
          </ListItemIcon>
          <ListItemText>Sair</ListItemText>
        </MenuItem>
        {signOut.refusals.length > 0 ? (
          <Box component="li" role="none" sx={{ px: 2, pb: 1 }}>
            <RefusalText refusals={signOut.refusals} />
          </Box>
        ) : null}
      </Menu>
    </span>
  );
}
