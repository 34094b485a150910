import AddIcon from '@mui/icons-material/Add';
import DeleteOutlinedIcon from '@mui/icons-material/DeleteOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import type { ReactNode } from 'react';
import { RefusalText } from '../../../ui/refusal-text.tsx';
import { useRefusalsAt } from './form-context.tsx';

export interface RepeatedProps {
  /** Path of the list, for what is refused of it as a whole. */
  name: string;
  /** Ids of its items. */
  ids: readonly string[];
  item: (index: number) => ReactNode;
  /** On the button that adds one. */
  add: string;
  /** "Retirar o telefone 2". */
  remove: (number: number) => string;
  onAdd: () => void;
  onRemove: (index: number) => void;
  disabled: boolean;
}

/** A list of fields of which there may be none, one or several. */
export function Repeated({ name, ids, item, add, remove, onAdd, onRemove, disabled }: RepeatedProps) {
  const refusals = useRefusalsAt(name);
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1.5 }}>
      {ids.map((id, index) => (
        <Box key={id} sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
          <Box sx={{ flex: 1, minWidth: 0 }}>{item(index)}</Box>
          <Tooltip title={disabled ? '' : remove(index + 1)}>
            <IconButton
              aria-label={remove(index + 1)}
              onClick={() => onRemove(index)}
              disabled={disabled}
              sx={{ mt: 0.5 }}
            >
              <DeleteOutlinedIcon fontSize="small" />
            </IconButton>
          </Tooltip>
        </Box>
      ))}
      <Box>
        <Button variant="text" startIcon={<AddIcon />} onClick={onAdd} disabled={disabled}>
          {add}
        </Button>
      </Box>
      <RefusalText refusals={refusals} />
    </Box>
  );
}
