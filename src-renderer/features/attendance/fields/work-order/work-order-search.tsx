import AddIcon from '@mui/icons-material/Add';
import SearchIcon from '@mui/icons-material/Search';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import InputAdornment from '@mui/material/InputAdornment';
import MuiTextField from '@mui/material/TextField';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { WorkOrder } from '#shared/domain/work-order/work-order.ts';
import { useApi } from '../../../../bridge/bridge-context.tsx';
import type { FieldProps } from '../field-types.ts';
import { FoundList, useFoundCursor } from '../found-list.tsx';
import { useSettled } from '../use-settled.ts';
import { WorkOrderLine } from './work-order-line.tsx';

const SHOWN = 6;
const NONE: WorkOrder[] = [];

type WorkOrderSearchProps = FieldProps<'work-order'> & {
  onChoose(workOrder: WorkOrder): void;
  onRegister(typed: string): void;
  onCancel?: () => void;
};

/** By number or by words of the title; open ones first. */
export function WorkOrderSearch(props: WorkOrderSearchProps) {
  const { inputId, labelId, describedBy, invalid, readOnly, onChoose, onRegister, onCancel } = props;
  const [text, setText] = useState('');
  const asked = useSettled(text.trim());
  const api = useApi();
  const query = useQuery(
    api.workOrders.search.queryOptions({
      input: { text: asked, openOnly: false, limit: SHOWN },
      placeholderData: keepPreviousData,
    }),
  );
  const found = query.data ?? NONE;
  const listId = `${inputId}-list`;
  const cursor = useFoundCursor(listId, found, onChoose);
  return (
    <Box>
      <MuiTextField
        id={inputId}
        value={text}
        autoFocus={onCancel !== undefined}
        error={invalid}
        placeholder="Número ou assunto da O.S."
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && onCancel) {
            event.preventDefault();
            onCancel();
          } else cursor.onKeyDown(event);
        }}
        slotProps={{
          htmlInput: {
            role: 'combobox',
            readOnly,
            autoComplete: 'off',
            'aria-expanded': found.length > 0,
            'aria-controls': found.length > 0 ? listId : undefined,
            'aria-activedescendant': cursor.activeId,
            'aria-autocomplete': 'list',
            'aria-labelledby': labelId,
            'aria-describedby': describedBy,
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
          label="O.S. encontradas"
          rows={found}
          rowId={(workOrder) => workOrder.id}
          active={cursor.active}
          onActive={cursor.setActive}
          onChoose={onChoose}
        >
          {(workOrder) => <WorkOrderLine workOrder={workOrder} />}
        </FoundList>
      ) : null}
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, mt: 0.75 }}>
        <Box role="status" sx={{ color: 'text.secondary', fontSize: '0.75rem' }}>
          {query.isSuccess && found.length === 0
            ? asked === ''
              ? 'Nenhuma O.S. registrada nesta estação.'
              : `Nenhuma O.S. com “${asked}”.`
            : ''}
        </Box>
        <Button
          variant="text"
          startIcon={<AddIcon />}
          disabled={readOnly}
          onClick={() => onRegister(text)}
          sx={{ ml: 'auto' }}
        >
          Registrar O.S.
        </Button>
        {onCancel ? (
          <Button variant="text" onClick={onCancel}>
            Manter a O.S.
          </Button>
        ) : null}
      </Box>
    </Box>
  );
}
