/** Two stations of one organisation and the wire between them: what the screens say of it, and what people do there. */
import type { Page } from '@playwright/test';
import { CentralPage } from '../pages/central.ts';
import { TicketPage } from '../pages/ticket.ts';
import { type House, openHouse, PASSWORD } from '../support/centre.ts';
import { lookOver } from '../support/look.ts';
import { expect, test } from '../support/station.ts';
import { startStation } from '../support/station-process.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });
let house: House;
test.beforeAll(async () => {
  house = await openHouse();
});
test.afterAll(() => house?.close());

/** For whoever wants to see them: a folder for the pictures. */
async function picture(page: Page, name: string): Promise<void> {
  await lookOver(page, name);
  const folder = process.env.PRUMO_PICTURES;
  if (!folder) return;
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    if (scheme === 'dark') await lookOver(page, `${name}, dark`);
    await page.screenshot({ path: `${folder}/${name}-${scheme}.png` });
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
}

async function openCall(page: Page): Promise<string> {
  await page.keyboard.press('F2');
  await page.waitForURL(/\/atender\/.+/);
  return new URL(page.url()).pathname.split('/').at(-1)!;
}

test('[B3] two stations join a centre, part, and come together again', async ({
  page,
  context: _context,
  browser,
  station,
}) => {
  test.slow();
  await page.setViewportSize({ width: 1280, height: 720 });
  const ana = new CentralPage(page);
  await page.getByRole('button', { name: 'A organização já tem uma central' }).click();
  await picture(page, 'join');
  await page.getByRole('button', { name: 'Começar sem central' }).click();
  await ana.join(await house.link('Matriz'), 'Recepção');
  await expect(page.getByRole('radio', { name: 'Ana Lima' })).toBeVisible();
  await page.getByRole('radio', { name: 'Ana Lima' }).check();
  await picture(page, 'sign-in');
  await ana.signIn('Ana Lima', PASSWORD);
  await test.step('until when one may come in with no network is said at sign-in', async () => {
    await expect(ana.line).toContainText('online');
    await page.keyboard.press('Control+Shift+l');
    await page.getByRole('radio', { name: 'Ana Lima' }).check();
    await expect(page.getByText(/^Entrada sem rede até /)).toBeVisible();
    await picture(page, 'sign-in-lease');
    await ana.signIn('Ana Lima', PASSWORD);
  });
  await expect(ana.line).toContainText('online');
  await expect(ana.line).toContainText('dados até');

  const other = await startStation();
  const bias = await browser.newContext({ viewport: { width: 1600, height: 900 }, reducedMotion: 'reduce' });
  try {
    const biaPage = await other.window(bias);
    await biaPage.goto(other.address);
    const bia = new CentralPage(biaPage);
    await bia.join(await house.link('Matriz'), 'Mesa 4');
    await bia.signIn('Bia Costa', PASSWORD);

    const ticketId = await openCall(page);
    await page.getByRole('textbox', { name: 'Anotações' }).first().fill('Ligou da loja');
    await page.keyboard.press('F4');
    await biaPage.goto(`${other.origin}/chamados/${ticketId}`);
    await expect(new TicketPage(biaPage).subject).toBeVisible();

    await test.step('what is written offline waits in the queue', async () => {
      house.wire.cut();
      await page.goto(`${station.origin}/chamados/${ticketId}`);
      const mine = new TicketPage(page);
      await mine.write('Nota técnica', 'Testado no banco do cliente.');
      await mine.save('Nota técnica');
      await expect(ana.line).toContainText('offline desde');
      await expect(ana.line).toContainText('não enviado');
      await mine.write('Texto ao cliente', 'Já estamos verificando.');
      await picture(page, 'ticket-offline');
      await page.keyboard.press('Escape');
      await ana.openQueue();
      await expect(ana.queue.getByRole('listitem')).not.toHaveCount(0);
      await picture(page, 'queue-offline');
    });

    await test.step('what a colleague wrote is read before an answer goes out', async () => {
      const hers = new TicketPage(biaPage);
      await hers.write('Nota técnica', 'O servidor caiu de novo, não prometa prazo.');
      await hers.save('Nota técnica');
      house.wire.mend();
      await page.goto(`${station.origin}/chamados/${ticketId}`);
      const mine = new TicketPage(page);
      const band = page.getByRole('alert', { name: /Colegas escreveram/ });
      await expect(band).toContainText('não prometa prazo');
      await mine.save('Texto ao cliente');
      await expect(band.getByRole('button', { name: 'Li, posso registrar' })).toBeFocused();
      await picture(page, 'news');
      await page.keyboard.press('Alt+l');
      await expect(band).toHaveCount(0);
      await mine.save('Texto ao cliente');
      await expect(mine.entries.filter({ hasText: 'Já estamos verificando.' })).toHaveCount(1);
      await expect(ana.line).not.toContainText('não enviado');
    });

    await test.step('two who took up the same call without knowing of each other decide whose it is', async () => {
      house.wire.cut();
      await expect(ana.line).toContainText('offline');
      await page.goto(`${station.origin}/atender/${ticketId}`);
      await page.getByRole('button', { name: /Retomar esta ligação/ }).click();
      await expect(ana.line).toContainText('não enviado');
      await biaPage.goto(`${other.origin}/atender/${ticketId}`);
      await biaPage.getByRole('button', { name: /Retomar esta ligação/ }).click();
      await expect(bia.line).toContainText('não enviado');
      house.wire.mend();
      await page.goto(`${station.origin}/chamados/${ticketId}`);
      const clash = page.getByRole('region', { name: 'Registros que divergem' });
      await expect(clash).toContainText('Responsável');
      await picture(page, 'clash');
      await page.setViewportSize({ width: 1600, height: 900 });
      await picture(page, 'clash-wide');
      await page.setViewportSize({ width: 1280, height: 720 });
      await page.keyboard.press('1');
      await expect(clash).toHaveCount(0);
      await expect(new TicketPage(page).entries.filter({ hasText: 'decidiu uma divergência' })).not.toHaveCount(0);
    });

    await test.step('a ticket is followed, and moved to another unit', async () => {
      await expect(page.getByRole('button', { name: 'Acompanhar' })).toBeVisible();
      await page.keyboard.press('w');
      await expect(page.getByRole('button', { name: 'Acompanhando' })).toBeVisible();
      await page.keyboard.press('u');
      const form = page.getByRole('region', { name: 'Mover para outra unidade' });
      await form.getByLabel('Motivo').fill('A loja fica lá');
      await picture(page, 'move');
      await form.getByRole('button', { name: 'Mover o chamado' }).click();
      await expect(new TicketPage(page).properties).toContainText('Filial Norte');
    });

    await test.step('the place of the centre in the settings', async () => {
      await page.goto(`${station.origin}/ajustes`);
      const section = page.getByRole('region', { name: 'Central' });
      await expect(section).toContainText('Recepção');
      await section.scrollIntoViewIfNeeded();
      await picture(page, 'settings');
      await ana.openQueue();
      await expect(page.getByText('Tudo o que está aqui está na central')).toBeVisible();
      await picture(page, 'queue-empty');
    });

    await test.step('what the centre refuses is told with its reason, and can be given up', async () => {
      const refusedId = await openCall(page);
      await expect(page.getByRole('textbox', { name: 'Anotações' }).first()).toBeVisible();
      await page.goto(`${station.origin}/chamados/${refusedId}`);
      await expect(new TicketPage(page).subject).toBeVisible();
      await expect(ana.line).not.toContainText('não enviado');
      await house.at.db.query('DELETE FROM sign_in');
      await new TicketPage(page).write('Nota técnica', 'Escrito sem ter entrado.');
      await new TicketPage(page).save('Nota técnica');
      await expect(ana.line).toContainText('1 recusado');
      await expect(new TicketPage(page).entries.filter({ hasText: 'Recusado pela central' })).toHaveCount(1);
      await picture(page, 'ticket-refused');
      await page.keyboard.press('Escape');
      await ana.openQueue();
      await expect(ana.queue.getByRole('listitem')).toHaveCount(1);
      await page.keyboard.press('j');
      await picture(page, 'queue-refused');
      await page.keyboard.press('o');
      await expect(page.getByRole('textbox', { name: 'Nota técnica' })).toHaveValue('Escrito sem ter entrado.');
      await picture(page, 'queue-correct');
      await page.keyboard.press('Escape');
      await page.keyboard.press('d');
      await page.keyboard.press('Enter');
      await expect(ana.line).not.toContainText('recusado');
    });
  } finally {
    await bias.close();
    await other.dispose();
  }
});
