import Box from '@mui/material/Box';
import type { SxProps, Theme } from '@mui/material/styles';
import { formatProtocol } from '#shared/domain/protocol/protocol-number.ts';
import { TABULAR } from './theme/theme.ts';

/** A protocol number as it is read out, never broken over two lines. A copy of it is digits only. */
export function Protocol({ value, strong = false, sx }: { value: string; strong?: boolean; sx?: SxProps<Theme> }) {
  return (
    <Box
      component="span"
      data-protocol={value}
      onCopy={(event) => {
        event.clipboardData.setData('text/plain', value);
        event.preventDefault();
      }}
      sx={[{ ...TABULAR, whiteSpace: 'nowrap', fontWeight: strong ? 650 : 500 }, ...(Array.isArray(sx) ? sx : [sx])]}
    >
      {formatProtocol(value)}
    </Box>
  );
}
