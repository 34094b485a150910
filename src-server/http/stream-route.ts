import type { FastifyInstance } from 'fastify';
import '@fastify/swagger';
import type { Centre } from '../centre/centre.ts';
import type { StationAccess } from '../centre/station-access.ts';
import { HEARTBEAT } from '../centre/stream/event.ts';
import { identify, sendDenied } from './route.ts';

/** The one stream of a station: server-sent events of all its scopes. */
export function addStreamRoute(app: FastifyInstance, centre: Centre): void {
  app.route({
    method: 'GET',
    url: '/v1/stream',
    schema: { summary: 'Novidades de todos os escopos da estação (server-sent events)', security: [{ bearer: [] }] },
    handler: async (request, reply) => {
      const calling = await identify(centre, 'station', request);
      if (!calling.ok) return sendDenied(centre, reply, calling);
      const { stationId } = calling.value as StationAccess;
      const { socket } = request.raw;
      let begun = false;
      const begin = () => {
        if (begun) return;
        begun = true;
        reply.hijack();
        socket.setTimeout(0);
        socket.setNoDelay(true);
        reply.raw.writeHead(200, {
          'content-type': 'text/event-stream; charset=utf-8',
          'cache-control': 'no-store',
          'x-accel-buffering': 'no',
          connection: 'keep-alive',
        });
      };
      const subscription = await centre.subscribe(stationId, {
        send: ({ bytes }) => {
          begin();
          reply.raw.write(bytes);
        },
        beat: () => {
          if (begun) reply.raw.write(HEARTBEAT);
        },
        waiting: () => reply.raw.writableLength,
        end: () => {
          begin();
          reply.raw.end();
        },
      });
      if (!subscription.ok) return sendDenied(centre, reply, subscription);
      if (socket.destroyed) subscription.value.close();
      else reply.raw.once('close', () => subscription.value.close());
      return reply;
    },
  });
}
