import AddIcCallOutlinedIcon from '@mui/icons-material/AddIcCallOutlined';
import SearchIcon from '@mui/icons-material/Search';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import { KeyHint, KeyTip } from '../../ui/keys/key-hint.tsx';
import { useRunKey } from '../../ui/keys/keys-context.tsx';
import { SIZES } from '../../ui/theme/theme.ts';
import { Mark } from '../../ui/wordmark.tsx';
import { FEATURES } from '../features.ts';
import { AgentMenu } from './agent-menu.tsx';
import { StationWords } from './station-words.tsx';

/** 48 px: the new call, the calls of mine, the search, the book, the state of the station, the agent. */
export function TopBar() {
  const runKey = useRunKey();
  return (
    <Box
      component="header"
      sx={(theme) => ({
        height: SIZES.bar,
        flex: 'none',
        display: 'flex',
        alignItems: 'center',
        gap: 1.5,
        px: 1.5,
        borderBottom: `1px solid ${theme.vars.palette.divider}`,
        backgroundColor: theme.vars.palette.background.paper,
      })}
    >
      <Mark size={22} />
      <KeyTip id="call.new">
        <Button
          variant="contained"
          color="primary"
          startIcon={<AddIcCallOutlinedIcon />}
          onClick={() => runKey('call.new')}
          sx={{ flex: 'none' }}
        >
          Nova ligação
          <Box component="span" sx={{ ml: 1 }}>
            <KeyHint id="call.new" />
          </Box>
        </Button>
      </KeyTip>
      <Box sx={{ flex: '1 1 0', minWidth: 0, display: 'flex', alignItems: 'center', gap: 0.75, overflow: 'hidden' }}>
        {FEATURES.map(({ bar }, index) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: the list of features never changes.
          bar?.calls ? <bar.calls key={index} /> : null,
        )}
      </Box>
      <SearchBox />
      {FEATURES.map(({ bar }, index) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: the list of features never changes.
        bar?.counter ? <bar.counter key={index} /> : null,
      )}
      <StationWords />
      <AgentMenu />
    </Box>
  );
}

function SearchBox() {
  const runKey = useRunKey();
  return (
    <KeyTip id="palette.open">
      <ButtonBase
        onClick={() => runKey('palette.open')}
        sx={(theme) => ({
          flex: '0 1 280px',
          minWidth: 200,
          height: 32,
          px: 1,
          gap: 1,
          justifyContent: 'flex-start',
          borderRadius: 1,
          fontSize: '0.875rem',
          color: theme.vars.palette.text.secondary,
          border: `1px solid ${theme.vars.palette.divider}`,
          backgroundColor: theme.vars.palette.background.sunken,
          '&:hover': { borderColor: theme.vars.palette.field },
        })}
      >
        <SearchIcon fontSize="small" aria-hidden />
        <Box
          component="span"
          sx={{ flex: 1, textAlign: 'start', whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' }}
        >
          Buscar ou comandar
        </Box>
        <KeyHint id="palette.open" />
      </ButtonBase>
    </KeyTip>
  );
}
