import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import KeyboardOutlinedIcon from '@mui/icons-material/KeyboardOutlined';
import LockOutlinedIcon from '@mui/icons-material/LockOutlined';
import Avatar from '@mui/material/Avatar';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import ListItemIcon from '@mui/material/ListItemIcon';
import ListItemText from '@mui/material/ListItemText';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Typography from '@mui/material/Typography';
import { useId, useRef, useState } from 'react';
import { useAgent, useStation } from '../../bridge/station-context.tsx';
import { KeyHint } from '../../ui/keys/key-hint.tsx';
import { useKeys, useRunKey } from '../../ui/keys/keys-context.tsx';
import { initials } from '../../ui/person-name.ts';
import { RefusalText } from '../../ui/refusal-text.tsx';
import { ThemeChoice } from '../../ui/theme/theme-choice.tsx';
import { useSession } from './use-session.ts';

/** Who sits here, the theme, the keys, and the way out. */
export function AgentMenu() {
  const agent = useAgent();
  const station = useStation();
  const session = useSession();
  const runKey = useRunKey();
  const id = useId();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const bar = useRef<HTMLSpanElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => setAnchor(null);
  const lock = async () => {
    if (!(await session.lock())) setAnchor(button.current);
  };
  useKeys({ 'theme.switch': session.switchTheme, 'session.lock': lock });
  return (
    <span ref={bar}>
      <Button
        ref={button}
        variant="text"
        aria-label={`${initials(agent.name)}, conta de ${agent.name}`}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-controls={anchor ? id : undefined}
        onClick={(event) => setAnchor(event.currentTarget)}
        endIcon={<ExpandMoreIcon />}
        sx={{ px: 0.75, minWidth: 0, flex: 'none' }}
      >
        <Avatar
          sx={(theme) => ({
            width: 26,
            height: 26,
            fontSize: '0.75rem',
            fontWeight: 600,
            color: theme.vars.palette.primary.main,
            backgroundColor: theme.vars.palette.background.chosen,
          })}
        >
          {initials(agent.name)}
        </Avatar>
      </Button>
      <Menu
        id={id}
        container={() => bar.current}
        anchorEl={anchor}
        open={anchor !== null}
        onClose={close}
        slotProps={{ paper: { sx: { width: 300 } } }}
      >
        <Box component="li" role="none" sx={{ px: 2, py: 1 }}>
          <Typography sx={{ fontWeight: 600 }}>{agent.name}</Typography>
          <Typography variant="caption" component="p" sx={{ color: 'text.secondary' }}>
            {station.company} · estação {String(station.station).padStart(4, '0')} · versão {station.version}
          </Typography>
        </Box>
        <Divider component="li" role="none" sx={{ my: 0.5 }} />
        <ThemeChoice />
        <Divider component="li" role="none" sx={{ my: 0.5 }} />
        <MenuItem
          onClick={() => {
            close();
            runKey('keys.show');
          }}
        >
          <ListItemIcon>
            <KeyboardOutlinedIcon fontSize="small" />
          </ListItemIcon>
          <ListItemText>Teclas desta tela</ListItemText>
          <KeyHint id="keys.show" />
        </MenuItem>
        <MenuItem onClick={lock}>
          <ListItemIcon>
            <LockOutlinedIcon fontSize="small" />
          </ListItemIcon>
          <ListItemText>Bloquear e sair</ListItemText>
          <KeyHint id="session.lock" />
        </MenuItem>
        {session.refusals.length > 0 ? (
          <Box component="li" role="none" sx={{ px: 2, pb: 1 }}>
            <RefusalText refusals={session.refusals} />
          </Box>
        ) : null}
      </Menu>
    </span>
  );
}
