import type { FastifyInstance } from 'fastify';
import {
  changePersonSchema,
  moveStationSchema,
  newEnrolCodeSchema,
  newPersonSchema,
  newUnitSchema,
  packTextSchema,
  personSchema,
  recordPageSchema,
  renameUnitSchema,
  stationSchema,
  takeCodeBackSchema,
} from '#shared/sync/administration.ts';
import { healthView } from '../../centre/admin/health.ts';
import {
  move,
  newEnrolCode,
  newUnit,
  renameUnit,
  revoke,
  stationsView,
  takeEnrolCodeBack,
  unitsView,
} from '../../centre/admin/house.ts';
import { checkPack, packsView, publishPack } from '../../centre/admin/pack-shelf.ts';
import { changePerson, newPasswordLink, newPerson, staffView } from '../../centre/admin/people.ts';
import { readRecord } from '../../centre/admin/record.ts';
import { given } from '../../centre/answer.ts';
import type { Centre } from '../../centre/centre.ts';
import { addAdminRoute } from './admin-route.ts';

/** What the pages show and do once somebody has signed in. */
export function addHouseRoutes(app: FastifyInstance, centre: Centre, version: string): void {
  addStationPages(app, centre);
  addPeoplePages(app, centre);
  addPackPages(app, centre);
  const { context } = centre;
  addAdminRoute(app, centre, {
    method: 'GET',
    path: '/health',
    summary: 'Como a central está',
    caller: 'administrator',
    handle: async () => given(await healthView(context, version)),
  });
  addAdminRoute(app, centre, {
    method: 'POST',
    path: '/record',
    summary: 'O que foi feito nestas páginas, por quem e quando',
    caller: 'administrator',
    body: recordPageSchema,
    handle: async ({ body }) => given(await readRecord(context.db, body.before)),
  });
}

function addStationPages(app: FastifyInstance, centre: Centre): void {
  const { context } = centre;
  addAdminRoute(app, centre, {
    method: 'GET',
    path: '/stations',
    summary: 'As estações da casa e os códigos por usar',
    caller: 'administrator',
    handle: async () => given(await stationsView(context)),
  });
  addAdminRoute(app, centre, {
    method: 'POST',
    path: '/stations/code',
    summary: 'Faz um código de inscrição, de uso único',
    caller: 'administrator',
    body: newEnrolCodeSchema,
    handle: ({ by, body }) => newEnrolCode(context, by, body),
  });
  addAdminRoute(app, centre, {
    method: 'POST',
    path: '/stations/code/take-back',
    summary: 'Cancela um código por usar',
    caller: 'administrator',
    body: takeCodeBackSchema,
    handle: ({ by, body }) => takeEnrolCodeBack(context, by, body.codeId),
  });
  addAdminRoute(app, centre, {
    method: 'POST',
    path: '/stations/revoke',
    summary: 'Desliga uma estação da central',
    caller: 'administrator',
    body: stationSchema,
    handle: ({ by, body }) => revoke(context, by, body.stationId),
  });
  addAdminRoute(app, centre, {
    method: 'POST',
    path: '/stations/move',
    summary: 'Passa uma estação para outra unidade',
    caller: 'administrator',
    body: moveStationSchema,
    handle: ({ by, body }) => move(context, by, body),
  });
  addAdminRoute(app, centre, {
    method: 'GET',
    path: '/units',
    summary: 'As unidades da casa',
    caller: 'administrator',
    handle: async () => given(await unitsView(context.db)),
  });
  addAdminRoute(app, centre, {
    method: 'POST',
    path: '/units',
    summary: 'Acrescenta uma unidade',
    caller: 'administrator',
    body: newUnitSchema,
    handle: ({ by, body }) => newUnit(context, by, body.name),
  });
  addAdminRoute(app, centre, {
    method: 'POST',
    path: '/units/rename',
    summary: 'Muda o nome de uma unidade',
    caller: 'administrator',
    body: renameUnitSchema,
    handle: ({ by, body }) => renameUnit(context, by, body),
  });
}

function addPeoplePages(app: FastifyInstance, centre: Centre): void {
  const { context, packs } = centre;
  addAdminRoute(app, centre, {
    method: 'GET',
    path: '/staff',
    summary: 'As pessoas com conta',
    caller: 'administrator',
    handle: async () => given(await staffView(context, packs)),
  });
  addAdminRoute(app, centre, {
    method: 'POST',
    path: '/staff',
    summary: 'Acrescenta uma pessoa; ela escolhe a senha por um link',
    caller: 'administrator',
    body: newPersonSchema,
    handle: ({ by, body }) => newPerson(context, packs, { by, input: body }),
  });
  addAdminRoute(app, centre, {
    method: 'POST',
    path: '/staff/change',
    summary: 'Muda função, unidade, nome de acesso, ou desativa',
    caller: 'administrator',
    body: changePersonSchema,
    handle: ({ by, body }) => changePerson(context, packs, { by, change: body }),
  });
  addAdminRoute(app, centre, {
    method: 'POST',
    path: '/staff/password-link',
    summary: 'Faz um link de uso único para escolher outra senha',
    caller: 'administrator',
    body: personSchema,
    handle: ({ by, body }) => newPasswordLink(context, by, body.staffId),
  });
}

function addPackPages(app: FastifyInstance, centre: Centre): void {
  const { context, packs } = centre;
  addAdminRoute(app, centre, {
    method: 'GET',
    path: '/packs',
    summary: 'As versões publicadas dos procedimentos',
    caller: 'administrator',
    handle: async () => given(await packsView(context.db)),
  });
  addAdminRoute(app, centre, {
    method: 'POST',
    path: '/packs/check',
    summary: 'Confere um pacote sem publicá-lo',
    caller: 'administrator',
    body: packTextSchema,
    perMinute: 30,
    handle: async ({ body }) => {
      const checked = await checkPack(context.db, packs, body.text);
      return checked.ok ? given({ name: checked.value.name, version: checked.value.version }) : checked;
    },
  });
  addAdminRoute(app, centre, {
    method: 'POST',
    path: '/packs/publish',
    summary: 'Publica um pacote: vale para as ligações que começarem depois',
    caller: 'administrator',
    body: packTextSchema,
    perMinute: 30,
    handle: ({ by, body }) => publishPack(context, packs, { by, text: body.text }),
  });
}
