import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import type { ImportChoices } from '#shared/contract/customers.ts';
import { ENCODING_LABELS, type FileEncoding } from '#shared/domain/customer/import/encoding.ts';
import type { ImportPreview } from '#shared/domain/customer/import/import-types.ts';
import { type CsvSeparator, SEPARATOR_LABELS } from '#shared/domain/customer/import/separator.ts';

const HEADERS = [0, 1, 2, 3, 4, 5];

/** How the file was understood; another choice reads it anew. */
export function FileChoices({
  preview,
  onChoose,
}: {
  preview: ImportPreview;
  onChoose: (choices: ImportChoices) => void;
}) {
  const { separator, encoding, headerRecords } = preview;
  const headers = HEADERS.includes(headerRecords) ? HEADERS : [...HEADERS, headerRecords];
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(3, minmax(0, 264px))', gap: 1.5 }}>
      <TextField
        select
        label="Separador das colunas"
        value={separator}
        onChange={(event) => onChoose({ encoding, separator: event.target.value as CsvSeparator })}
      >
        {(Object.keys(SEPARATOR_LABELS) as CsvSeparator[]).map((one) => (
          <MenuItem key={one} value={one}>
            {SEPARATOR_LABELS[one]}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        label="Codificação dos acentos"
        value={encoding}
        onChange={(event) => onChoose({ separator, headerRecords, encoding: event.target.value as FileEncoding })}
      >
        {(Object.keys(ENCODING_LABELS) as FileEncoding[]).map((one) => (
          <MenuItem key={one} value={one}>
            {ENCODING_LABELS[one]}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        label="Cabeçalho"
        value={headerRecords}
        onChange={(event) => onChoose({ separator, encoding, headerRecords: Number(event.target.value) })}
      >
        {headers.map((line) => (
          <MenuItem key={line} value={line}>
            {line === 0 ? 'sem cabeçalho' : `na linha ${line}`}
          </MenuItem>
        ))}
      </TextField>
    </Box>
  );
}
