import type { FastifyInstance } from 'fastify';
import {
  type AdminSession,
  adminSignInSchema,
  type Entrance,
  firstAccessSchema,
  oneUseLinkSchema,
  setPasswordSchema,
} from '#shared/sync/administration.ts';
import {
  firstAccess,
  lookAtLink,
  type SignedIn,
  setPassword,
  signInAdministrator,
} from '../../centre/admin/entrance.ts';
import { noteAct } from '../../centre/admin/record.ts';
import { endSession } from '../../centre/admin/sessions.ts';
import { type Answer, given } from '../../centre/answer.ts';
import type { Centre } from '../../centre/centre.ts';
import { nowIso } from '../../centre/context.ts';
import { readOrganisation } from '../../centre/organisation.ts';
import { readCookie, sendCookie } from './admin-cookie.ts';
import { addAdminRoute } from './admin-route.ts';

/** Tries of one address in a minute, at what guesses could be made of. */
const GUESSES_PER_MINUTE = 20;

interface EntranceFacts {
  version: string;
  /** Under which stations reach the centre, where that was said. */
  publicAddress: string | null;
}

/** Ways in and out. */
export function addEntranceRoutes(
  app: FastifyInstance,
  centre: Centre,
  { version, publicAddress }: EntranceFacts,
): void {
  const { context, packs } = centre;
  addAdminRoute(app, centre, {
    method: 'GET',
    path: '/entrance',
    summary: 'Que casa é esta',
    caller: 'anybody',
    handle: async (): Promise<Answer<Entrance>> =>
      given({ organisation: (await readOrganisation(context.db)).name, version }),
  });
  addAdminRoute(app, centre, {
    method: 'POST',
    path: '/one-use-link',
    summary: 'Para que serve um link de uso único',
    caller: 'anybody',
    body: oneUseLinkSchema,
    perMinute: GUESSES_PER_MINUTE,
    handle: ({ body }) => lookAtLink(context, body.code),
  });
  addAdminRoute(app, centre, {
    method: 'POST',
    path: '/first-access',
    summary: 'Primeiro acesso: organização, unidades e quem administra',
    caller: 'anybody',
    body: firstAccessSchema,
    perMinute: GUESSES_PER_MINUTE,
    handle: async ({ body, request, reply }) =>
      entered(await firstAccess(context, packs, body), (session) => sendCookie(request, reply, session)),
  });
  addAdminRoute(app, centre, {
    method: 'POST',
    path: '/sign-in',
    summary: 'Entrada de quem administra',
    caller: 'anybody',
    body: adminSignInSchema,
    perMinute: GUESSES_PER_MINUTE,
    handle: async ({ body, request, reply }) =>
      entered(await signInAdministrator(context, packs, body), (session) => sendCookie(request, reply, session)),
  });
  addAdminRoute(app, centre, {
    method: 'POST',
    path: '/password',
    summary: 'Escolhe a senha com um link de uso único',
    caller: 'anybody',
    body: setPasswordSchema,
    perMinute: GUESSES_PER_MINUTE,
    handle: ({ body }) => setPassword(context, body),
  });
  addAdminRoute(app, centre, {
    method: 'GET',
    path: '/session',
    summary: 'Quem está usando as páginas',
    caller: 'administrator',
    handle: async ({ by }): Promise<Answer<AdminSession>> =>
      given({
        staff: { id: by.staffId, name: by.name },
        organisation: (await readOrganisation(context.db)).name,
        version,
        publicAddress,
        at: nowIso(context),
      }),
  });
  addAdminRoute(app, centre, {
    method: 'POST',
    path: '/sign-out',
    summary: 'Saída',
    caller: 'administrator',
    handle: async ({ by, request, reply }) => {
      await endSession(context.db, readCookie(request) ?? '');
      await noteAct(context, { by, act: 'signed-out', about: '' });
      sendCookie(request, reply, null);
      return given(null);
    },
  });
}

/** The session goes into the cookie, and into nothing that a script can read. */
function entered(answer: Answer<SignedIn>, giveCookie: (session: string) => void): Answer<null> {
  if (!answer.ok) return answer;
  giveCookie(answer.value.session);
  return given(null);
}
