import CheckIcon from '@mui/icons-material/Check';
import ListItemIcon from '@mui/material/ListItemIcon';
import ListItemText from '@mui/material/ListItemText';
import MenuItem from '@mui/material/MenuItem';
import { useColorScheme } from '@mui/material/styles';

export const THEME_MODES = [
  { mode: 'system', label: 'Tema do sistema' },
  { mode: 'light', label: 'Tema claro' },
  { mode: 'dark', label: 'Tema escuro' },
] as const;

/** The three themes as items of a menu. */
export function ThemeChoice() {
  const { mode, setMode } = useColorScheme();
  return THEME_MODES.map((choice) => (
    <MenuItem
      key={choice.mode}
      role="menuitemradio"
      aria-checked={mode === choice.mode}
      onClick={() => setMode(choice.mode)}
    >
      <ListItemIcon>{mode === choice.mode ? <CheckIcon fontSize="small" /> : null}</ListItemIcon>
      <ListItemText>{choice.label}</ListItemText>
    </MenuItem>
  ));
}
