/** A whole call by the keyboard alone: from signing in to the closing, no mouse. */
import type { Page } from '@playwright/test';
import { Desk } from '../pages/desk.ts';
import { SignInPage } from '../pages/sign-in.ts';
import { AGENT, CUSTOMERS, PASSWORD } from '../support/house.ts';
import { expect, test } from '../support/station.ts';

test.use({ profile: 'house' });

/** Something in the window has the focus, is seen, and shows that it has it. */
async function focusIsSeen(page: Page): Promise<void> {
  const seen = await page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return { where: 'nothing', visible: false };
    const { width, height, top, left } = element.getBoundingClientRect();
    const onScreen = width > 0 && height > 0 && top < innerHeight && left < innerWidth && top + height > 0;
    const marked = [element, ...ancestors(element)].some((one) => {
      const style = getComputedStyle(one);
      const outlined = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0;
      return (
        outlined ||
        style.boxShadow !== 'none' ||
        one.classList.contains('Mui-focused') ||
        one.classList.contains('Mui-focusVisible')
      );
    });
    return {
      where: `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent?.slice(0, 30)}`,
      visible: onScreen && marked,
    };

    function ancestors(of: Element): Element[] {
      const found: Element[] = [];
      for (let one = of.parentElement; one && found.length < 4; one = one.parentElement) found.push(one);
      return found;
    }
  });
  expect(seen.visible, `focus on ${seen.where}`).toBe(true);
}

