import Box from '@mui/material/Box';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import type { ReactNode } from 'react';
import { Panel } from '../../ui/panel.tsx';

/** A table on paper that scrolls sideways by itself where the window is narrow. */
export function PlainTable({ label, columns, children }: { label: string; columns: string[]; children: ReactNode }) {
  return (
    <Panel flush>
      <Box sx={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label={`${label}, tabela`}>
        <Table size="small" aria-label={label}>
          <TableHead>
            <TableRow>
              {columns.map((column) => (
                <TableCell key={column} sx={{ whiteSpace: 'nowrap' }}>
                  {column}
                </TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody sx={{ '& tr:last-child td': { borderBottom: 0 } }}>{children}</TableBody>
        </Table>
      </Box>
    </Panel>
  );
}
