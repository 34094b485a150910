/** Text that people paste from anywhere: kept, shown and found; what cannot be text is taken out and nothing else. */

import type { Page } from '@playwright/test';
import { toAnalysis } from '../attendance/walks.ts';
import { expect, test } from '../support/desk.ts';
import { CUSTOMERS } from '../support/house.ts';

const ARABIC = 'رقم الطلب ٤٥٦';
const EMOJI = '👩‍💻 não conseguiu 🇧🇷';
const MARKED = 'abc\u202edef\u2066ghi';

/** Puts text where the cursor is, as a paste does, also what no key can type. */
function paste(page: Page, text: string): Promise<void> {
  return page.evaluate((pasted) => {
    const field = document.activeElement;
    if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)) throw new Error('no field');
    const proto = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
    Object.getOwnPropertyDescriptor(proto, 'value')?.set?.call(field, field.value + pasted);
    field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste', data: pasted }));
  }, text);
}

test('NUL, half characters, emoji and right-to-left text: kept or cleaned, saved, shown and found', async ({
  desk,
  again,
}) => {
  const { attendance, page } = desk;
  await desk.newCall();
  await attendance.fields.findCustomer(CUSTOMERS.jose.code, CUSTOMERS.jose.name);
  await attendance.walk(toAnalysis);
  await attendance.notes.focus();
  await paste(page, `antes\u0000depois \ud83d solto \udc00 ${EMOJI} ${ARABIC} ${MARKED} \u0007fim`);
  await expect(attendance.saved).toHaveAttribute('data-saved', 'journal');
  const back = await again(desk);
  await expect(back.attendance.notes).toHaveValue(new RegExp(`antes.?depois.* ${EMOJI} ${ARABIC}`));
  await page.goto(page.url().replace('/atender/', '/chamados/'));
  const told = back.ticket.entries.filter({ hasText: 'antes' }).first();
  await expect(told).toContainText(EMOJI);
  await expect(told).toContainText(ARABIC);
  const shown = (await told.textContent()) ?? '';
  expect(shown.isWellFormed()).toBe(true);
  expect(shown).not.toContain('\u0000');
  await back.goTo('Chamados');
  for (const words of ['antesdepois', ARABIC, 'solto', 'conseguiu']) {
    await back.tickets.text.fill(words);
    await expect(back.tickets.row(CUSTOMERS.jose.name), words).toBeVisible();
  }
});

test('a long text in one line stays inside its box, and the window keeps its width', async ({ desk }) => {
  const { attendance, page } = desk;
  await desk.newCall();
  await attendance.fields.text('Nome completo de quem fala').fill('a'.repeat(120));
  await attendance.notes.focus();
  await paste(page, 'W'.repeat(20_000));
  await expect(attendance.saved).toHaveAttribute('data-saved', 'journal');
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wider).toBeLessThanOrEqual(0);
});

test('what looks like markup, a formula or a placeholder is text like any other', async ({ desk }) => {
  const { attendance } = desk;
  const text = '<img src=x onerror=alert(1)> {{company}} =1+1 $(x) %00';
  await desk.newCall();
  await attendance.fields.text('Nome completo de quem fala').fill(text.slice(0, 60));
  await attendance.skip('Não se aplica a este caso');
  await expect(attendance.script).toContainText('<img src=x onerror=alert(1)>');
  await expect(desk.page.locator('img[src="x"]')).toHaveCount(0);
});
