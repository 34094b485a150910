import { expect, type Locator, type Page } from '@playwright/test';

/** "Livro de ligações". */
export class ShiftPage {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await this.page.getByRole('main').getByRole('button', { name: 'Abrir turno' }).click();
    await expect(this.totals).toBeVisible();
  }

  get totals(): Locator {
    return this.page.getByRole('region', { name: 'Totais do turno' });
  }

  get loose(): Locator {
    return this.page.locator('[data-loose-call]');
  }

  get recorded(): Locator {
    return this.page.getByRole('table', { name: 'OCs deste turno' });
  }

  /** Anywhere: a call that came in and has no ticket yet. */
  async noteCall(): Promise<void> {
    await this.page.keyboard.press('Shift+F2');
  }

  async explain(row: Locator, reason: string, words = ''): Promise<void> {
    await row.getByRole('button', { name: 'Explicar' }).click();
    await row.getByRole('combobox', { name: 'Motivo' }).click();
    await this.page.getByRole('option', { name: reason }).click();
    if (words) await row.getByLabel('O que houve (opcional)').fill(words);
    await row.getByRole('button', { name: 'Salvar explicação' }).click();
  }

  async link(row: Locator, words: string): Promise<void> {
    await row.getByRole('button', { name: 'Vincular a uma OC' }).click();
    await row.getByRole('combobox', { name: /OC deste turno/ }).fill(words);
    await this.page.getByRole('option', { name: words }).first().click();
    await row.getByRole('button', { name: 'Vincular', exact: true }).click();
  }

  get closing(): Locator {
    return this.page.getByRole('form', { name: 'Encerrar turno' });
  }

  async close(phoneCount = ''): Promise<void> {
    if (!(await this.closing.isVisible()))
      await this.page.getByRole('main').getByRole('button', { name: 'Encerrar turno' }).click();
    if (phoneCount) await this.closing.getByLabel('Ligações no telefone (opcional)').fill(phoneCount);
    await this.closing.getByRole('button', { name: 'Encerrar turno' }).click();
  }
}
