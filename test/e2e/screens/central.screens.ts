/** The pictures of the centre's pages in docs/screens. Nobody in them exists. */
import type { Page } from '@playwright/test';
import { enrolStation, expect, test } from '../support/central-program.ts';
import { shiftWindowClock, takePicture } from '../support/picture.ts';

const AT = '2026-11-23T10:42:00-03:00';
const earlier = (hours: number) => new Date(Date.parse(AT) - hours * 3_600_000).toISOString();

test.use({ startsAt: AT, viewport: { width: 1280, height: 720 }, contextOptions: { reducedMotion: 'reduce' } });
test.setTimeout(300_000);

const STATIONS = [
  { unit: 'Matriz', name: 'Balcão 1', unsent: 0, refused: 0, oldestUnsentAt: null, skewMs: 300 },
  { unit: 'Matriz', name: 'Balcão 2', unsent: 3, refused: 0, oldestUnsentAt: earlier(0.2), skewMs: -900 },
  { unit: 'Filial Norte', name: 'Recepção', unsent: 0, refused: 0, oldestUnsentAt: null, skewMs: 150 },
  {
    unit: 'Filial Norte',
    name: 'Notebook de plantão',
    unsent: 41,
    refused: 1,
    oldestUnsentAt: earlier(19),
    skewMs: -340_000,
  },
];

for (const theme of ['light', 'dark'] as const) {
  test.describe(theme, () => {
    test.use({ colorScheme: theme, flags: ['--address', 'https://central.exemplo.com.br'] });
    test.beforeEach(({ context }) => shiftWindowClock(context, AT));
    const take = (page: Page, name: string) => takePicture(page, `central-${name}-${theme}`);

    test('the centre', async ({ central, pages, page }) => {
      await pages.isAt('Comece a central');
      await page.getByLabel('Nome da organização').fill('Horizonte Sistemas');
      await take(page, 'first-access');
      await pages.begin('Horizonte Sistemas', ['Matriz', 'Filial Norte']);
      await pages.isAt('Estações');
      for (const { unit, name, ...report } of STATIONS) {
        const code = await pages.newCode(unit);
        await enrolStation(central.origin, { code, name, report: { version: '0.1.0', ...report } });
        await pages.button('Fechar').click();
      }
      await page.reload();
      await expect(pages.row('Estações', 'Notebook de plantão')).toBeVisible();
      await take(page, 'stations');
      await pages.newCode('Matriz');
      await take(page, 'code');
      await pages.button('Fechar').click();
      await pages.goTo('Equipe');
      await pages.addPerson({ name: 'Bruno Reis', role: 'Atendente N1', unit: 'Matriz' });
      await pages.addPerson({ name: 'Carla Nunes', role: 'Atendente N2', unit: 'Filial Norte' });
      await take(page, 'people');
      await pages.goTo('Procedimentos');
      await expect(pages.table('Versões publicadas')).toBeVisible();
      await take(page, 'packs');
      await pages.goTo('Saúde');
      await expect(page.getByText('Registros do diário')).toBeVisible();
      await take(page, 'health');
      await pages.goTo('Registro');
      await expect(pages.table('Registro')).toBeVisible();
      await take(page, 'record');
      await pages.signOut();
      await take(page, 'sign-in');
    });
  });
}
