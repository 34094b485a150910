/**
 * The pictures in docs/screens, taken of sample data at a moment that is always the same: `npm run screens`. Nobody
 * in them exists. Other test runs leave the pictures alone.
 */
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { approached, closedAs, recorded, solved, solvedNow, upToDate } from '../attendance/walks.ts';
import { CustomerImportPage } from '../pages/customer-import.ts';
import { Desk } from '../pages/desk.ts';
import { FirstRunPage } from '../pages/first-run.ts';
import { RecoveryPage } from '../pages/recovery.ts';
import { RescuePage } from '../pages/rescue.ts';
import { SignInPage } from '../pages/sign-in.ts';
import { replaceByAnother } from '../support/another-database.ts';
import { expect, test } from '../support/desk.ts';
import { shiftWindowClock, takePicture } from '../support/picture.ts';

const AT = '2026-11-23T10:42:00-03:00';
const PLAIN = { width: 1280, height: 720 };
const WIDE = { width: 1920, height: 1080 };

test.use({ startsAt: AT, viewport: PLAIN, contextOptions: { reducedMotion: 'reduce' } });
test.setTimeout(300_000);

for (const theme of ['light', 'dark'] as const) {
  test.describe(theme, () => {
    test.use({ colorScheme: theme });

    const take = (page: Page, name: string) => takePicture(page, `${name}-${theme}`);
    const takeWide = async (page: Page, name: string) => {
      await page.setViewportSize(WIDE);
      await take(page, name);
      await page.setViewportSize(PLAIN);
    };

    test.beforeEach(({ context }) => shiftWindowClock(context, AT));

    test.describe('new', () => {
      test.use({ profile: 'new' });
      test('first run and sign-in', async ({ page }) => {
        const firstRun = new FirstRunPage(page);
        await page.getByLabel('Nome da empresa').fill('Horizonte Sistemas');
        await take(page, 'first-run');
        await firstRun.next();
        await firstRun.fillAgent('Ana Beatriz Ramos', 'Atendente N1');
        await firstRun.fillPassword('demonstracao');
        await firstRun.isAt('Como quer começar?');
        await take(page, 'first-run-start');
        await firstRun.start('Começar vazio');
        const desk = new Desk(page);
        await desk.isOpen();
        await take(page, 'empty');
        await desk.lock();
        await new SignInPage(page).isShown();
        await take(page, 'sign-in');
      });
    });

    test.describe('demo', () => {
      test.use({ profile: 'demo' });
      test('the desk', async ({ demoDesk: desk }) => {
        const { page, attendance } = desk;
        await page.getByRole('button', { name: 'Abrir turno' }).click();
        await expect(desk.counter).toHaveText(/0 ligações/);
        await take(page, 'home');
        for (const calls of ['1 ligação', '2 ligações']) {
          await desk.shift.noteCall();
          await expect(desk.counter).toContainText(calls);
        }
        await page.getByRole('button', { name: 'Depois' }).click();
        await lists(desk);
        await importing(desk);
        await desk.goTo('Livro');
        await expect(desk.shift.loose).toHaveCount(2);
        await desk.shift.loose.first().getByRole('button', { name: 'Explicar' }).click();
        await take(page, 'shift');
        await desk.goTo('Procedimentos');
        await expect(page.getByRole('tabpanel')).toBeVisible();
        await take(page, 'procedures');
        await desk.goTo('Ajustes');
        await expect(page.getByRole('table', { name: 'Equipe' })).toBeVisible();
        await take(page, 'settings');
        await backedUp(desk);
        await take(page, 'recovery');
        await desk.palette.find('nota fiscal');
        await expect(desk.palette.results.first()).toBeVisible();
        await take(page, 'palette');
        await desk.palette.close();
        await call(desk);
        await page.getByRole('main').focus();
        await desk.showKeys();
        await take(page, 'keys');
        await page.keyboard.press('Escape');
        await attendance.isAt('Análise');
        await attendance.walk([solvedNow, solved]);
        await take(page, 'closing');
        await attendance.leave(closedAs('incidente'));
        await take(page, 'ended');
      });
    });

    test.describe('that does not open', () => {
      test.use({ profile: 'demo' });
      test('the page in its place', async ({ demoDesk: desk, station }) => {
        const { page } = desk;
        await backedUp(desk);
        await station.stop();
        replaceByAnother(join(station.dataDir, 'station.db'));
        await station.start({ mayNotOpen: true });
        await page.goto(station.address);
        await new RescuePage(page).isShown();
        await page.getByRole('main').evaluate((main, folder) => {
          for (const code of main.querySelectorAll('code'))
            if (code.textContent === folder) code.textContent = '/home/ana/.local/share/prumo/station';
        }, station.dataDir);
        await take(page, 'rescue');
        await page.setViewportSize({ width: 1280, height: 1080 });
        await take(page, 'rescue-whole');
      });
    });

    /** With a copy that holds something; it takes the place of the day's first. */
    async function backedUp(desk: Desk): Promise<void> {
      const recovery = new RecoveryPage(desk.page);
      await recovery.open();
      await expect(recovery.backups.first()).toContainText('conferida');
      await recovery.backUp();
      await expect(recovery.backups.first()).toContainText(/\d\d chamados/);
    }

    async function lists(desk: Desk): Promise<void> {
      const { page } = desk;
      await desk.goTo('Chamados');
      await expect(desk.tickets.rows.nth(8)).toBeVisible();
      await take(page, 'tickets');
      await takeWide(page, 'tickets-wide');
      await desk.tickets.row('Encerrado').first().click();
      await expect(desk.ticket.entries.first()).toBeVisible();
      await desk.ticket.write(
        'Texto ao cliente',
        'Boa tarde! O relatório saiu errado porque deu pau na versão antiga.',
      );
      await take(page, 'ticket');
      await takeWide(page, 'ticket-wide');
      await desk.goTo('Clientes');
      await expect(desk.customers.rows.nth(8)).toBeVisible();
      await take(page, 'customers');
      await desk.customers.rows.nth(3).click();
      await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Clientes');
      await take(page, 'customer');
      await page.keyboard.press('e');
      await expect(page.getByRole('form')).toBeVisible();
      await take(page, 'customer-form');
      await page.keyboard.press('Escape');
    }

    async function importing(desk: Desk): Promise<void> {
      const { page } = desk;
      await page.goto(`${new URL(page.url()).origin}/clientes/importar`);
      const screen = new CustomerImportPage(page);
      await expect(page.getByRole('button', { name: 'Escolher arquivo' })).toBeVisible();
      await take(page, 'import');
      const lines = [
        'Código;Nome;CPF/CNPJ;Telefone;E-mail;Plano',
        '9001;Mercadinho Bom Preço Ltda;11.222.333/0001-81;(83) 3222-4455;compras@exemplo.com.br;Essencial',
        '9002;Cláudia Araújo;111.444.777-35;83 98888-7766;claudia@exemplo.com.br;Pleno',
        '9003;Documento Trocado;111.444.777-36;;;',
        '9004;;;83 3333-0000;;',
      ];
      await screen.choose('clientes.csv', Buffer.from(lines.join('\r\n'), 'utf8'));
      await expect(screen.run).toBeVisible();
      await take(page, 'import-columns');
      await screen.run.click();
      await expect(screen.done).toBeVisible();
      await take(page, 'import-report');
      await page.getByRole('button', { name: 'Ver clientes' }).click();
    }

    /** A call with somebody who has a ticket open, up to the analysis. */
    async function call(desk: Desk): Promise<void> {
      const { page, attendance } = desk;
      await desk.goTo('Chamados');
      await desk.tickets.status('Aguardando');
      await expect(desk.tickets.row('Encerrado')).toHaveCount(0);
      const name = (await desk.tickets.row('Aguardando').first().getByRole('gridcell').nth(1).textContent()) ?? '';
      await desk.newCall();
      await attendance.fields.findCustomer(name, name);
      await attendance.fields.fill('atender', { contato: 'Maria Souza' });
      await take(page, 'attendance-start');
      await attendance.take('atender', 'identificado');
      await attendance.leave(approached);
      await attendance.leave(upToDate);
      await attendance.fields.fill('ocorrencia', recorded.answers ?? {});
      await attendance.notes.fill('Emitiu normalmente até sexta; trocou de computador no sábado.');
      await expect(attendance.saved).toHaveAttribute('data-saved', 'journal');
      await page.locator('[data-step-scroller]').evaluate((pane) => pane.scrollTo({ top: 0 }));
      await take(page, 'attendance');
      await takeWide(page, 'attendance-wide');
      await attendance.take('ocorrencia', 'registrada');
      await attendance.isAt('Análise');
      await attendance.showMap();
      await take(page, 'map');
      await page.keyboard.press('Escape');
    }
  });
}
