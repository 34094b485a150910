import { Desk } from '../pages/desk.ts';
import { FirstRunPage } from '../pages/first-run.ts';
import { SignInPage } from '../pages/sign-in.ts';
import { expect, test } from '../support/station.ts';

const ANSWERS = { company: 'Softcom Sistemas', name: 'Ana Lima', role: 'Atendente N1', password: 'segredo-da-ana' };

for (const { at, says } of [
  { at: '2026-11-23T08:30:00-03:00', says: 'Bom dia' },
  { at: '2026-11-23T14:10:00-03:00', says: 'Boa tarde' },
  { at: '2026-11-23T19:45:00-03:00', says: 'Boa noite' },
]) {
  test.describe(`at ${at.slice(11, 16)}`, () => {
    test.use({ startsAt: at });
    test(`[S5.1] a station set up empty greets with its company, its agent and “${says}”`, async ({ page }) => {
      await new FirstRunPage(page).complete({ ...ANSWERS, start: 'Começar vazio' });
      const desk = new Desk(page);
      await desk.isOpen();
      await desk.newCall();
      await expect(desk.attendance.script).toContainText(`Softcom Sistemas, Ana Lima, ${says}!`);
    });
  });
}

test('the first run asks for what is missing, step by step, and goes back without losing anything', async ({
  page,
}) => {
  const firstRun = new FirstRunPage(page);
  await firstRun.isAt('Como se chama a sua empresa?');
  await firstRun.next();
  await expect(page.getByLabel('Nome da empresa')).toHaveAttribute('aria-invalid', 'true');
  await firstRun.fillCompany(ANSWERS.company);
  await firstRun.isAt('E você, quem é?');
  await firstRun.next();
  await expect(page.getByLabel('Seu nome')).toHaveAttribute('aria-invalid', 'true');
  await firstRun.fillAgent(ANSWERS.name, ANSWERS.role);
  await firstRun.isAt('Escolha a sua senha');
  await firstRun.fillPassword('curta');
  await firstRun.isAt('Escolha a sua senha');
  await firstRun.fillPassword(ANSWERS.password, 'outra-senha-longa');
  await firstRun.isAt('Escolha a sua senha');
  await page.getByRole('button', { name: 'Voltar' }).click();
  await expect(page.getByLabel('Seu nome')).toHaveValue(ANSWERS.name);
  await page.getByRole('button', { name: 'A casa' }).click();
  await expect(page.getByLabel('Nome da empresa')).toHaveValue(ANSWERS.company);
});

test('a station may start with sample data: customers and tickets are there at once', async ({ page }) => {
  await new FirstRunPage(page).complete({ ...ANSWERS, start: 'Começar com dados de exemplo' });
  const desk = new Desk(page);
  await expect(desk.bar).toBeVisible({ timeout: 20_000 });
  await desk.goTo('Chamados');
  await expect(desk.tickets.rows.first()).toBeVisible();
  await desk.goTo('Clientes');
  await expect(desk.customers.rows.first()).toBeVisible();
});

test('[S3.7] a station that starts with the customers of a file opens at the import', async ({ page }) => {
  await new FirstRunPage(page).complete({ ...ANSWERS, start: 'Importar clientes de um CSV' });
  await expect(page).toHaveURL(/\/clientes\/importar$/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('after a restart the agent signs in with the password; a wrong one is refused in words', async ({
  page,
  station,
}) => {
  await new FirstRunPage(page).complete({ ...ANSWERS, start: 'Começar vazio' });
  await new Desk(page).isOpen();
  await station.stop();
  await expect(page.getByText('Reconectando com a estação…')).toBeVisible();
  await station.start();
  const signIn = new SignInPage(page);
  await signIn.signIn(ANSWERS.name, 'nao-e-esta');
  await expect(page.getByRole('alert').filter({ hasText: /senha/i })).toBeVisible();
  await expect(signIn.password).toHaveValue('');
  await expect(signIn.password).toBeFocused();
  await signIn.signIn(ANSWERS.name, ANSWERS.password);
  await new Desk(page).isOpen();
});
