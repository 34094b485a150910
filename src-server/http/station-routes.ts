import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import {
  agentSignInSchema,
  challengeRequestSchema,
  enrolRequestSchema,
  refreshSchema,
  stationTokenRequestSchema,
} from '#shared/sync/access.ts';
import { digestRequestSchema, PUSH_ROWS, pullRequestSchema, stationReportSchema } from '#shared/sync/messages.ts';
import { bringInRequestSchema, searchRequestSchema } from '#shared/sync/older-tickets.ts';
import { given } from '../centre/answer.ts';
import type { Centre } from '../centre/centre.ts';
import { addRoute, RawJson } from './route.ts';

/** Rows are judged one by one by the centre; here only their number. */
const pushEnvelopeSchema = z.strictObject({ epoch: z.uuid(), rows: z.array(z.unknown()).min(1).max(PUSH_ROWS) });

/** What stations call. */
export function addStationRoutes(app: FastifyInstance, centre: Centre): void {
  addRoute(app, centre, {
    method: 'POST',
    path: '/v1/enrol',
    summary: 'Inscreve uma estação com um código de uso único',
    caller: 'anybody',
    body: enrolRequestSchema,
    perMinute: 20,
    handle: (_, body) => centre.enrol(body),
  });
  addRoute(app, centre, {
    method: 'POST',
    path: '/v1/station/challenge',
    summary: 'Pede o desafio que a estação assina com a sua chave',
    caller: 'anybody',
    body: challengeRequestSchema,
    handle: (_, { stationId }) => centre.challenge(stationId),
  });
  addRoute(app, centre, {
    method: 'POST',
    path: '/v1/station/token',
    summary: 'Troca o desafio assinado por uma identificação de dez minutos',
    caller: 'anybody',
    body: stationTokenRequestSchema,
    handle: (_, body) => centre.stationToken(body),
  });
  addRoute(app, centre, {
    method: 'POST',
    path: '/v1/agents/sign-in',
    summary: 'Entrada de uma pessoa na estação',
    caller: 'station',
    body: agentSignInSchema,
    perMinute: 60,
    handle: (station, body) => centre.signIn(station, body),
  });
  addRoute(app, centre, {
    method: 'POST',
    path: '/v1/agents/refresh',
    summary: 'Renova o prazo de entrada sem rede',
    caller: 'station',
    body: refreshSchema,
    handle: (station, body) => centre.refresh(station, body),
  });
  addRoute(app, centre, {
    method: 'POST',
    path: '/v1/push',
    summary: 'Entrega o que a estação escreveu; um resultado por registro',
    caller: 'station',
    body: pushEnvelopeSchema,
    anyText: true,
    handle: (station, body) => centre.push(station, body),
  });
  addRoute(app, centre, {
    method: 'POST',
    path: '/v1/pull',
    summary: 'A próxima página de um escopo',
    caller: 'station',
    body: pullRequestSchema,
    handle: async (station, body) => {
      const page = await centre.pull(station, body);
      return page.ok ? given(new RawJson(page.value.json)) : page;
    },
  });
  addRoute(app, centre, {
    method: 'POST',
    path: '/v1/digest',
    summary: 'Quantos registros há em um escopo e a soma deles',
    caller: 'station',
    body: digestRequestSchema,
    handle: (station, body) => centre.digest(station, body),
  });
  addRoute(app, centre, {
    method: 'POST',
    path: '/v1/report',
    summary: 'Como a estação está; responde o que ela é',
    caller: 'station',
    body: stationReportSchema,
    handle: (station, body) => centre.report(station, body),
  });
  addRoute(app, centre, {
    method: 'POST',
    path: '/v1/search',
    summary: 'Procura protocolos na central, também os que as estações não têm mais',
    caller: 'station',
    body: searchRequestSchema,
    perMinute: 600,
    handle: (station, body) => centre.search(station, body),
  });
  addRoute(app, centre, {
    method: 'POST',
    path: '/v1/bring-in',
    summary: 'Traz um protocolo inteiro para o escopo de uma pessoa',
    caller: 'station',
    body: bringInRequestSchema,
    handle: (station, body) => centre.bringIn(station, body),
  });
}
