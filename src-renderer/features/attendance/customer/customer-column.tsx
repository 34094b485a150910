import Box from '@mui/material/Box';
import { memo, type ReactNode } from 'react';
import type { TicketRow } from '#shared/contract/views.ts';
import { type Customer, KIND_LABELS } from '#shared/domain/customer/customer.ts';
import { formatDocument } from '#shared/domain/document/document-mask.ts';
import { formatPhone } from '#shared/domain/phone/phone.ts';
import { AttachmentsSection } from '../../../ui/attachments/attachments-section.tsx';
import type { Attaching } from '../../../ui/attachments/use-attaching.ts';
import { RouteLink } from '../../../ui/router/route-link.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { TABULAR } from '../../../ui/theme/theme.ts';
import type { Scene } from '../engine/engine.ts';
import { nameOfDocument } from '../fields/customer/customer-line.tsx';
import { StandingLine } from '../fields/standing-field.tsx';
import { Articles } from './articles.tsx';
import { History } from './history.tsx';
import { OpenTickets } from './open-tickets.tsx';

export interface CustomerColumnProps {
  scene: Scene;
  openTickets: readonly TicketRow[];
  /** The open ticket that the call turns out to add to; null: none is being written. */
  complementing: string | null;
  onComplement(ticketId: string | null): void;
  attaching: Attaching;
}

/** Who is on the line: standing, plan, what is open and what was before, and the house's articles for the step. */
export const CustomerColumn = memo(function CustomerColumn(props: CustomerColumnProps) {
  const { scene, openTickets, complementing, onComplement, attaching } = props;
  const { customer } = scene;
  return (
    <Box
      component="aside"
      aria-label="Cliente"
      tabIndex={-1}
      data-customer-column
      sx={(theme) => ({
        width: 340,
        flex: 'none',
        overflowY: 'auto',
        borderLeft: `1px solid ${theme.vars.palette.divider}`,
        backgroundColor: theme.vars.palette.background.paper,
        '& > * + *': { borderTop: `1px solid ${theme.vars.palette.divider}` },
        '&:focus': { outline: 'none' },
        '&:focus-visible': { outline: `2px solid ${theme.vars.palette.primary.main}`, outlineOffset: -2 },
      })}
    >
      {customer ? <WhoTheyAre customer={customer} now={scene.moment.now} /> : <Nobody />}
      {customer ? (
        <OpenTickets
          rows={openTickets}
          fromTicketId={scene.attendance.endedAt === null ? scene.ticket.id : null}
          complementing={complementing}
          onComplement={onComplement}
          article={scene.pack.complementaryCall.article}
        />
      ) : null}
      {customer ? (
        <History customerId={customer.id} besides={[scene.ticket.id, ...openTickets.map(({ id }) => id)]} />
      ) : null}
      <Box sx={{ p: 2 }}>
        <AttachmentsSection ticketId={scene.ticket.id} attaching={attaching} preview="inline" />
      </Box>
      <Articles scene={scene} />
    </Box>
  );
});

function Nobody() {
  return (
    <Box sx={{ p: 2 }}>
      <Box component="h2" sx={{ m: 0, fontSize: '1rem', fontWeight: 600 }}>
        Cliente ainda não identificado
      </Box>
      <Box sx={{ color: 'text.secondary', mt: 0.5 }}>
        Situação, plano, chamados em aberto e histórico aparecem aqui assim que se souber quem fala.
      </Box>
    </Box>
  );
}

function Phones({ numbers }: { numbers: readonly string[] }) {
  return numbers.map((number) => (
    <Box key={number} component="span" sx={{ display: 'inline-block', whiteSpace: 'nowrap', mr: 1 }}>
      {formatPhone(number)}
    </Box>
  ));
}

function WhoTheyAre({ customer, now }: { customer: Customer; now: string }) {
  const { id, code, name, kind, document, phones, plan, product, version, company, tradeName, onCallNote } = customer;
  const rows: [string, ReactNode][] = [
    ['Código', code],
    [document ? nameOfDocument(document) : 'Documento', document ? formatDocument(document) : ''],
    ['Telefone', phones.length > 0 ? <Phones key="phones" numbers={phones.map(({ number }) => number)} /> : ''],
    ['Plano', plan],
    ['Produto', [product, version].filter(Boolean).join(' · ')],
    [kind === 'pf' ? 'Empresa' : 'Fantasia', kind === 'pf' ? company : tradeName],
  ];
  return (
    <Box sx={{ p: 2, display: 'flex', flexDirection: 'column', gap: 1 }}>
      <Box>
        <Box component="h2" sx={{ m: 0, fontSize: '1rem', fontWeight: 650, lineHeight: 1.3 }}>
          {name}
        </Box>
        <Box sx={{ fontSize: '0.75rem', color: 'text.secondary' }}>
          {KIND_LABELS[kind]} ·{' '}
          <RouteLink to="customer" params={{ customerId: id }}>
            ficha completa
          </RouteLink>
        </Box>
      </Box>
      <StandingLine standing={customer.standing} now={now} />
      {onCallNote ? (
        <Box
          sx={(theme) => ({
            px: 1.25,
            py: 0.75,
            borderRadius: 1,
            border: `1px solid ${theme.vars.palette.tone.warning.border}`,
            color: theme.vars.palette.tone.warning.text,
            backgroundColor: theme.vars.palette.tone.warning.surface,
            whiteSpace: 'pre-wrap',
          })}
        >
          <StatusPill tone="warning">plantão</StatusPill> {onCallNote}
        </Box>
      ) : null}
      <Box component="dl" sx={{ m: 0, display: 'grid', gridTemplateColumns: '76px 1fr', rowGap: 0.25, columnGap: 1 }}>
        {rows
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <Box key={label} sx={{ display: 'contents' }}>
              <Box component="dt" sx={{ color: 'text.secondary', fontSize: '0.75rem', lineHeight: '21px' }}>
                {label}
              </Box>
              <Box component="dd" sx={{ m: 0, ...TABULAR, overflowWrap: 'anywhere' }}>
                {value}
              </Box>
            </Box>
          ))}
      </Box>
    </Box>
  );
}
