import PersonAddIcon from '@mui/icons-material/PersonAddAltOutlined';
import SearchIcon from '@mui/icons-material/Search';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import InputAdornment from '@mui/material/InputAdornment';
import MuiTextField from '@mui/material/TextField';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Customer } from '#shared/domain/customer/customer.ts';
import { useApi } from '../../../../bridge/bridge-context.tsx';
import { useDraft } from '../../../../drafts/use-draft.ts';
import { RefusalText } from '../../../../ui/refusal-text.tsx';
import { useAttendanceActions } from '../../screen/attendance-actions.tsx';
import { FoundList, useFoundCursor } from '../found-list.tsx';
import { useSettled } from '../use-settled.ts';
import { CustomerLine } from './customer-line.tsx';

const SHOWN = 6;
const NONE: Customer[] = [];

export interface CustomerSearchProps {
  inputId: string;
  labelId: string;
  describedBy: string | undefined;
  invalid: boolean;
  readOnly: boolean;
  /** ISO instant. */
  now: string;
  placeholder: string;
  autoFocus: boolean;
  onChoose(customer: Customer): void;
  onRegister(typed: string): void;
  onCancel?: () => void;
}

/** Code, name, CPF, CNPJ or telephone, accent-blind, as one types. */
export function CustomerSearch(props: CustomerSearchProps) {
  const { inputId, labelId, readOnly, now, onChoose, onRegister, onCancel } = props;
  const { ticketId, identifyRefusals, identifying } = useAttendanceActions();
  const { text, setText, clear } = useKeptText(`customer-search:${ticketId}`);
  const asked = useSettled(text.trim());
  const api = useApi();
  const query = useQuery(
    api.customers.search.queryOptions({
      input: { text: asked, limit: SHOWN },
      enabled: asked !== '',
      placeholderData: keepPreviousData,
    }),
  );
  const found = asked !== '' && text.trim() !== '' ? (query.data ?? NONE) : NONE;
  const listId = `${inputId}-list`;
  const choose = (customer: Customer) => {
    clear();
    onChoose(customer);
  };
  const cursor = useFoundCursor(listId, found, choose);
  const nobody = asked !== '' && asked === text.trim() && !query.isFetching && found.length === 0;
  return (
    <Box>
      <MuiTextField
        id={inputId}
        value={text}
        autoFocus={props.autoFocus}
        error={props.invalid}
        placeholder={props.placeholder}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && onCancel) {
            event.preventDefault();
            onCancel();
          } else if (event.key === 'Enter' && nobody) {
            event.preventDefault();
            onRegister(text);
          } else cursor.onKeyDown(event);
        }}
        slotProps={{
          htmlInput: {
            role: 'combobox',
            readOnly,
            autoComplete: 'off',
            spellCheck: false,
            'aria-expanded': found.length > 0,
            'aria-controls': found.length > 0 ? listId : undefined,
            'aria-activedescendant': cursor.activeId,
            'aria-autocomplete': 'list',
            'aria-labelledby': labelId,
            'aria-describedby': props.describedBy,
          },
          input: {
            startAdornment: (
              <InputAdornment position="start">
                <SearchIcon fontSize="small" aria-hidden />
              </InputAdornment>
            ),
          },
        }}
      />
      {found.length > 0 ? (
        <FoundList
          id={listId}
          label="Clientes encontrados"
          rows={found}
          rowId={(customer) => customer.id}
          active={cursor.active}
          onActive={cursor.setActive}
          onChoose={choose}
        >
          {(customer) => <CustomerLine customer={customer} now={now} />}
        </FoundList>
      ) : null}
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, mt: 0.75, flexWrap: 'wrap' }}>
        <Box role="status" sx={{ color: 'text.secondary', fontSize: '0.75rem' }}>
          {words({ nobody, found: found.length, text })}
        </Box>
        <Button
          variant={nobody ? 'contained' : 'text'}
          color={nobody ? 'primary' : 'secondary'}
          startIcon={<PersonAddIcon />}
          disabled={readOnly || identifying}
          onClick={() => onRegister(text)}
          sx={{ ml: 'auto' }}
        >
          Cadastrar agora
        </Button>
        {onCancel ? (
          <Button variant="text" onClick={onCancel}>
            Manter o cliente
          </Button>
        ) : null}
      </Box>
      <RefusalText refusals={identifyRefusals} />
    </Box>
  );
}

/** Typed in from the first key on; what an earlier life of the window left there comes in when nothing was typed yet. */
function useKeptText(key: string) {
  const draft = useDraft<string>(key, '');
  const [text, setText] = useState<string | null>(null);
  const { ready, set, clear } = draft;
  useEffect(() => {
    if (ready && text !== null) set(text);
  }, [ready, text, set]);
  return { text: text ?? draft.value, setText, clear };
}

function words({ nobody, found, text }: { nobody: boolean; found: number; text: string }): string {
  if (nobody) return `Ninguém no cadastro com “${text.trim()}”. Enter cadastra.`;
  if (found === 0) return '';
  const many = found === SHOWN ? `os ${SHOWN} primeiros` : found === 1 ? '1 cliente' : `${found} clientes`;
  return `${many} · ↑ ↓ escolhem, Enter confirma`;
}
