import { expect, test } from '../support/desk.ts';
import { CUSTOMERS } from '../support/house.ts';
import { answered } from './walks.ts';

test('[S4.2] three calls, each with its step, its drafts and its timer; F4 goes round them', async ({ desk }) => {
  const { attendance, page } = desk;
  await page.setViewportSize({ width: 1600, height: 860 });
  await desk.newCall();
  await attendance.fields.findCustomer('1001', CUSTOMERS.jose.name);
  await attendance.leave(answered);
  await attendance.fields.text('Pontos importantes').fill('da primeira');
  await attendance.notes.pressSequentially('anotação da primeira');

  await desk.newCall();
  await expect(desk.chips).toHaveCount(2);
  await attendance.fields.findCustomer('1002', CUSTOMERS.padaria.name);
  await attendance.fields.text('Nome completo de quem fala').fill('quem fala na segunda');

  await desk.newCall();
  await expect(desk.chips).toHaveCount(3);
  await attendance.fields.customerSearch.fill('texto da terceira');

  const first = desk.chipOf('José');
  await expect(first).toContainText('· 2');
  await first.click();
  await attendance.isAt('Abordagem');
  await expect(attendance.fields.text('Pontos importantes')).toHaveValue('da primeira');
  await expect(attendance.notes).toHaveValue('anotação da primeira');
  await desk.chipOf('Padaria').click();
  await attendance.isAt('Atender');
  await expect(attendance.fields.text('Nome completo de quem fala')).toHaveValue('quem fala na segunda');

  await attendance.park();
  await page.keyboard.press('F4');
  await expect(attendance.fields.customerSearch).toHaveValue('texto da terceira');
  await expect(attendance.exits).toBeVisible();
  await attendance.park();
  await page.keyboard.press('F4');
  await expect(attendance.notes).toHaveValue('anotação da primeira');
});

test('[S4.2] the timer of a parked call stands still; that of the call on the line runs', async ({ desk, station }) => {
  const { attendance } = desk;
  await desk.newCall();
  await attendance.fields.findCustomer('1001', CUSTOMERS.jose.name);
  await attendance.park();
  const stood = await attendance.callTimer.textContent();
  await desk.newCall();
  await station.passTime(10 * 60_000);
  await desk.reload();
  await expect(attendance.callTimer).toHaveText(/^10:/);
  await expect(desk.chipOf('José').getByRole('timer')).toHaveText(stood ?? '');
});

test('F4 outside a call parks what is on the line, and takes it up again', async ({ desk }) => {
  await desk.newCall();
  await desk.goTo('Clientes');
  await desk.page.keyboard.press('F4');
  await expect(desk.attendance.parked).toBeVisible();
  await desk.goTo('Livro');
  await desk.page.keyboard.press('F4');
  await desk.attendance.isAt('Atender');
  await expect(desk.attendance.exits).toBeVisible();
});
