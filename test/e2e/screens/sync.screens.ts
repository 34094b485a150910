/** The pictures of a station that works with a centre, in docs/screens. Nobody in them exists. */
import type { Page } from '@playwright/test';
import { CentralPage } from '../pages/central.ts';
import { TicketPage } from '../pages/ticket.ts';
import { TicketsPage } from '../pages/tickets.ts';
import { type House, openHouse, PASSWORD } from '../support/centre.ts';
import { furnish } from '../support/furnish.ts';
import { shiftWindowClock, takePicture } from '../support/picture.ts';
import { expect, test } from '../support/station.ts';
import { startStation } from '../support/station-process.ts';

const AT = '2026-11-23T10:42:00-03:00';
/** Bytes a second, so that the first synchronisation can be seen. */
const SLOW = 30_000;

test.use({ startsAt: AT, viewport: { width: 1280, height: 720 }, contextOptions: { reducedMotion: 'reduce' } });
test.setTimeout(300_000);

for (const theme of ['light', 'dark'] as const) {
  test.describe(theme, () => {
    test.use({ colorScheme: theme });
    test.beforeEach(({ context }) => shiftWindowClock(context, AT));
    const take = (page: Page, name: string) => takePicture(page, `sync-${name}-${theme}`);
    let house: House;
    test.beforeAll(async () => {
      house = await openHouse({ startsAt: AT });
      await furnish(house, { tickets: 300, reports: 8 });
    });
    test.afterAll(() => house?.close());

    test('with a centre', async ({ page, station, browser }) => {
      const ana = new CentralPage(page);
      await page.getByRole('button', { name: 'A organização já tem uma central' }).click();
      await ana.form.getByLabel('Endereço da central, ou o link inteiro').fill('https://central.exemplo.com.br');
      await ana.form.getByLabel('Código de inscrição').fill('7KQM-2F9X-HTRB');
      await ana.form.getByLabel('Nome desta estação').fill('Recepção');
      await take(page, 'joining');
      await page.getByRole('button', { name: 'Começar sem central' }).click();
      house.wire.slow(SLOW);
      await ana.join(await house.link('Matriz'), 'Recepção');
      await ana.signIn('Ana Lima', PASSWORD);
      await page.goto(`${station.origin}/chamados`);
      await expect(ana.line.getByText(/ de \d\.\d{3} registros/)).toBeVisible({ timeout: 120_000 });
      await take(page, 'first');
      house.wire.slow(null);
      await expect(ana.line.getByRole('progressbar')).toHaveCount(0, { timeout: 120_000 });

      const list = new TicketsPage(page);
      await expect(list.rows.nth(8)).toBeVisible();
      await take(page, 'online');

      const other = await startStation({ startsAt: AT });
      const bias = await browser.newContext({ reducedMotion: 'reduce' });
      await shiftWindowClock(bias, AT);
      try {
        const biaPage = await other.window(bias);
        await biaPage.goto(other.address);
        const bia = new CentralPage(biaPage);
        await bia.join(await house.link('Matriz'), 'Mesa 4');
        await bia.signIn('Bia Costa', PASSWORD);
        await page.keyboard.press('F2');
        await page.waitForURL(/\/atender\/.+/);
        const ticketId = new URL(page.url()).pathname.split('/').at(-1)!;
        await page.keyboard.press('F4');
        await biaPage.goto(`${other.origin}/chamados/${ticketId}`);
        const [mine, hers] = [new TicketPage(page), new TicketPage(biaPage)];
        await expect(hers.subject).toBeVisible();

        house.wire.cut();
        await page.goto(`${station.origin}/chamados/${ticketId}`);
        await mine.write('Nota técnica', 'Testado no banco do cliente: a nota sai, o comprovante não.');
        await mine.save('Nota técnica');
        await expect(ana.line).toContainText('offline desde');
        await expect(ana.line).toContainText('não enviado');
        await take(page, 'offline');
        await mine.write('Texto ao cliente', 'Já estamos verificando a impressão do comprovante.');
        await page.keyboard.press('Escape');
        await ana.openQueue();
        await expect(ana.queue.getByRole('listitem')).not.toHaveCount(0);
        await take(page, 'queue');

        await hers.write('Nota técnica', 'O servidor dele caiu de novo: não prometa prazo.');
        await hers.save('Nota técnica');
        house.wire.mend();
        await page.goto(`${station.origin}/chamados/${ticketId}`);
        await expect(page.getByRole('alert', { name: /Colegas escreveram/ })).toContainText('não prometa prazo');
        await take(page, 'news');

        house.wire.cut();
        await expect(ana.line).toContainText('offline');
        for (const [at, line, origin] of [
          [page, ana.line, station.origin],
          [biaPage, bia.line, other.origin],
        ] as const) {
          await at.goto(`${origin}/atender/${ticketId}`);
          await at.getByRole('button', { name: /Retomar esta ligação/ }).click();
          await expect(line).toContainText('não enviado');
        }
        house.wire.mend();
        await page.goto(`${station.origin}/chamados/${ticketId}`);
        await expect(page.getByRole('region', { name: 'Registros que divergem' })).toContainText('Responsável');
        await take(page, 'clash');

        await page.goto(`${station.origin}/ajustes`);
        await expect(page.getByRole('table', { name: 'Equipe' })).toBeVisible();
        await take(page, 'settings');
        await page.getByRole('region', { name: 'Segurança dos dados' }).scrollIntoViewIfNeeded();
        await take(page, 'settings-security');
        await page.keyboard.press('Control+Shift+l');
        await page.getByRole('radio', { name: 'Ana Lima' }).check();
        await expect(page.getByText(/^Entrada sem rede até /)).toBeVisible();
        await take(page, 'sign-in');
      } finally {
        await bias.close();
        await other.dispose();
      }
    });
  });
}
