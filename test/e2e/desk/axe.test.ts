/** axe finds no violation on any screen, in either theme. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { defaultPack } from '#shared/procedures/default/pack.ts';
import { answered, approached, closedAs, recorded, solved, sureHow, takenInside, tested } from '../attendance/walks.ts';
import { CustomerImportPage } from '../pages/customer-import.ts';
import type { Desk } from '../pages/desk.ts';
import { FirstRunPage } from '../pages/first-run.ts';
import { SignInPage } from '../pages/sign-in.ts';
import { test } from '../support/desk.ts';
import { CUSTOMERS } from '../support/house.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Looks at the screen as it stands: what moves has come to rest, and no tooltip hangs from where the mouse was. */
async function look(page: Page, screen: string): Promise<void> {
  await page.mouse.move(0, 0);
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  await page.evaluate(() => Promise.all(document.getAnimations().map((one) => one.finished.catch(() => null))));
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} · ${failureSummary?.split('\n')[1]?.trim()}`),
  );
  expect.soft(found, screen).toEqual([]);
}

for (const theme of ['light', 'dark'] as const) {
  test.describe(`${theme} theme`, () => {
    test.use({ colorScheme: theme, contextOptions: { reducedMotion: 'reduce' } });

    test.describe('new', () => {
      test.use({ profile: 'new' });
      test('first run and sign-in', async ({ page }) => {
        const firstRun = new FirstRunPage(page);
        await firstRun.isAt('Como se chama a sua empresa?');
        await look(page, 'company');
        await firstRun.next();
        await look(page, 'company, refused');
        await firstRun.fillCompany('Softcom Sistemas');
        await firstRun.isAt('E você, quem é?');
        await look(page, 'agent');
        await firstRun.fillAgent('Ana Lima', 'Atendente N1');
        await firstRun.isAt('Escolha a sua senha');
        await look(page, 'password');
        await firstRun.fillPassword('segredo-da-ana');
        await firstRun.isAt('Como quer começar?');
        await look(page, 'start');
        await firstRun.start('Começar vazio');
        await expect(page.getByRole('banner')).toBeVisible();
        await look(page, 'an empty desk');
        for (const place of ['Chamados', 'Clientes']) {
          await page.getByRole('navigation', { name: 'Principal' }).getByRole('link', { name: place }).click();
          await expect(page.getByRole('heading', { level: 1, name: place })).toBeVisible();
          await look(page, `${place}, empty`);
        }
        await page.keyboard.press('Control+Shift+L');
        const signIn = new SignInPage(page);
        await signIn.isShown();
        await look(page, 'sign-in');
        await signIn.signIn('Ana Lima', 'errada-de-novo');
        await expect(page.getByRole('alert').filter({ hasText: /senha/i })).toBeVisible();
        await look(page, 'sign-in, refused');
      });
    });

    test('every step of a call, its map, its end', async ({ desk }) => {
      test.setTimeout(300_000);
      const { attendance, page } = desk;
      await desk.newCall();
      await look(page, 'Atender');
      await attendance.fields.customerSearch.fill('a');
      await expect(page.getByRole('listbox', { name: 'Clientes encontrados' })).toBeVisible();
      await look(page, 'customers found');
      await attendance.fields.root.getByRole('button', { name: 'Cadastrar agora' }).click();
      await look(page, 'registering a customer');
      await page.keyboard.press('Escape');
      await attendance.fields.findCustomer(CUSTOMERS.mercado.code, CUSTOMERS.mercado.name);
      await attendance.leave(answered);
      await look(page, 'Abordagem');
      await attendance.leave(approached);
      await look(page, 'Débito');
      await attendance.leave({
        step: 'debito',
        answers: { confirmado: false, 'quem-confirmou': 'Paula' },
        exit: 'nao-confirmado',
      });
      await attendance.fields.fill('ocorrencia', { descricao: 'Que porcaria, deu pau.' });
      await attendance.exit('Ocorrência registrada').click({ force: true });
      await look(page, 'Ocorrência, refused');
      await attendance.leave(recorded);
      await attendance.fields.fill('analise', { ...sureHow, estimativa: 60, disponibilidade: 'agendar' });
      await look(page, 'Análise');
      await attendance.exits.getByRole('button', { name: 'Pular' }).click();
      await look(page, 'skipping');
      await page.keyboard.press('Escape');
      await attendance.leave({ ...takenInside, parks: undefined });
      await look(page, 'Análise do banco, parked');
      await attendance.resume();
      await attendance.fields.fill('analise-do-banco', tested);
      await look(page, 'Análise do banco');
      await attendance.take('analise-do-banco', 'passar-a-supervisao');
      await attendance.isAt('Análise da supervisão');
      await look(page, 'Análise da supervisão');
      await attendance.leave({
        step: 'analise-da-supervisao',
        answers: {
          conferencia: [
            'ocorrencia-definida',
            'testado-banco-cliente',
            'testado-nosso-banco',
            'procedimentos-anotados',
            'prazo-e-urgencia',
          ],
          decisao: 'os',
          'quem-decidiu': 'Sílvia Reis',
          orientacao: 'Usar a O.S. 4501',
        },
        exit: 'passar-os',
      });
      await look(page, 'O.S.');
      await attendance.fields.root.getByRole('button', { name: 'Registrar O.S.' }).click();
      await look(page, 'registering a work order');
      await page.keyboard.press('Escape');
      await attendance.leave({ step: 'ordem-de-servico', answers: { os: '4501', urgente: false }, exit: 'liberada' });
      await look(page, 'Solução imediata');
      await attendance.leave(solved);
      await attendance.openEarlier('Ocorrência');
      await look(page, 'Finalização, with an earlier step open');
      await attendance.showMap();
      await look(page, 'map, as a picture');
      await page.getByRole('dialog').getByRole('button', { name: 'Lista' }).click();
      await look(page, 'map, as a list');
      await page.keyboard.press('Escape');
      await attendance.leave(closedAs('incidente', { 'numero-da-os': ['passado'] }));
      await look(page, 'ended');
      await page.getByRole('link', { name: 'Abrir o chamado' }).click();
      await expect(desk.ticket.subject).toBeVisible();
      await desk.ticket.write('Texto ao cliente', 'Que porcaria de erro.');
      await desk.ticket.write('Nota técnica', 'Nota.');
      await look(page, 'ticket');
    });

    test.describe('with sample data', () => {
      test.use({ profile: 'demo' });
      test('every place, the palette, the keys', async ({ demoDesk: desk }) => {
        test.setTimeout(300_000);
        const { page } = desk;
        await look(page, 'Atender');
        await desk.goTo('Chamados');
        await expect(desk.tickets.rows.first()).toBeVisible();
        await look(page, 'Chamados');
        await desk.tickets.rows.first().click();
        await expect(desk.ticket.entries.first()).toBeVisible();
        await look(page, 'ticket');
        await customers(desk);
        await desk.goTo('Livro');
        await desk.shift.noteCall();
        await look(page, 'Livro');
        await desk.goTo('Procedimentos');
        for (const tab of ['Roteiro', 'Abas e filas', 'Textos', 'Artigos', 'Classificação e prazos', 'Versões']) {
          await page.getByRole('tab', { name: tab }).click();
          await expect(page.getByRole('tabpanel')).toBeVisible();
          await look(page, `Procedimentos, ${tab}`);
        }
        await desk.procedures.load('quebrado.json', JSON.stringify({ ...defaultPack, callFlow: 'outro' }));
        await expect(desk.procedures.problems).toBeVisible();
        await look(page, 'a broken pack');
        await desk.goTo('Ajustes');
        await page.getByRole('button', { name: 'Acrescentar pessoa' }).click();
        await look(page, 'Ajustes');
        await desk.palette.find('nota');
        await expect(desk.palette.results.first()).toBeVisible();
        await look(page, 'palette');
        await desk.palette.close();
        await page.getByRole('main').focus();
        await desk.showKeys();
        await look(page, 'keys');
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: /conta de/ }).click();
        await expect(page.getByRole('menu')).toBeVisible();
        await look(page, 'menu of the agent');
        await page.keyboard.press('Escape');
        await page.goto(`${new URL(page.url()).origin}/nada-aqui`);
        await expect(page.getByText('Não há nada neste endereço')).toBeVisible();
        await look(page, 'an address of nothing');
      });
    });
  });
}

async function customers(desk: Desk): Promise<void> {
  const { page } = desk;
  await desk.goTo('Clientes');
  await expect(desk.customers.rows.first()).toBeVisible();
  await look(page, 'Clientes');
  await desk.customers.rows.first().click();
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Clientes');
  await look(page, 'customer');
  await page.keyboard.press('e');
  await expect(page.getByRole('form')).toBeVisible();
  await look(page, 'customer, editing');
  await page.goto(`${new URL(page.url()).origin}/clientes/importar`);
  const screen = new CustomerImportPage(page);
  await look(page, 'import, choosing');
  await screen.choose('c.csv', Buffer.from('Código;Nome\n9001;Fulano de Tal\n9002;\n', 'utf8'));
  await expect(screen.run).toBeVisible();
  await look(page, 'import, columns');
  await screen.run.click();
  await expect(screen.done).toBeVisible();
  await screen.refused.first().click();
  await look(page, 'import, report');
}
