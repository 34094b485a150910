import type { Locator, Page } from '@playwright/test';

/** The list of customers and their records. */
export class CustomersPage {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  get rows(): Locator {
    return this.page
      .getByRole('grid', { name: /^Clientes/ })
      .getByRole('row')
      .filter({ has: this.page.getByRole('gridcell') });
  }

  get search(): Locator {
    return this.page.getByRole('searchbox', { name: 'Buscar clientes' });
  }

  row(words: string): Locator {
    return this.rows.filter({ hasText: words });
  }
}
