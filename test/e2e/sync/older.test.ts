/** Tickets that a station does not hold any more: asked of the centre, brought in, and followed from then on. */
import { CentralPage } from '../pages/central.ts';
import { PalettePage } from '../pages/palette.ts';
import { TicketPage } from '../pages/ticket.ts';
import { TicketsPage } from '../pages/tickets.ts';
import { type House, openHouse, PASSWORD } from '../support/centre.ts';
import { furnish } from '../support/furnish.ts';
import { lookOver } from '../support/look.ts';
import { expect, test } from '../support/station.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' }, viewport: { width: 1280, height: 720 } });
let house: House;
test.beforeAll(async () => {
  house = await openHouse();
});
test.afterAll(() => house?.close());

const isOneOf = (tickets: readonly string[]) => (url: URL) => tickets.some((id) => url.pathname === `/chamados/${id}`);

test('a ticket closed long ago is found at the centre and opened like any other', async ({ page, station }) => {
  test.slow();
  // Opened in the same millisecond, they may stand in any order.
  let left: readonly string[] = await furnish(house, {
    tickets: 3,
    subject: 'Impressora fiscal',
    customerName: 'Padaria Boa Hora',
    old: true,
  });
  const central = new CentralPage(page);
  const list = new TicketsPage(page);
  await central.join(await house.link('Matriz'), 'Recepção');
  await central.signIn('Ana Lima', PASSWORD);
  await expect(central.line).toContainText('dados até');

  const section = page.getByRole('region', { name: 'Na central' });
  await test.step('from the list, with the keys alone', async () => {
    await page.goto(`${station.origin}/chamados`);
    await expect(section).toHaveCount(0);
    await list.text.fill('boa hora');
    await expect(page.getByText('Nenhum chamado neste filtro')).toBeVisible();
    await page.keyboard.press('Alt+b');
    const rows = section.getByRole('listitem');
    await expect(rows).toHaveCount(3);
    await expect(rows.first().getByRole('button')).toBeFocused();
    await lookOver(page, 'found at the centre');
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await lookOver(page, 'found at the centre, dark');
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await page.keyboard.press('j');
    await expect(rows.nth(1).getByRole('button')).toBeFocused();
    await page.keyboard.press('Enter');
    await page.waitForURL(isOneOf(left));
    left = left.filter((id) => !page.url().endsWith(id));
    const ticket = new TicketPage(page);
    await expect(ticket.subject).toContainText('Impressora fiscal');
    await expect(ticket.entries).not.toHaveCount(0);
  });

  await test.step('what happens to it afterwards comes too', async () => {
    const ticket = new TicketPage(page);
    await ticket.write('Nota técnica', 'O cliente perguntou de novo.');
    await ticket.save('Nota técnica');
    await expect(central.line).not.toContainText('não enviado');
    await expect(ticket.entries.filter({ hasText: 'O cliente perguntou de novo.' })).toHaveCount(1);
    await expect(ticket.entries.filter({ hasText: 'Recusado pela central' })).toHaveCount(0);
  });

  await test.step('from the palette, where it is asked last', async () => {
    const palette = new PalettePage(page);
    await palette.find('boa hora');
    await expect(palette.results.first()).toContainText('Padaria Boa Hora');
    await expect(palette.results.last()).toContainText('Buscar na central');
    await page.keyboard.press('Alt+b');
    await expect(palette.results.filter({ hasText: 'Padaria Boa Hora' })).toHaveCount(3);
    await lookOver(page, 'palette with the centre');
    await page.keyboard.press('Enter');
    await page.waitForURL(isOneOf(left));
    left = left.filter((id) => !page.url().endsWith(id));
    await expect(new TicketPage(page).subject).toContainText('Impressora fiscal');
  });

  await test.step('by its address', async () => {
    await page.goto(`${station.origin}/chamados/${left[0]}`);
    await page.getByRole('button', { name: 'Trazer da central' }).click();
    await expect(new TicketPage(page).subject).toContainText('Impressora fiscal');
  });

  await test.step('with no network it is said in words', async () => {
    house.wire.cut();
    await expect(central.line).toContainText('offline');
    await page.goto(`${station.origin}/chamados`);
    await list.text.fill('outra coisa');
    await expect(section).toContainText('quando a rede voltar');
    await expect(section.getByRole('button')).toHaveCount(0);
    await lookOver(page, 'nothing to ask while offline');
    const palette = new PalettePage(page);
    await palette.find('outra coisa');
    await expect(page.getByRole('dialog')).toContainText('quando a rede voltar');
    await palette.close();
    house.wire.mend();
  });
});
