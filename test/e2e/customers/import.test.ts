import { CustomerImportPage } from '../pages/customer-import.ts';
import { expect, test } from '../support/desk.ts';

const HEAD = 'Código;Nome;CPF/CNPJ;Telefone;E-mail';
const GOOD = [
  '2001;Açougue do João;11222333000181;(83) 3222-4455;',
  '2002;Cláudia Araújo;111.444.777-35;83 98888-7766;claudia@exemplo.com.br',
];
const BAD = ['2003;Documento Errado;111.444.777-36;;', '2004;;;83 3333-0000;'];
const csv = (...lines: string[]) => Buffer.from(`${lines.join('\r\n')}\r\n`, 'utf8');

test.beforeEach(async ({ desk }) => {
  await desk.goTo('Clientes');
  await new CustomerImportPage(desk.page).open();
});

test('[S3.7] the columns are recognised and shown, the good lines go in, each refused line is named with its reason', async ({
  desk,
}) => {
  const screen = new CustomerImportPage(desk.page);
  await screen.choose('clientes.csv', csv(HEAD, ...GOOD, ...BAD));
  await expect(screen.field('Código')).toHaveText('Código');
  await expect(screen.field('Nome')).toHaveText(/Nome/);
  await expect(screen.field('CPF/CNPJ')).toHaveText(/CPF ou CNPJ/);
  await expect(screen.setting('Separador das colunas')).toHaveText(/;/);
  await screen.run.click();
  await expect(screen.done).toBeVisible();
  await expect(screen.refused).toHaveCount(2);
  await expect(screen.refused.filter({ hasText: '2003;Documento Errado' })).toContainText(/^4/);
  await expect(screen.refused.filter({ hasText: '2004;;;' })).toContainText(/nome/i);
  const [download] = await Promise.all([
    desk.page.waitForEvent('download'),
    desk.page.getByRole('button', { name: 'Baixar linhas para corrigir' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('clientes-corrigir.csv');
  await desk.page.getByRole('button', { name: 'Ver clientes' }).click();
  await desk.customers.search.fill('acougue do joao');
  await expect(desk.customers.row('Açougue do João')).toBeVisible();
});

for (const { how, bytes } of [
  { how: 'UTF-8 with a byte order mark', bytes: Buffer.from(`\ufeff${[HEAD, ...GOOD].join('\n')}`, 'utf8') },
  { how: 'Latin-1', bytes: Buffer.from([HEAD, ...GOOD].join('\r\n'), 'latin1') },
  {
    how: 'commas and quotes',
    bytes: csv('"Código","Nome","CPF/CNPJ"', '"2001","Açougue do João, o ""bom""",11222333000181'),
  },
]) {
  test(`[S3.7] a file in ${how} keeps its accents`, async ({ desk }) => {
    const screen = new CustomerImportPage(desk.page);
    await screen.choose('clientes.csv', bytes);
    await screen.run.click();
    await expect(screen.done).toBeVisible();
    await desk.page.getByRole('button', { name: 'Ver clientes' }).click();
    await desk.customers.search.fill('2001');
    await expect(desk.customers.row('Açougue do João')).toBeVisible();
  });
}

test('[S3.7] a wrong separator, and a file that is no list of customers, are said before anything is imported', async ({
  desk,
}) => {
  const screen = new CustomerImportPage(desk.page);
  await screen.choose('clientes.csv', csv(HEAD, ...GOOD));
  await screen.set('Separador das colunas', /^vírgula/i);
  await expect(screen.run).toBeDisabled();
  await screen.set('Separador das colunas', /^ponto e vírgula/i);
  await expect(screen.run).toBeEnabled();
  await screen.map('Nome', 'Não importar');
  await expect(desk.page.getByText('Nenhuma coluna foi indicada como nome ou razão social.')).toBeVisible();
  await expect(screen.run).toBeDisabled();
  await desk.page.getByRole('button', { name: 'Escolher outro arquivo' }).click();
  await screen.choose('vazio.csv', Buffer.alloc(0));
  await expect(desk.page.getByRole('alert').filter({ hasText: /vazio|nenhuma linha/i })).toBeVisible();
});

test('[S3.7] an open quote, lines with too few columns and a line of 10 MB cost their own line only', async ({
  desk,
}) => {
  const screen = new CustomerImportPage(desk.page);
  const lines = [
    GOOD[0] ?? '',
    '2010;"Aspas que nunca fecham;52998224725;;',
    '2011',
    `2012;${'x'.repeat(10_000_000)};;;`,
    GOOD[1] ?? '',
  ];
  await screen.choose('estranho.csv', csv(HEAD, ...lines));
  await screen.run.click();
  await expect(screen.done).toBeVisible({ timeout: 30_000 });
  await expect(screen.refused).toHaveCount(3);
  await expect(screen.refused.nth(0)).toContainText('aspas');
  await expect(screen.refused.nth(1)).toContainText(/A linha tem 1 coluna|coluna/);
  await expect(screen.refused.nth(2)).toContainText('Linha com mais de');
  await desk.page.getByRole('button', { name: 'Ver clientes' }).click();
  await desk.customers.search.fill('claudia');
  await expect(desk.customers.row('Cláudia Araújo')).toBeVisible();
});

test('[S3.7] 50,000 lines go in with a true total while the window answers; it can be left running', async ({
  desk,
}) => {
  test.setTimeout(120_000);
  const screen = new CustomerImportPage(desk.page);
  const lines = Array.from({ length: 50_000 }, (_, index) => `${100_000 + index};Cliente de Número ${index};;;`);
  await screen.choose('muitos.csv', csv(HEAD, ...lines));
  await screen.run.click();
  await expect(screen.progress).toBeVisible();
  await desk.page.evaluate(() => {
    const frames = { longest: 0, last: performance.now() };
    Object.assign(window, { frames });
    const next = (now: number) => {
      frames.longest = Math.max(frames.longest, now - frames.last);
      frames.last = now;
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  await desk.page.getByRole('button', { name: 'Continuar trabalhando' }).click();
  await desk.newCall();
  await desk.attendance.notes.pressSequentially('enquanto importa, a janela responde');
  await expect(desk.attendance.notes).toHaveValue('enquanto importa, a janela responde');
  await expect(desk.bar.getByText(/Importando \d+ %|Importação concluída/)).toBeVisible();
  await expect(desk.bar.getByText('Importação concluída')).toBeVisible({ timeout: 90_000 });
  const longest = await desk.page.evaluate(() => (window as unknown as { frames: { longest: number } }).frames.longest);
  expect(longest, 'longest time without a frame, in milliseconds').toBeLessThan(1_500);
  await desk.bar.getByRole('link', { name: 'Importação concluída' }).click();
  await expect(screen.done).toBeVisible();
  await expect(desk.page.getByText('50.000').first()).toBeVisible();
});
