/** Fields of customers that two changed while apart, and what an enrolled station leaves to its centre. */
import type { Page } from '@playwright/test';
import { CentralPage } from '../pages/central.ts';
import { type House, openHouse, PASSWORD } from '../support/centre.ts';
import { lookOver } from '../support/look.ts';
import { expect, test } from '../support/station.ts';
import { startStation } from '../support/station-process.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' }, viewport: { width: 1280, height: 720 } });
let house: House;
test.beforeAll(async () => {
  house = await openHouse();
});
test.afterAll(() => house?.close());

test("[B3] who lost the value of a customer's field sees whose it was, and says which one stays", async ({
  page,
  station,
  browser,
}) => {
  test.slow();
  const ana = new CentralPage(page);
  await ana.join(await house.link('Matriz'), 'Recepção');
  await ana.signIn('Ana Lima', PASSWORD);
  const other = await startStation();
  const bias = await browser.newContext({ viewport: { width: 1280, height: 720 }, reducedMotion: 'reduce' });
  try {
    const biaPage = await other.window(bias);
    await biaPage.goto(other.address);
    const bia = new CentralPage(biaPage);
    await bia.join(await house.link('Matriz'), 'Mesa 4');
    await bia.signIn('Bia Costa', PASSWORD);
    await page.goto(`${station.origin}/clientes/novo`);
    await page.getByLabel(/^(Razão social|Nome completo)/).fill('Disputa Comércio Ltda');
    await page.getByRole('button', { name: 'Salvar cadastro' }).click();
    await page.waitForURL(/\/clientes\/[0-9a-f-]{36}/);
    const path = new URL(page.url()).pathname;
    await expect(ana.line).not.toContainText('não enviado');
    await biaPage.goto(`${other.origin}${path}`);
    await expect(biaPage.getByRole('heading', { level: 1 })).toHaveText('Disputa Comércio Ltda');
    house.wire.cut();
    await expect(ana.line).toContainText('offline');
    const note = async (at: Page, text: string) => {
      await at.keyboard.press('e');
      await at.getByLabel('Observações internas').fill(text);
      await at.getByRole('button', { name: 'Salvar cadastro' }).click();
      await expect(at.getByRole('main')).toContainText(text);
    };
    await note(biaPage, 'Fecha às 18 h.');
    await note(page, 'Fecha às 20 h.');
    house.wire.mend();
    const cards = [page, biaPage].map((at) => at.getByRole('region', { name: 'Campos que divergem' }));
    await expect.poll(async () => (await cards[0]!.count()) + (await cards[1]!.count())).toBe(1);
    const loser = (await cards[0]!.count()) === 1 ? page : biaPage;
    const card = loser === page ? cards[0]! : cards[1]!;
    await expect(card).toContainText('Observações');
    await expect(card).toContainText(`${loser === page ? 'Ana Lima' : 'Bia Costa'}, nesta estação`);
    const lost = loser === page ? 'Fecha às 20 h.' : 'Fecha às 18 h.';
    await lookOver(loser, 'clash of a customer');
    await loser.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await lookOver(loser, 'clash of a customer, dark');
    await loser.keyboard.press('2');
    await expect(card).toHaveCount(0);
    for (const at of [page, biaPage]) await expect(at.getByRole('main')).toContainText(lost);
  } finally {
    await bias.close();
    await other.dispose();
  }
});

test('what only the centre decides is not offered at a station', async ({ page, station }) => {
  const ana = new CentralPage(page);
  await ana.join(await house.link('Matriz'), 'Recepção');
  await ana.signIn('Ana Lima', PASSWORD);
  await page.goto(`${station.origin}/ajustes`);
  await expect(page.getByRole('table', { name: 'Equipe' })).toBeVisible();
  await expect(page.getByRole('link', { name: /\/equipe$/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Acrescentar pessoa' })).toHaveCount(0);
  await expect(page.getByLabel('Nome da empresa')).toHaveValue('Softcom Sistemas');
  await expect(page.getByLabel('Nome da empresa')).not.toBeEditable();
  await lookOver(page, 'settings of an enrolled station');
  await page.goto(`${station.origin}/procedimentos`);
  await expect(page.getByRole('link', { name: /\/procedimentos$/ }).last()).toContainText('http');
  await expect(page.getByRole('button', { name: /Carregar pacote/ })).toHaveCount(0);
  await lookOver(page, 'procedures of an enrolled station');
});
