import { expect, type Locator, type Page } from '@playwright/test';

/** Ctrl+K: one box over everything. */
export class PalettePage {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  get box(): Locator {
    return this.page.getByRole('combobox', { name: 'Buscar ou comandar' });
  }

  get results(): Locator {
    return this.page.getByRole('listbox', { name: 'Resultados' }).getByRole('option');
  }

  async open(): Promise<void> {
    await this.page.keyboard.press('Control+k');
    await expect(this.box).toBeFocused();
  }

  async find(words: string): Promise<Locator> {
    if (!(await this.box.isVisible())) await this.open();
    await this.box.fill(words);
    return this.results;
  }

  async close(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await expect(this.box).toBeHidden();
  }
}
