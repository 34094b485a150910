import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { formatDocument } from '#shared/domain/document/document-mask.ts';
import type { Ticket, TicketLink } from '#shared/domain/ticket/ticket.ts';
import type { Pack } from '#shared/procedures/schema/pack.ts';
import { useLive } from '../../../bridge/use-live.ts';
import { formatMoment } from '../../../ui/format.ts';
import { Protocol } from '../../../ui/protocol.tsx';
import { RouteLink } from '../../../ui/router/route-link.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { TICKET_STATUS_WORDS } from '../../../ui/ticket-words.ts';
import { classificationWords, stationWords } from '../ticket-words.ts';

const RELATIONS: Record<TicketLink['relation'], string> = {
  complements: 'Complementa',
  'complemented-by': 'Complementado por',
  related: 'Vinculado a',
  'parent-of': 'Pai de',
  'child-of': 'Filho de',
};

interface TicketPropertiesProps {
  ticket: Ticket;
  pack: Pack | undefined;
  /** Stands after what changes most. */
  children?: ReactNode;
}

/** What the ticket is now, field by field. */
export function TicketProperties({ ticket, pack, children }: TicketPropertiesProps) {
  const words = classificationWords(pack, ticket);
  const board = pack?.boards.find(({ id }) => id === ticket.board)?.label ?? ticket.board;
  const queue = pack?.queues.find(({ id }) => id === ticket.queue)?.label ?? ticket.queue;
  const role = (id: string) => pack?.roles.find((one) => one.id === id)?.label ?? id;
  return (
    <Box
      component="aside"
      aria-label="Propriedades do chamado"
      tabIndex={0}
      sx={(theme) => ({
        minHeight: 0,
        overflowY: 'auto',
        outlineOffset: '-2px',
        px: 2.5,
        py: 2,
        display: 'flex',
        flexDirection: 'column',
        gap: 2.5,
        borderLeft: `1px solid ${theme.vars.palette.divider}`,
        backgroundColor: theme.vars.palette.background.paper,
      })}
    >
      <Group title="Situação">
        <Property name="Situação">
          <StatusPill tone={TICKET_STATUS_WORDS[ticket.status].tone}>
            {TICKET_STATUS_WORDS[ticket.status].label}
          </StatusPill>
        </Property>
        <Property name="Responsável">{ticket.assignee ? ticket.assignee.name : 'ninguém'}</Property>
        <UnitOf ticket={ticket} />
        {board ? <Property name="Aba">{board}</Property> : null}
        {queue ? <Property name="Transferido para">{queue}</Property> : null}
        {ticket.callback ? <Property name="Retorno">{formatMoment(ticket.callback.at)}</Property> : null}
      </Group>
      {children}
      <Group title="Classificação">
        <Property name="Tipo">{words.type ?? 'falta'}</Property>
        <Property name="Categoria">{words.category ?? 'falta'}</Property>
        <Property name="Prioridade">
          {words.priority === null ? 'falta' : <StatusPill tone={words.priorityTone}>{words.priority}</StatusPill>}
        </Property>
      </Group>
      <Group title="Cliente">
        {ticket.customer ? (
          <>
            <Property name="Nome">
              <RouteLink to="customer" params={{ customerId: ticket.customer.id }}>
                {ticket.customer.name}
              </RouteLink>
            </Property>
            <Property name="Código">{ticket.customer.code}</Property>
            {ticket.customer.document ? (
              <Property name={ticket.customer.kind === 'pf' ? 'CPF' : 'CNPJ'}>
                {formatDocument(ticket.customer.document)}
              </Property>
            ) : null}
          </>
        ) : (
          <Property name="Nome">ainda não identificado</Property>
        )}
        {ticket.contact ? <Property name="Contato">{ticket.contact}</Property> : null}
      </Group>
      {ticket.links.length > 0 ? (
        <Group title="Chamados ligados">
          {ticket.links.map((link) => (
            <Property key={`${link.relation} ${link.ticketId}`} name={RELATIONS[link.relation]}>
              <RouteLink to="ticket" params={{ ticketId: link.ticketId }}>
                <Protocol value={link.protocol} />
              </RouteLink>
            </Property>
          ))}
        </Group>
      ) : null}
      {ticket.workOrder ? (
        <Group title="O.S.">
          <Property name={ticket.workOrder.number}>{ticket.workOrder.title}</Property>
        </Group>
      ) : null}
      <Group title="Registro">
        <Property name="Aberto em">{formatMoment(ticket.openedAt)}</Property>
        <Property name="Aberto por">
          {ticket.openedBy.name}, {role(ticket.openedBy.role)}
        </Property>
        <Property name="Onde">{stationWords(ticket.station)}</Property>
        <Property name="Último registro">{formatMoment(ticket.lastEntryAt)}</Property>
        {ticket.status === 'closed' && ticket.closing ? (
          <Property name="Encerrado em">
            {formatMoment(ticket.closing.at)}, por {ticket.closing.by.name}
            {ticket.closing.article === null ? '' : ` (FAQ ${ticket.closing.article})`}
          </Property>
        ) : null}
        {ticket.attendance ? (
          <Property name="Roteiro">
            {pack?.flows.find(({ id }) => id === ticket.attendance?.flowId)?.title ?? ticket.attendance.flowId}, versão{' '}
            {ticket.attendance.packVersion}
          </Property>
        ) : null}
      </Group>
    </Box>
  );
}

/** Only of a ticket that was moved: the others are of the unit where they were born. */
function UnitOf({ ticket }: { ticket: Ticket }) {
  const { data: sync } = useLive('sync.watch');
  if (!ticket.unit) return null;
  return <Property name="Unidade">{sync?.units.find(({ id }) => id === ticket.unit)?.name ?? ticket.unit}</Property>;
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box component="section" aria-label={title}>
      <Typography component="h2" variant="caption" sx={{ fontWeight: 600, color: 'text.secondary' }}>
        {title}
      </Typography>
      <Box component="dl" sx={{ m: 0, mt: 0.5, display: 'flex', flexDirection: 'column', gap: 0.5 }}>
        {children}
      </Box>
    </Box>
  );
}

function Property({ name, children }: { name: string; children: ReactNode }) {
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: '104px minmax(0, 1fr)', gap: 1, alignItems: 'baseline' }}>
      <Typography component="dt" sx={{ color: 'text.secondary' }}>
        {name}
      </Typography>
      <Typography component="dd" sx={{ m: 0, overflowWrap: 'anywhere' }}>
        {children}
      </Typography>
    </Box>
  );
}
