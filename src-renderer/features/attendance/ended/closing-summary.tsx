import CheckCircleIcon from '@mui/icons-material/CheckCircleOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { formatDuration, formatMoment } from '../../../ui/format.ts';
import { KeyHint } from '../../../ui/keys/key-hint.tsx';
import { useRunKey } from '../../../ui/keys/keys-context.tsx';
import { Protocol } from '../../../ui/protocol.tsx';
import { RouteLink, useRouteHref } from '../../../ui/router/route-link.tsx';
import { useNow } from '../../../ui/ticker.tsx';
import { gistOf } from '../engine/answer-words.ts';
import { groupOf, nextCall, protocolTail } from '../engine/calls.ts';
import type { Scene } from '../engine/engine.ts';
import { useCalls, useTakeCall } from '../keys/use-calls.ts';
import { skippedWords } from '../step/earlier-steps.tsx';
import type { StepDrafts } from '../typed/step-draft.ts';
import { Leftover } from './leftover.tsx';

/** The call is over: the number to read out, what was recorded, and what comes next. */
export function ClosingSummary({ scene, leftover }: { scene: Scene; leftover: StepDrafts }) {
  const { ticket, attendance, pack } = scene;
  const runKey = useRunKey();
  const calls = useCalls();
  const take = useTakeCall();
  const now = useNow(false);
  const next = nextCall(calls, null, now);
  const waiting = next && ['parked', 'due'].includes(groupOf(next, now)) ? next : null;
  const toTicket = useRouteHref('ticket', { ticketId: ticket.id });
  const queue = pack.queues.find(({ id }) => id === ticket.queue);
  const main = ticket.links.find(({ relation }) => relation === 'complements');
  return (
    <Box
      component="section"
      aria-label="Atendimento terminado"
      sx={{ flex: 1, minWidth: 0, overflowY: 'auto', px: 3, py: 3 }}
    >
      <Box sx={{ maxWidth: 760, mx: 'auto', display: 'flex', flexDirection: 'column', gap: 2.5 }}>
        <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center' }}>
          <CheckCircleIcon aria-hidden sx={{ fontSize: 28, color: 'success.main' }} />
          <Typography variant="h2" component="h1">
            {ticket.status === 'closed' ? 'Chamado encerrado' : 'Ligação terminada, chamado em aberto'}
          </Typography>
        </Box>
        <Box
          sx={(theme) => ({
            px: 2,
            py: 1.5,
            borderRadius: 1,
            borderLeft: `3px solid ${theme.vars.palette.speech.border}`,
            backgroundColor: theme.vars.palette.speech.surface,
          })}
        >
          <Box sx={{ color: 'text.secondary' }}>Protocolo, para ler ao cliente</Box>
          <Protocol value={ticket.protocol} strong sx={{ fontSize: '1.75rem', letterSpacing: '0.02em' }} />
          {ticket.workOrder ? (
            <Box sx={{ fontSize: '1.25rem', mt: 0.5 }}>
              O.S. <strong>{ticket.workOrder.number}</strong>
            </Box>
          ) : null}
        </Box>
        <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
          {waiting ? (
            <Button
              size="medium"
              variant="contained"
              color="primary"
              data-closing-next
              onClick={() => void take(waiting)}
            >
              Retomar {protocolTail(waiting.protocol)} · {waiting.customerName || 'sem cliente'}
              <Caps id="call.park" />
            </Button>
          ) : null}
          <Button
            size="medium"
            variant={waiting ? 'outlined' : 'contained'}
            color={waiting ? 'secondary' : 'primary'}
            {...(waiting ? {} : { 'data-closing-next': true })}
            onClick={() => runKey('call.new')}
          >
            Próxima ligação
            <Caps id="call.new" />
          </Button>
          <Button size="medium" component="a" {...toTicket}>
            Abrir o chamado
          </Button>
        </Box>
        <Leftover ticketId={ticket.id} drafts={leftover} scene={scene} />
        <Box
          component="dl"
          sx={{ m: 0, display: 'grid', gridTemplateColumns: 'max-content 1fr', columnGap: 2, rowGap: 0.75 }}
        >
          <Told label="Cliente">{ticket.customer?.name ?? 'não identificado'}</Told>
          <Told label="Quem falou">{ticket.contact}</Told>
          <Told label="Assunto">{ticket.subject}</Told>
          <Told label="Classificação">{classification(scene)}</Told>
          <Told label="Transferida para">{queue?.label}</Told>
          <Told label="Complementa">
            {main ? (
              <RouteLink to="ticket" params={{ ticketId: main.ticketId }}>
                <Protocol value={main.protocol} />
              </RouteLink>
            ) : null}
          </Told>
          <Told label="Duração">
            {formatDuration(scene.callMs)}
            {attendance.endedAt ? ` · terminou em ${formatMoment(attendance.endedAt)}` : ''}
          </Told>
        </Box>
        {ticket.closing ? (
          <ClosingText text={ticket.closing.text} isPublic={ticket.closing.cannedText !== null} />
        ) : null}
        <WhatWasRecorded scene={scene} />
      </Box>
    </Box>
  );
}

