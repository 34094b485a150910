/** axe finds no violation on any page of the centre, in either theme. */
import { defaultPack } from '#shared/procedures/default/pack.ts';
import { enrolStation, expect, test } from '../support/central-program.ts';
import { lookOver } from '../support/look.ts';

for (const theme of ['light', 'dark'] as const) {
  test.describe(`${theme} theme`, () => {
    test.use({ colorScheme: theme, contextOptions: { reducedMotion: 'reduce' } });

    test('every page of the centre', async ({ central, pages, page }) => {
      await pages.isAt('Comece a central');
      await lookOver(page, 'first access');
      await pages.button('Começar').click();
      await lookOver(page, 'first access, refused');
      await pages.begin('Horizonte Sistemas', ['Matriz', 'Filial Norte']);
      await pages.isAt('Estações');
      await lookOver(page, 'no stations');
      const code = await pages.newCode('Matriz');
      await lookOver(page, 'a code');
      const report = {
        version: '0.1.0',
        unsent: 2,
        refused: 1,
        oldestUnsentAt: '2026-01-02T10:00:00.000Z',
        skewMs: 200_000,
      };
      await enrolStation(central.origin, { code, name: 'Balcão 1', report });
      await page.reload();
      await pages
        .row('Estações', 'Balcão 1')
        .getByRole('button', { name: /^Desligar/ })
        .click();
      await lookOver(page, 'cutting a station off');
      await page.keyboard.press('Escape');
      await lookOver(page, 'stations');
      await pages.goTo('Unidades');
      await pages.button('Renomear Matriz').click();
      await lookOver(page, 'units');
      await pages.goTo('Equipe');
      const link = await pages.addPerson({ name: 'Bruno Reis', role: 'Atendente N1', unit: 'Matriz' });
      await pages.button('Mudar Helena Prado').click();
      await lookOver(page, 'people');
      await pages.goTo('Procedimentos');
      await pages.loadPack('quebrado.json', JSON.stringify({ ...defaultPack, callFlow: 'outro' }));
      await expect(page.getByRole('alert').filter({ hasText: 'Nada foi mudado' })).toBeVisible();
      await lookOver(page, 'packs');
      await pages.goTo('Saúde');
      await expect(page.getByText('Registros do diário')).toBeVisible();
      await lookOver(page, 'health');
      await pages.goTo('Registro');
      await expect(pages.table('Registro')).toBeVisible();
      await lookOver(page, 'record');
      await page.getByRole('banner').getByRole('button').click();
      await expect(page.getByRole('menu')).toBeVisible();
      await lookOver(page, 'menu');
      await page.keyboard.press('Escape');
      await pages.signOut();
      await lookOver(page, 'sign-in');
      await pages.signIn('ninguem', 'errada');
      await expect(page.getByText('não confere', { exact: false })).toBeVisible();
      await lookOver(page, 'sign-in, refused');
      await page.goto(link);
      await pages.isAt('Escolha a sua senha');
      await lookOver(page, 'password');
      await page.goto(`${central.origin}/entrar#K7QM-2RTX-9PWD`);
      await pages.isAt('Inscreva a estação');
      await lookOver(page, 'enrolment link');
    });
  });
}
