import SearchIcon from '@mui/icons-material/Search';
import Box from '@mui/material/Box';
import InputBase from '@mui/material/InputBase';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { type KeyboardEvent, useEffect, useId, useMemo, useState } from 'react';
import type { KeyId } from '../../ui/keys/key-table.ts';
import { useKeys } from '../../ui/keys/keys-context.tsx';
import { RefusalText } from '../../ui/refusal-text.tsx';
import type { Found } from './found.ts';
import { PaletteOptions } from './palette-options.tsx';
import { useFound } from './use-found.ts';
import { useOlder } from './use-older.ts';

/** The box and what it finds: the focus stays in the box, the arrows move the choice, Enter takes it. */
export function PaletteBody({ commands, onChoose }: { commands: readonly KeyId[]; onChoose: (found: Found) => void }) {
  const [text, setText] = useState('');
  const [index, setIndex] = useState(0);
  const { found: here, hint, late, failed, nothing } = useFound(text, commands);
  const older = useOlder(text, here.filter(({ kind }) => kind === 'ticket').length);
  const found = useMemo(() => [...here, ...older.found], [here, older.found]);
  const listId = useId();
  const chosen = found[Math.min(index, found.length - 1)];

  useEffect(() => {
    if (chosen) document.getElementById(`${listId}${chosen.id}`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen, listId]);

  const ask = () => {
    setIndex(here.length);
    older.ask();
  };
  useKeys(older.may ? { 'centre.search': ask } : {});
  const take = (chosen: Found) => {
    if (chosen.kind === 'ask') ask();
    else if (chosen.kind !== 'older') onChoose(chosen);
    else void older.bring(chosen.ticket.id).then((isHere) => isHere && onChoose(chosen));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0) {
      event.preventDefault();
      setIndex((Math.min(index, found.length - 1) + step + found.length) % found.length);
    }
    if (event.key === 'Enter' && chosen) {
      event.preventDefault();
      take(chosen);
    }
  };

  return (
    <>
      <Box
        sx={(theme) => ({
          display: 'flex',
          alignItems: 'center',
          gap: 1.5,
          px: 2,
          height: 52,
          flex: 'none',
          borderBottom: `1px solid ${theme.vars.palette.divider}`,
        })}
      >
        <SearchIcon aria-hidden sx={{ color: 'text.secondary' }} />
        <InputBase
          autoFocus
          fullWidth
          placeholder="Protocolo, cliente, telefone, qualquer texto ou comando"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setIndex(0);
          }}
          onKeyDown={onKeyDown}
          sx={{ fontSize: '1rem' }}
          slotProps={{
            input: {
              role: 'combobox',
              'aria-label': 'Buscar ou comandar',
              'aria-expanded': found.length > 0,
              'aria-controls': listId,
              'aria-activedescendant': chosen ? `${listId}${chosen.id}` : undefined,
              'aria-autocomplete': 'list',
              maxLength: 500,
              autoComplete: 'off',
              spellCheck: false,
            },
          }}
        />
      </Box>
      <PaletteWords hint={hint} late={late} failed={failed} nothing={nothing} older={older.words} />
      {older.refusals.length > 0 ? (
        <Box sx={{ px: 2, pb: 1 }}>
          <RefusalText refusals={older.refusals} />
        </Box>
      ) : null}
      {older.busy ? <LinearProgress aria-label="Buscando na central" sx={{ flex: 'none', height: 2 }} /> : null}
      <PaletteOptions listId={listId} found={found} chosen={chosen} onChoose={take} bringing={older.bringing} />
    </>
  );
}

interface PaletteWordsProps {
  hint: string | null;
  late: boolean;
  failed: boolean;
  nothing: boolean;
  /** Of the search at the centre. */
  older: string;
}

function PaletteWords({ hint, late, failed, nothing, older }: PaletteWordsProps) {
  const words = failed
    ? 'A busca não respondeu. Altere o texto para tentar de novo.'
    : (hint ??
      (nothing ? 'Nada encontrado. Acentos não importam; tente parte do nome, do documento ou do telefone.' : null));
  return (
    <Box role="status" sx={{ px: 2, '&:empty': { display: 'none' } }}>
      {words ? (
        <Typography sx={{ py: 1, color: hint && !failed ? 'warning.main' : 'text.secondary' }}>{words}</Typography>
      ) : null}
      {late && !words ? <Typography sx={{ py: 1, color: 'text.secondary' }}>Buscando…</Typography> : null}
      {older ? <Typography sx={{ py: 1, color: 'text.secondary' }}>{older}</Typography> : null}
    </Box>
  );
}