function Caps({ id }: { id: 'call.new' | 'call.park' }) {
  return (
    <Box component="span" sx={{ ml: 1, display: 'inline-flex' }}>
      <KeyHint id={id} />
    </Box>
  );
}

function Told({ label, children }: { label: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <>
      <Box component="dt" sx={{ color: 'text.secondary' }}>
        {label}
      </Box>
      <Box component="dd" sx={{ m: 0 }}>
        {children}
      </Box>
    </>
  );
}

function classification({ pack, ticket }: Scene): string {
  return [
    pack.ticketTypes.find(({ id }) => id === ticket.type)?.label,
    pack.categories.find(({ id }) => id === ticket.category)?.label,
    pack.priorities.find(({ id }) => id === ticket.priority)?.label.toLocaleLowerCase('pt-BR'),
  ]
    .map((label, index) => (label && index === 2 ? `prioridade ${label}` : label))
    .filter(Boolean)
    .join(' · ');
}

function ClosingText({ text, isPublic }: { text: string; isPublic: boolean }) {
  return (
    <Box component="section" aria-label="Encerramento">
      <Typography variant="h4" component="h2" sx={{ mb: 0.5 }}>
        {isPublic ? 'O que o cliente vai ler' : 'Encerramento'}
      </Typography>
      <Box
        sx={(theme) => ({
          px: 2,
          py: 1.25,
          borderRadius: 1,
          border: `1px solid ${theme.vars.palette.divider}`,
          backgroundColor: theme.vars.palette.background.paper,
          whiteSpace: 'pre-wrap',
          overflowWrap: 'anywhere',
        })}
      >
        {text}
      </Box>
    </Box>
  );
}

function WhatWasRecorded({ scene }: { scene: Scene }) {
  const steps = scene.flow.steps.filter((step) => scene.walk.visits.some((visit) => visit.stepId === step.id));
  const told = steps
    .map((step) => ({ step, words: skippedWords(scene, step.id) ?? gistOf(scene, step) }))
    .filter(({ words }) => words !== '');
  if (told.length === 0) return null;
  return (
    <Box component="section" aria-label="O que ficou registrado">
      <Typography variant="h4" component="h2" sx={{ mb: 0.5 }}>
        O que ficou registrado
      </Typography>
      {told.map(({ step, words }) => (
        <Box key={step.id} sx={{ display: 'flex', gap: 1.5, py: 0.5 }}>
          <Box sx={{ width: 160, flex: 'none', fontWeight: 550 }}>
            {step.number} · {step.title}
          </Box>
          <Box sx={{ color: 'text.secondary', minWidth: 0, overflowWrap: 'anywhere' }}>{words}</Box>
        </Box>
      ))}
    </Box>
  );
}
