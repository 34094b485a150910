import { closedAs, toAnalysis, toClosing } from '../attendance/walks.ts';
import { expect, test } from '../support/desk.ts';
import { CUSTOMERS } from '../support/house.ts';

test.beforeEach(async ({ desk }) => {
  await desk.newCall();
  await desk.attendance.fields.findCustomer(CUSTOMERS.padaria.code, CUSTOMERS.padaria.name);
  await desk.attendance.walk([...toClosing, closedAs('incidente')]);
});

test('tickets are found by protocol, customer, document, telephone and any text, with or without accents', async ({
  desk,
}) => {
  const protocol = await desk.attendance.protocol();
  await desk.goTo('Chamados');
  const { tickets } = desk;
  const found = tickets.row('Nota fiscal não é emitida');
  const ways = [
    protocol,
    `${protocol.slice(0, 6)} ${protocol.slice(6, 10)} ${protocol.slice(10, -1)} ${protocol.slice(-1)}`,
    'padaria sao joao',
    '12ABC34501DE35',
    '12.abc.345/01de-35',
    '83 3222-1133',
    'certificado renovado',
  ];
  for (const words of ways) {
    await tickets.text.fill(words);
    await expect(found, words).toBeVisible();
    await expect(desk.page.getByText('1 chamado neste filtro'), words).toBeVisible();
  }
  await tickets.text.fill('nada disso existe aqui');
  await expect(desk.page.getByText('Nenhum chamado neste filtro')).toBeVisible();
  await tickets.text.fill(`${protocol.slice(0, -1)}${(Number(protocol.slice(-1)) + 1) % 10}`);
  await expect(desk.page.getByText(/O protocolo não confere/)).toBeVisible();
});

test('the palette finds tickets, customers and commands, and shows where the words stand', async ({ desk }) => {
  await desk.palette.find('certificado renovado');
  await expect(desk.palette.results.first().locator('mark').first()).toBeVisible();
  await desk.page.keyboard.press('Enter');
  await expect(desk.ticket.subject).toHaveText('Nota fiscal não é emitida');
  await desk.palette.find('jose antonio');
  await desk.palette.results.filter({ hasText: CUSTOMERS.jose.name }).click();
  await expect(desk.page.getByRole('heading', { level: 1, name: CUSTOMERS.jose.name })).toBeVisible();
  await desk.palette.find('livro de');
  await desk.palette.results.filter({ hasText: 'Livro de ligações' }).click();
  await expect(desk.page).toHaveURL(/\/livro$/);
});

test('the list is narrowed by status, agent and period; the filters stay in the address', async ({ desk }) => {
  await desk.newCall();
  await desk.attendance.fields.findCustomer(CUSTOMERS.jose.code, CUSTOMERS.jose.name);
  await desk.attendance.walk(toAnalysis);
  await desk.goTo('Chamados');
  const { tickets } = desk;
  await expect(tickets.rows).toHaveCount(2);
  await tickets.status('Encerrado');
  await expect(tickets.rows).toHaveCount(1);
  await expect(tickets.row(CUSTOMERS.padaria.name)).toBeVisible();
  await desk.reload();
  await expect(tickets.rows).toHaveCount(1);
  await tickets.clear();
  await tickets.choose('Responsável', 'Bruno Prado');
  await expect(tickets.rows).toHaveCount(0);
  await tickets.clear();
  await tickets.choose('Data', 'Hoje');
  await expect(tickets.rows).toHaveCount(2);
});

test('[B3] [S5.10] the journal tells who did what, step by step, and shows the two lanes apart', async ({ desk }) => {
  await desk.page.getByRole('link', { name: 'Abrir o chamado' }).click();
  const { ticket } = desk;
  await expect(ticket.entries.filter({ hasText: 'recebeu a ligação e abriu o chamado' })).toHaveCount(1);
  await expect(ticket.entries.filter({ hasText: `identificou o cliente ${CUSTOMERS.padaria.name}` })).toHaveCount(1);
  await expect(ticket.entries.filter({ hasText: 'foi de “Análise” para “Solução imediata”' })).toHaveCount(1);
  await expect(ticket.entries.filter({ hasText: 'encerrou o chamado' })).toHaveCount(1);
  for (const entry of await ticket.entries.all()) await expect(entry).toContainText(/Ana Lima/);
  await ticket.show('Público');
  for (const entry of await ticket.entries.all()) await expect(entry).toContainText('o cliente pode ler');
  await expect(ticket.entries.filter({ hasText: 'escreveu uma nota técnica' })).toHaveCount(0);
});

test('[S5.4] what is written to the customer and what is noted for the house never change places', async ({ desk }) => {
  await desk.page.getByRole('link', { name: 'Abrir o chamado' }).click();
  const { ticket } = desk;
  await ticket.write('Nota técnica', 'O cliente disse que é uma porcaria.');
  await ticket.save('Nota técnica');
  await expect(ticket.entries.filter({ hasText: 'escreveu uma nota técnica' })).toHaveAttribute(
    'data-visibility',
    'private',
  );
  await ticket.write('Texto ao cliente', 'Que porcaria de erro.');
  await expect(ticket.lane('Texto ao cliente').getByText(/“porcaria” não pode ir ao cliente/)).toBeVisible();
  await ticket.save('Texto ao cliente');
  await expect(ticket.lane('Texto ao cliente').getByRole('alert')).toContainText('Não foi registrado');
  await expect(ticket.entries.filter({ hasText: 'escreveu ao cliente' })).toHaveCount(0);
  await ticket.write('Texto ao cliente', 'O erro foi corrigido na versão 8.2.');
  await ticket.save('Texto ao cliente');
  await expect(ticket.entries.filter({ hasText: 'escreveu ao cliente' })).toHaveAttribute('data-visibility', 'public');
});

test('[B1] what is being written in either lane outlives SIGKILL', async ({ desk, again }) => {
  await desk.page.getByRole('link', { name: 'Abrir o chamado' }).click();
  await desk.ticket.lane('Nota técnica').getByRole('textbox').pressSequentially('nota pela metade');
  await desk.ticket.lane('Texto ao cliente').getByRole('textbox').pressSequentially('texto pela metade');
  const back = await again(desk);
  await expect(back.ticket.lane('Nota técnica').getByRole('textbox')).toHaveValue('nota pela metade');
  await expect(back.ticket.lane('Texto ao cliente').getByRole('textbox')).toHaveValue('texto pela metade');
});
