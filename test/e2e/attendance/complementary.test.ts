import type { Desk } from '../pages/desk.ts';
import { expect, test } from '../support/desk.ts';
import { CUSTOMERS } from '../support/house.ts';
import { answered, approached, recorded, upToDate } from './walks.ts';

const SUBJECT = 'Nota fiscal não é emitida';
const ADDED = 'Agora o erro também aparece no caixa 2.';

/** An open ticket of the bakery, its call set aside. @returns its protocol, digits only */
async function openTicket(desk: Desk): Promise<string> {
  await desk.newCall();
  await desk.attendance.fields.findCustomer(CUSTOMERS.padaria.code, CUSTOMERS.padaria.name);
  await desk.attendance.walk([answered, approached, upToDate, recorded]);
  const protocol = await desk.attendance.protocol();
  await desk.attendance.park();
  return protocol;
}

/** Both tickets tell of it: the link and the note; the new one is closed with the house's article. */
async function bothTellOfIt(desk: Desk, main: string): Promise<void> {
  await desk.goTo('Chamados');
  const closed = desk.tickets.row('Encerrado');
  await expect(closed).toHaveCount(1);
  await closed.click();
  await expect(desk.ticket.journal.getByText(/encerrou o chamado pelo FAQ 7347/)).toBeVisible();
  await expect(desk.ticket.journal.getByText(ADDED).first()).toBeVisible();
  const link = desk.ticket.properties.getByRole('region', { name: 'Chamados ligados' }).getByRole('link');
  expect((await link.textContent())?.replaceAll(/\D/g, '')).toBe(main);
  await link.click();
  await expect(desk.ticket.subject).toHaveText(SUBJECT);
  await expect(desk.ticket.journal.getByText(ADDED).first()).toBeVisible();
  await expect(desk.ticket.properties.getByText('Complementado por')).toBeVisible();
}

test('[S4.3] during a call: it turns out to add to an open ticket, and becomes its complement in one action', async ({
  desk,
}) => {
  const main = await openTicket(desk);
  await desk.newCall();
  const { attendance } = desk;
  await attendance.fields.findCustomer(CUSTOMERS.padaria.code, CUSTOMERS.padaria.name);
  await desk.page.keyboard.press('Alt+Shift+N');
  const form = attendance.customer.getByRole('form', { name: /^Ligação complementar ao chamado/ });
  await form.getByRole('button', { name: 'Registrar e encerrar' }).click();
  await expect(form.getByText('Escreva o que o cliente acrescentou.')).toBeVisible();
  await form.getByLabel('O que o cliente acrescentou').fill(ADDED);
  await form.getByRole('button', { name: 'Registrar e encerrar' }).click();
  await expect(attendance.title).toHaveText('Chamado encerrado');
  await bothTellOfIt(desk, main);
});

test('[S4.3] from the page of the open ticket: a new ticket is made, linked and closed', async ({ desk }) => {
  const main = await openTicket(desk);
  await desk.goTo('Chamados');
  await desk.tickets.row(SUBJECT).click();
  await desk.ticket.complement(ADDED);
  await desk.goTo('Chamados');
  await desk.tickets.arrivals.click();
  await bothTellOfIt(desk, main);
});

test('[S4.3] from the desk: the open ticket is found, the note written, done', async ({ desk }) => {
  const main = await openTicket(desk);
  await desk.goTo('Atender');
  await desk.page.keyboard.press('Alt+Shift+N');
  const box = desk.page.getByRole('combobox', { name: 'Chamado em aberto' });
  await expect(box).toBeFocused();
  await box.fill('nao e emitida');
  await desk.page.getByRole('listbox', { name: 'Chamados em aberto' }).getByRole('option').first().click();
  await desk.page.getByLabel('O que o cliente acrescentou').fill(ADDED);
  await desk.page.keyboard.press('Control+Enter');
  await expect(desk.attendance.title).toHaveText('Chamado encerrado');
  await bothTellOfIt(desk, main);
});
