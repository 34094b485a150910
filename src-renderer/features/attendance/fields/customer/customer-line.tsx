import Box from '@mui/material/Box';
import { type Customer, STANDING_LABELS } from '#shared/domain/customer/customer.ts';
import { detectDocumentKind, documentName } from '#shared/domain/document/document.ts';
import { formatDocument } from '#shared/domain/document/document-mask.ts';
import { formatPhone } from '#shared/domain/phone/phone.ts';
import { formatDay } from '../../../../ui/format.ts';
import { StatusPill } from '../../../../ui/status-pill.tsx';
import { STANDING_TONES } from '../standing-field.tsx';

/** Enough of a customer to know them from another of the same name: code, document, telephone, standing. */
export function CustomerLine({ customer, now }: { customer: Customer; now: string }) {
  const { name, code, document, phones, contacts, standing } = customer;
  const phone = phones[0] ?? contacts.flatMap((contact) => contact.phones)[0];
  const details = [
    `cód. ${code}`,
    document ? `${nameOfDocument(document)} ${formatDocument(document)}` : null,
    phone ? formatPhone(phone.number) : null,
  ].filter(Boolean);
  return (
    <Box sx={{ flex: 1, minWidth: 0, display: 'flex', alignItems: 'center', gap: 1.5, py: 0.5 }}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box sx={{ fontWeight: 600, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{name}</Box>
        <Box
          sx={{
            fontSize: '0.75rem',
            color: 'text.secondary',
            fontVariantNumeric: 'tabular-nums',
            overflow: 'hidden',
            textOverflow: 'ellipsis',
            whiteSpace: 'nowrap',
          }}
        >
          {details.join(' · ')}
        </Box>
      </Box>
      <StatusPill tone={STANDING_TONES[standing.status]}>
        {STANDING_LABELS[standing.status]} · {formatDay(standing.asOf, now)}
      </StatusPill>
    </Box>
  );
}

export function nameOfDocument(document: string): string {
  const kind = detectDocumentKind(document);
  return kind ? documentName(kind) : 'Documento';
}
