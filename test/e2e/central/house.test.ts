/** The pages of the centre, against its own program on a real PostgreSQL. */
import { defaultPack } from '#shared/procedures/default/pack.ts';
import { ADMINISTRATOR, AdministrationPages } from '../pages/administration.ts';
import { enrolStation, expect, test } from '../support/central-program.ts';

const UNITS = ['Matriz', 'Filial Norte'];

test('the first link begins the house, once; afterwards one signs in', async ({ central, pages, page, browser }) => {
  const link = central.firstAccess;
  await pages.begin('Horizonte Sistemas', UNITS);
  await pages.isAt('Estações');
  await expect(page.getByRole('banner')).toContainText('Horizonte Sistemas');
  await pages.goTo('Unidades');
  for (const unit of UNITS) await expect(pages.row('Unidades', unit)).toBeVisible();

  const other = await browser.newContext();
  const second = new AdministrationPages(await other.newPage());
  await second.page.goto(link ?? '');
  await second.isAt('Este link não serve mais');
  await expect(second.page.getByRole('alert').filter({ hasText: 'Este código já foi usado.' })).toBeVisible();
  await other.close();

  await central.restart();
  expect(central.firstAccess, 'nobody is let in by link any more').toBeNull();
  await page.goto(`${central.origin}/equipe`);
  await pages.isAt('Equipe');
  await pages.button('Acrescentar pessoa').click();
  await page.getByLabel('Nome', { exact: true }).fill('Caio Reis');
  await pages.signOut();
  await pages.signIn(ADMINISTRATOR.login, 'outra-senha');
  await expect(page.getByText('O nome de acesso ou a senha não confere.')).toBeVisible();
  await pages.signIn('ninguem', 'outra-senha');
  await expect(page.getByText('O nome de acesso ou a senha não confere.')).toBeVisible();
  await pages.signIn(ADMINISTRATOR.login.toUpperCase(), ADMINISTRATOR.password);
  await pages.isAt('Equipe');
  await expect(page.getByLabel('Nome', { exact: true }), 'what was typed outlives the session').toHaveValue(
    'Caio Reis',
  );
});

test('what is missing in the first access is said beside its field', async ({ pages, page }) => {
  await pages.isAt('Comece a central');
  await pages.button('Começar').click();
  for (const words of ['Informe o nome da organização.', 'Informe o nome.', 'Informe o nome de acesso.'])
    await expect(page.getByText(words, { exact: true })).toBeVisible();
  await pages.begin('Horizonte Sistemas', ['Matriz', 'matriz']);
  await expect(page.getByText('Há duas unidades com o mesmo nome.')).toBeVisible();
  await page.getByLabel('Unidade 2', { exact: true }).fill('Filial');
  await pages.button('Começar').click();
  await pages.isAt('Estações');
});

