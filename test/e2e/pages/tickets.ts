import { expect, type Locator, type Page } from '@playwright/test';

/** The list of tickets and its filters. */
export class TicketsPage {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  get rows(): Locator {
    return this.page
      .getByRole('grid', { name: /^Chamados/ })
      .getByRole('row')
      .filter({ has: this.page.getByRole('gridcell') });
  }

  get filters(): Locator {
    return this.page.getByRole('search', { name: 'Filtrar chamados' });
  }

  get text(): Locator {
    return this.filters.getByRole('searchbox', { name: 'Buscar nos chamados' });
  }

  row(words: string): Locator {
    return this.rows.filter({ hasText: words });
  }

  /** What came in while the list stood still. */
  get arrivals(): Locator {
    return this.page.getByRole('main').getByRole('button', { name: /^\d+ novos?$/ });
  }

  async counts(words: string): Promise<void> {
    await expect(this.page.getByRole('main').getByText(words, { exact: true })).toBeVisible();
  }

  async status(label: string): Promise<void> {
    await this.filters.getByRole('group', { name: 'Situação' }).getByRole('button', { name: label }).click();
  }

  async choose(filter: 'Aba' | 'Responsável' | 'Data', option: string): Promise<void> {
    await this.filters.getByRole('combobox', { name: filter }).click();
    await this.page.getByRole('option', { name: option, exact: true }).click();
  }

  async clear(): Promise<void> {
    await this.filters.getByRole('button', { name: 'Limpar filtros' }).click();
  }
}