/** Tab until the field with this label has the focus. */
async function tabTo(page: Page, label: RegExp): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    await focusIsSeen(page);
    if (label.test(await nameOfFocus(page))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no field ${label} within 40 presses of Tab; at ${await nameOfFocus(page)}`);
}

/** The label of what has the focus, or of its group. */
function nameOfFocus(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    const group = element?.closest('[role="radiogroup"], [role="group"]');
    const named = (one: Element | null | undefined) => {
      const ids = one?.getAttribute('aria-labelledby')?.split(' ') ?? [];
      return [
        one?.getAttribute('aria-label') ?? '',
        ...ids.map((id) => document.getElementById(id)?.textContent ?? ''),
      ];
    };
    const field = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element : null;
    const labels = [...(field?.labels ?? [])].map((label) => label.textContent ?? '');
    return [...named(group), ...named(element), ...labels].filter(Boolean).join(' | ');
  });
}

test('a whole call by keyboard alone, from signing in to the closing', async ({ page }) => {
  test.setTimeout(90_000);
  const { keyboard } = page;
  const desk = new Desk(page);
  const { attendance } = desk;

  await new SignInPage(page).isShown();
  await tabTo(page, /Quem é você/);
  await keyboard.press('Space');
  await keyboard.press('Tab');
  await keyboard.type(PASSWORD);
  await keyboard.press('Enter');
  await desk.isOpen();

  await keyboard.press('F2');
  await attendance.isAt('Atender');
  await expect(attendance.fields.customerSearch).toBeFocused();
  await keyboard.type('padaria');
  await expect(page.getByRole('option', { name: CUSTOMERS.padaria.name })).toBeVisible();
  await keyboard.press('Enter');
  await expect(attendance.customer.getByRole('heading', { name: CUSTOMERS.padaria.name })).toBeVisible();
  await expect(attendance.fields.text('Nome completo de quem fala')).toBeFocused();
  await keyboard.type('Maria Souza');
  await keyboard.press('Control+Enter');

  await attendance.isAt('Abordagem');
  await tabTo(page, /Pontos importantes/);
  await keyboard.type('Nota não sai');
  await keyboard.press('Alt+n');
  await expect(attendance.notes).toBeFocused();
  await keyboard.type('fala baixo');
  await keyboard.press('Control+Enter');

  await attendance.isAt('Débito');
  await keyboard.press('Alt+3');

  await attendance.isAt('Ocorrência');
  await expect(attendance.fields.text('Assunto')).toBeFocused();
  await keyboard.type('Nota não sai');
  await tabTo(page, /Descrição/);
  await keyboard.type('Ao emitir, erro 225.');
  await keyboard.press('Tab');
  await tabTo(page, /Classificação/);
  await keyboard.press('Space');
  await tabTo(page, /Categoria/);
  await keyboard.type('erro no');
  await expect(page.getByRole('option', { name: 'Erro no sistema' })).toBeVisible();
  await keyboard.press('Enter');
  await tabTo(page, /Impossibilita/);
  await keyboard.press('s');
  await tabTo(page, /Impacta/);
  await keyboard.press('n');
  await expect(attendance.fields.option('Prioridade', 'Média')).toBeChecked();
  await keyboard.press('Control+Enter');

  await attendance.isAt('Análise');
  await tabTo(page, /muda evento/);
  await keyboard.press('n');
  await tabTo(page, /Tempo estimado/);
  await keyboard.type('5');
  await tabTo(page, /Será resolvido/);
  await keyboard.press('Space');
  await keyboard.press('Alt+1');

  await attendance.isAt('Solução imediata');
  await tabTo(page, /^Solução|Solução \(o cliente/);
  await keyboard.type('Certificado renovado.');
  for (const item of [/O que ocorreu/, /A solução apresentada/]) {
    await keyboard.press('Tab');
    await tabTo(page, item);
    await keyboard.press('Space');
  }
  await keyboard.press('Control+Enter');

  await attendance.isAt('Finalização');
  for (const [label, text] of [
    [/O que ocorreu/, 'Certificado vencido'],
    [/Solução/, 'Certificado renovado'],
    [/Conferido com/, 'Maria Souza'],
  ] as const) {
    await tabTo(page, label);
    await keyboard.type(text);
  }
  await keyboard.press('Control+Enter');
  await expect(attendance.title).toHaveText('Chamado encerrado');
  await expect(page.getByRole('button', { name: /Próxima ligação/ })).toBeFocused();
  await focusIsSeen(page);
});

test('places, lists and the palette by keyboard; Esc goes back and loses nothing', async ({ page }) => {
  const desk = await Desk.enter(page);
  for (const [letter, path] of [
    ['c', '/chamados'],
    ['l', '/clientes'],
    ['v', '/livro'],
    ['p', '/procedimentos'],
    ['j', '/ajustes'],
    ['a', '/atender'],
  ]) {
    await page.keyboard.press('g');
    await page.keyboard.press(letter ?? '');
    await expect(page).toHaveURL(new RegExp(`${path}$`));
  }
  await page.keyboard.press('g');
  await page.keyboard.press('l');
  await expect(desk.customers.rows.first()).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Clientes');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { level: 1, name: 'Clientes' })).toBeVisible();
  await page.keyboard.press('/');
  await expect(desk.palette.box).toBeFocused();
  await desk.palette.close();
});

test('`?` shows the keys of the present screen, read from the table that binds them', async ({ page }) => {
  const desk = await Desk.enter(page);
  let sheet = await desk.showKeys();
  await expect(sheet.getByText('Nova ligação')).toBeVisible();
  await expect(sheet.getByText('Pular o passo')).toBeHidden();
  await page.keyboard.press('Escape');
  await desk.newCall();
  await page.getByRole('main').focus();
  sheet = await desk.showKeys();
  for (const action of ['Pular o passo', 'Ir para as anotações', 'Tomar a saída 1', 'Mapa do fluxo'])
    await expect(sheet.getByText(action)).toBeVisible();
});

test('the agent locks the station by key; it opens again for who knows the password', async ({ page }) => {
  const desk = await Desk.enter(page, { name: AGENT.name });
  await desk.newCall();
  await desk.attendance.notes.pressSequentially('isto fica');
  await desk.lock();
  await expect(page.getByText('isto fica')).toBeHidden();
  const back = await Desk.enter(page);
  await expect(back.attendance.notes).toHaveValue('isto fica');
});
