import { Desk } from '../pages/desk.ts';
import { expect, test } from '../support/desk.ts';
import { CUSTOMERS } from '../support/house.ts';
import { connected } from '../support/station.ts';
import { toOccurrence } from './walks.ts';

const TYPED = 'Às 9h03 a emissão parou: “Rejeição 225”. Já reiniciou o computador, e nada.';

test.beforeEach(async ({ desk }) => {
  await desk.newCall();
  await desk.attendance.fields.findCustomer(CUSTOMERS.jose.code, CUSTOMERS.jose.name);
  await desk.attendance.walk(toOccurrence);
});

test('[B1] SIGKILL of the station while one types: the window goes on, and nothing is lost to the last keystroke', async ({
  desk,
  station,
}) => {
  const { attendance, page } = desk;
  const typing = attendance.fields.text('Descrição (o cliente lê)').pressSequentially(TYPED, { delay: 5 });
  await expect(attendance.fields.text('Descrição (o cliente lê)')).toHaveValue(/Às 9h03 a/);
  await station.kill();
  await typing;
  await expect(page.getByText('Reconectando com a estação…')).toBeVisible();
  await expect(attendance.fields.text('Descrição (o cliente lê)')).toHaveValue(TYPED);
  await attendance.notes.pressSequentially(' e isto já sem a estação');
  await station.start();
  await connected(page);
  const back = await Desk.enter(page);
  await back.attendance.isAt('Ocorrência');
  await expect(back.attendance.fields.text('Descrição (o cliente lê)')).toHaveValue(TYPED);
  await expect(back.attendance.notes).toHaveValue(' e isto já sem a estação');
  await expect(back.attendance.saved).toHaveAttribute('data-saved', 'journal');
});

test('[B1] SIGKILL of the station, and the window is gone too: a new one finds everything after signing in', async ({
  desk,
  station,
  context,
}) => {
  test.skip(station.origin.startsWith('app:'), 'of the browser host alone: Electron has its window with the station');
  await desk.attendance.fields.text('Descrição (o cliente lê)').pressSequentially(TYPED);
  await Promise.all([station.kill(), desk.page.close()]);
  await station.start();
  const page = await context.newPage();
  await page.goto(station.address);
  await connected(page);
  const back = await Desk.enter(page);
  await back.page.getByRole('main').getByRole('button', { name: /José/ }).click();
  await back.attendance.isAt('Ocorrência');
  await expect(back.attendance.fields.text('Descrição (o cliente lê)')).toHaveValue(TYPED);
});

test('[S5.2] [B1] the window is loaded anew right after a keystroke: nothing is lost, the focus is where it was', async ({
  desk,
}) => {
  const { attendance } = desk;
  await attendance.notes.pressSequentially(TYPED);
  await desk.page.reload();
  await connected(desk.page);
  await attendance.isAt('Ocorrência');
  await expect(attendance.notes).toHaveValue(TYPED);
  await expect(attendance.notes).toBeFocused();
});

test('[B5] the protocol sequence goes on after SIGKILL: no number is given twice', async ({ desk, again }) => {
  const given = [await desk.attendance.protocol()];
  let now = desk;
  for (let round = 0; round < 3; round++) {
    await now.newCall();
    given.push(await now.attendance.protocol());
    now = await again(now);
  }
  expect(given.map((protocol) => Number(protocol.slice(10, -1)))).toEqual([1, 2, 3, 4]);
});
