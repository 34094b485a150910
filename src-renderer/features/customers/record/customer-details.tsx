import CampaignOutlinedIcon from '@mui/icons-material/CampaignOutlined';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { type Customer, type CustomerPhone, STANDING_LABELS } from '#shared/domain/customer/customer.ts';
import { documentName } from '#shared/domain/document/document.ts';
import { formatDocument } from '#shared/domain/document/document-mask.ts';
import { formatPhone } from '#shared/domain/phone/phone.ts';
import { formatDate, formatMoment } from '../../../ui/format.ts';
import { Section } from '../../../ui/page-header.tsx';
import { MEASURE, TABULAR } from '../../../ui/theme/theme.ts';
import { formatCents } from '../customer-words.ts';

/** What is known of a customer, to read. */
export function CustomerDetails({ customer }: { customer: Customer }) {
  const { standing } = customer;
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 3, pb: 4, maxWidth: 800 }}>
      {customer.onCallNote ? <OnCallNote text={customer.onCallNote} /> : null}
      <Section title="Identificação">
        <Facts>
          <Fact name={documentName(customer.kind)}>{customer.document && formatDocument(customer.document)}</Fact>
          {customer.kind === 'pj' ? (
            <Fact name="Nome fantasia">{customer.tradeName}</Fact>
          ) : (
            <Fact name="Empresa">{customer.company}</Fact>
          )}
        </Facts>
      </Section>
      <Section title="Como falar">
        <Facts>
          <Fact name="Telefones">{lines(customer.phones.map(PhoneLine))}</Fact>
          <Fact name="E-mails">{lines(customer.emails.map(EmailLine))}</Fact>
          {customer.contacts.map((contact) => (
            <Fact key={contact.name} name={contact.name}>
              {lines([
                ...(contact.role ? [<span key="role">{contact.role}</span>] : []),
                ...contact.phones.map(PhoneLine),
                ...contact.emails.map(EmailLine),
              ])}
            </Fact>
          ))}
        </Facts>
      </Section>
      <Section title="O que contratou">
        <Facts>
          <Fact name="Plano">{customer.plan}</Fact>
          <Fact name="Produto">{customer.product}</Fact>
          <Fact name="Versão">{customer.version}</Fact>
        </Facts>
      </Section>
      <Section title="Situação financeira">
        <Facts>
          <Fact name="Situação">
            {STANDING_LABELS[standing.status]}, consultada em {formatDate(standing.asOf)}
          </Fact>
          {standing.amountCents === undefined ? null : (
            <Fact name="Valor em débito">{formatCents(standing.amountCents)}</Fact>
          )}
          {standing.note ? <Fact name="Observação">{standing.note}</Fact> : null}
        </Facts>
      </Section>
      {customer.notes ? (
        <Section title="Observações">
          <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', maxWidth: MEASURE }}>
            {customer.notes}
          </Typography>
        </Section>
      ) : null}
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>
        Cadastrado em {formatMoment(customer.createdAt)} · mudado pela última vez em {formatMoment(customer.updatedAt)}
        {customer.importBatch ? ' · veio de uma importação' : ''}
      </Typography>
    </Box>
  );
}

function OnCallNote({ text }: { text: string }) {
  return (
    <Box
      role="note"
      aria-label="Aviso ao plantão"
      sx={(theme) => ({
        display: 'flex',
        gap: 1.5,
        px: 2,
        py: 1.5,
        borderRadius: 1,
        whiteSpace: 'pre-wrap',
        border: `1px solid ${theme.vars.palette.internal.border}`,
        backgroundColor: theme.vars.palette.internal.surface,
        color: theme.vars.palette.internal.text,
      })}
    >
      <CampaignOutlinedIcon aria-hidden />
      <Box>
        <Typography sx={{ fontWeight: 600 }}>Aviso ao plantão</Typography>
        <Typography>{text}</Typography>
      </Box>
    </Box>
  );
}

function Facts({ children }: { children: ReactNode }) {
  return (
    <Box
      component="dl"
      sx={{ m: 0, display: 'grid', gridTemplateColumns: '160px minmax(0, 1fr)', columnGap: 2, rowGap: 1 }}
    >
      {children}
    </Box>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <Typography component="dt" sx={{ color: 'text.secondary' }}>
        {name}
      </Typography>
      <Typography component="dd" sx={{ m: 0, overflowWrap: 'anywhere' }}>
        {children || (
          <Box component="span" sx={{ color: 'text.secondary' }}>
            não informado
          </Box>
        )}
      </Typography>
    </>
  );
}

function lines(parts: ReactNode[]): ReactNode {
  if (parts.length === 0) return null;
  return <Box sx={{ display: 'flex', flexDirection: 'column', gap: 0.25 }}>{parts}</Box>;
}

function PhoneLine({ number, label }: CustomerPhone) {
  return (
    <span key={`${number} ${label}`}>
      <Box component="span" sx={TABULAR}>
        {formatPhone(number)}
      </Box>
      {label ? (
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {' '}
          · {label}
        </Box>
      ) : null}
    </span>
  );
}

function EmailLine(address: string) {
  return (
    <Link key={address} href={`mailto:${address}`} sx={{ width: 'fit-content' }}>
      {address}
    </Link>
  );
}