test('a station comes in by its code, is seen, and is cut off', async ({ central, pages, page }) => {
  await pages.begin('Horizonte Sistemas', UNITS);
  const code = await pages.newCode('Filial Norte');
  await expect(page.getByText(/Serve para uma estação, até/)).toBeVisible();
  await expect(pages.row('Códigos por usar', 'Filial Norte')).toBeVisible();
  await page.goto(`${central.origin}/entrar#${code}`);
  await pages.isAt('Inscreva a estação');
  await expect(page.getByText(code)).toBeVisible();

  const { askToken } = await enrolStation(central.origin, {
    code,
    name: 'Balcão 3',
    report: {
      version: '0.1.0',
      unsent: 7,
      refused: 1,
      oldestUnsentAt: new Date(Date.now() - 9 * 3_600_000).toISOString(),
      skewMs: -300_000,
    },
  });
  await page.goto(`${central.origin}/estacoes`);
  const row = pages.row('Estações', 'Balcão 3');
  for (const words of ['0001', 'Filial Norte', 'o mais antigo há 9 h', '1 recusado', 'atrasado 5 min', '0.1.0'])
    await expect(row).toContainText(words);
  await expect(pages.table('Códigos por usar')).toHaveCount(0);

  await row.getByRole('button', { name: /^Mover/ }).click();
  await pages.choose('Unidade', 'Matriz', page.getByRole('dialog'));
  await page.getByRole('dialog').getByRole('button', { name: 'Mudar', exact: true }).click();
  await expect(row).toContainText('Matriz');

  await row.getByRole('button', { name: /^Desligar/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Ela disse ter 7 por enviar');
  const cut = dialog.getByRole('button', { name: 'Desligar de vez' });
  await expect(cut).toBeDisabled();
  await dialog.getByRole('textbox').fill('0001');
  await cut.click();
  await expect(pages.row('Estações desligadas', 'Balcão 3')).toBeVisible();
  const refused = await askToken();
  expect(refused.status).toBe(401);
  expect(await refused.text()).toContain('station-revoked');
});

test('a code that was taken back enrols nobody', async ({ central, pages, page }) => {
  await pages.begin('Horizonte Sistemas', ['Matriz']);
  const code = await pages.newCode('Matriz');
  await pages.button('Fechar').click();
  await pages.row('Códigos por usar', 'Matriz').getByRole('button', { name: 'Cancelar código' }).click();
  await page
    .getByRole('group', { name: 'Cancelar este código?' })
    .getByRole('button', { name: 'Cancelar código' })
    .click();
  await expect(pages.table('Códigos por usar')).toHaveCount(0);
  const answer = await page.request.post(`${central.origin}/v1/enrol`, {
    data: { code, name: 'x', publicKey: 'A'.repeat(43), version: '1', formerNumbers: [], staff: [] },
  });
  expect(answer.status()).toBe(403);
});

test('units are added and renamed, each name once', async ({ pages, page }) => {
  await pages.begin('Horizonte Sistemas', ['Matriz']);
  await pages.goTo('Unidades');
  await page.getByLabel('Nova unidade').fill('MATRIZ');
  await pages.button('Acrescentar').click();
  await expect(page.getByText('Já há uma unidade com este nome.')).toBeVisible();
  await page.getByLabel('Nova unidade').fill('Filial Sul');
  await pages.button('Acrescentar').click();
  await expect(page.getByText('Filial Sul acrescentada.')).toBeVisible();
  await pages.button('Renomear Filial Sul').click();
  await page.getByRole('form', { name: 'Renomear Filial Sul' }).getByLabel('Nome').fill('Filial Oeste');
  await page.keyboard.press('Enter');
  await expect(pages.row('Unidades', 'Filial Oeste')).toBeVisible();
  await expect(pages.row('Unidades', 'Filial Sul')).toHaveCount(0);
});

test('a person chooses their own password by a link, and loses access at once', async ({
  central,
  pages,
  page,
  browser,
}) => {
  await pages.begin('Horizonte Sistemas', UNITS);
  await pages.goTo('Equipe');
  const link = await pages.addPerson({ name: 'Bruno Reis', role: 'Atendente N1', unit: 'Matriz' });
  await expect(pages.row('Equipe', 'Bruno Reis')).toContainText('sem senha');

  const other = await browser.newContext();
  const theirs = new AdministrationPages(await other.newPage());
  await theirs.page.goto(link);
  await theirs.isAt('Escolha a sua senha');
  await theirs.choosePassword('curta');
  await theirs.button('Guardar a senha').click();
  await expect(theirs.page.getByText('A senha tem pelo menos 8 caracteres.')).toBeVisible();
  await theirs.choosePassword('senha-do-bruno');
  await theirs.button('Guardar a senha').click();
  await theirs.isAt('Senha guardada');
  await theirs.page.goto(`${central.origin}/`);
  await theirs.page.goto(link);
  await theirs.isAt('Este link não serve mais');
  await other.close();

  await page.reload();
  await expect(pages.row('Equipe', 'Bruno Reis')).toContainText('ativa');
  await pages.button('Mudar Bruno Reis').click();
  const form = page.getByRole('form', { name: 'Mudar Bruno Reis' });
  await pages.choose('Unidade', 'Filial Norte', form);
  await form.getByRole('button', { name: 'Guardar' }).click();
  await expect(pages.row('Equipe', 'Bruno Reis')).toContainText('Filial Norte');
  await pages.button('Mudar Bruno Reis').click();
  await pages.button('Desativar').click();
  await page
    .getByRole('group', { name: /^Desativar Bruno/ })
    .getByRole('button', { name: 'Desativar' })
    .click();
  await expect(pages.row('Equipe', 'Bruno Reis')).toContainText('desativada');
});

test('the house is never left without somebody who administers', async ({ central, pages, page, browser }) => {
  await pages.begin('Horizonte Sistemas', ['Matriz']);
  await pages.goTo('Equipe');
  await pages.button(`Mudar ${ADMINISTRATOR.name}`).click();
  await pages.button('Desativar').click();
  await page
    .getByRole('group', { name: /^Desativar Helena/ })
    .getByRole('button', { name: 'Desativar' })
    .click();
  await expect(page.getByText('Sem esta pessoa ninguém administraria a casa.')).toBeVisible();
  await pages.button('Cancelar').click();

  await pages.button('Acrescentar pessoa').click();
  const form = page.getByRole('form', { name: 'Nova pessoa' });
  await form.getByLabel('Nome', { exact: true }).fill('Rita Sá');
  await pages.choose('Função', 'Administração', form);
  await form.getByRole('button', { name: /^Acrescentar/ }).click();
  await expect(page.getByText('Quem administra precisa de um nome de acesso')).toBeVisible();
  await form.getByLabel('Nome de acesso').fill(ADMINISTRATOR.login);
  await form.getByRole('button', { name: /^Acrescentar/ }).click();
  await expect(page.getByText('Este nome de acesso já é de outra pessoa.')).toBeVisible();
  await form.getByLabel('Nome de acesso').fill('rita.sa');
  await form.getByRole('button', { name: /^Acrescentar/ }).click();
  const link = (await pages.passwordLink.textContent()) ?? '';

  const other = await browser.newContext();
  const rita = new AdministrationPages(await other.newPage());
  await rita.page.goto(link);
  await rita.choosePassword('senha-da-rita');
  await rita.button('Guardar a senha').click();
  await rita.isAt('Senha guardada');
  await rita.page.goto(`${central.origin}/equipe`);
  await rita.signIn('rita.sa', 'senha-da-rita');
  await rita.isAt('Equipe');
  await rita.button(`Mudar ${ADMINISTRATOR.name}`).click();
  await rita.button('Desativar').click();
  await rita.page
    .getByRole('group', { name: /^Desativar Helena/ })
    .getByRole('button', { name: 'Desativar' })
    .click();
  await expect(rita.row('Equipe', ADMINISTRATOR.name)).toContainText('desativada');
  await other.close();
  // The session of who was dismissed is over with the next request.
  await page.reload();
  await pages.isAt('Entrar na central');
});

test('[B2] a broken pack is shown by place and changes nothing; a sound one is published', async ({ pages, page }) => {
  await pages.begin('Horizonte Sistemas', ['Matriz']);
  await pages.goTo('Procedimentos');
  await pages.loadPack('quebrado.json', JSON.stringify({ ...defaultPack, callFlow: 'outro', version: 900 }));
  await expect(page.getByRole('alert').filter({ hasText: 'quebrado.json. Nada foi mudado.' })).toBeVisible();
  await pages.loadPack('velho.json', JSON.stringify(defaultPack));
  await expect(page.getByText('uma versão publicada não muda', { exact: false }).first()).toBeVisible();
  await pages.loadPack('novo.json', JSON.stringify({ ...defaultPack, version: 900, name: 'Roteiro de 2027' }));
  await pages.button('Publicar para todas as estações').click();
  await expect(page.getByText('Versão 900 publicada.')).toBeVisible();
  await expect(pages.row('Versões publicadas', 'Roteiro de 2027')).toContainText('em vigor');
});

test('health says what is there; the record says who did what', async ({ pages, page }) => {
  await pages.begin('Horizonte Sistemas', ['Matriz']);
  await pages.newCode('Matriz');
  await pages.goTo('Saúde');
  for (const words of ['Banco de dados', 'PostgreSQL', '1 processo', 'npm run central -- restored', 'nada por enviar'])
    await expect(pages.main).toContainText(words);
  await pages.goTo('Registro');
  await expect(pages.row('Registro', 'Fez um código de inscrição')).toContainText(ADMINISTRATOR.name);
  await expect(pages.row('Registro', 'Começou a central')).toContainText('Horizonte Sistemas');
  await page.goto(`${new URL(page.url()).origin}/nada-aqui`);
  await expect(page.getByText('Aqui não há nada')).toBeVisible();
});
