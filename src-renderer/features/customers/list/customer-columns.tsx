import Box from '@mui/material/Box';
import type { Customer } from '#shared/domain/customer/customer.ts';
import { formatDocument } from '#shared/domain/document/document-mask.ts';
import { formatPhone } from '#shared/domain/phone/phone.ts';
import type { Column } from '../../../ui/list/virtual-table.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { TABULAR } from '../../../ui/theme/theme.ts';
import { STANDING_TONES, secondName, standingWords } from '../customer-words.ts';

function Quiet({ children }: { children: React.ReactNode }) {
  return (
    <Box component="span" sx={{ color: 'text.secondary' }}>
      {children}
    </Box>
  );
}

export const CUSTOMER_COLUMNS: readonly Column<Customer>[] = [
  {
    id: 'code',
    header: 'Código',
    width: '96px',
    cell: ({ code }) => (
      <Box component="span" sx={{ ...TABULAR, fontWeight: 500 }}>
        {code}
      </Box>
    ),
  },
  {
    id: 'name',
    header: 'Nome',
    width: 'minmax(180px, 2fr)',
    cell: (customer) => (
      <>
        {customer.name}
        {secondName(customer) ? <Quiet> · {secondName(customer)}</Quiet> : null}
      </>
    ),
  },
  {
    id: 'document',
    header: 'CPF ou CNPJ',
    width: '184px',
    cell: ({ document }) =>
      document ? (
        <Box component="span" sx={TABULAR}>
          {formatDocument(document)}
        </Box>
      ) : (
        <Quiet>—</Quiet>
      ),
  },
  {
    id: 'phone',
    header: 'Telefone',
    width: '176px',
    cell: ({ phones: [first, ...others] }) =>
      first ? (
        <Box component="span" sx={TABULAR}>
          {formatPhone(first.number)}
          {others.length > 0 ? <Quiet> +{others.length}</Quiet> : null}
        </Box>
      ) : (
        <Quiet>—</Quiet>
      ),
  },
  {
    id: 'plan',
    header: 'Plano e produto',
    width: 'minmax(110px, 1fr)',
    cell: ({ plan, product }) => [plan, product].filter(Boolean).join(' · ') || <Quiet>—</Quiet>,
  },
  {
    id: 'standing',
    header: 'Situação financeira',
    width: '188px',
    cell: ({ standing }) => <StatusPill tone={STANDING_TONES[standing.status]}>{standingWords(standing)}</StatusPill>,
  },
];
