import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { TicketRow } from '#shared/contract/views.ts';
import { formatProtocol } from '#shared/domain/protocol/protocol-number.ts';
import { formatCounted } from '../../../ui/format.ts';

/** What can be done with the marked rows; stands over the end of the list while there are some. */
export function MarkedBar({ rows, onClear }: { rows: readonly TicketRow[]; onClear: () => void }) {
  const [copied, setCopied] = useState('');
  if (rows.length === 0) return null;
  const key = rows.map((row) => row.id).join();
  const copy = async () => {
    const lines = rows.map((row) => [formatProtocol(row.protocol), row.customerName, row.subject].join('\t'));
    await navigator.clipboard.writeText(lines.join('\n'));
    setCopied(key);
  };
  return (
    <Box
      role="region"
      aria-label="Chamados marcados"
      sx={(theme) => ({
        position: 'absolute',
        bottom: 12,
        insetInline: 0,
        mx: 'auto',
        width: 'fit-content',
        display: 'flex',
        alignItems: 'center',
        gap: 1,
        px: 2,
        py: 1,
        borderRadius: 1,
        border: `1px solid ${theme.vars.palette.field}`,
        backgroundColor: theme.vars.palette.background.paper,
        boxShadow: '0 8px 24px rgba(0, 0, 0, 0.16)',
      })}
    >
      <Typography role="status" sx={{ fontWeight: 550, mr: 1 }}>
        {formatCounted(rows.length, 'marcado', 'marcados')}
      </Typography>
      <Button onClick={copy}>{copied === key ? 'Copiado' : 'Copiar protocolos'}</Button>
      <Button variant="text" onClick={onClear}>
        Desmarcar
      </Button>
    </Box>
  );
}
