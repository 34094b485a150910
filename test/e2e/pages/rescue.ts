import { expect, type Locator, type Page } from '@playwright/test';

/** What stands in the station's place while it cannot be opened. */
export class RescuePage {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  async isShown(): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1, name: 'A estação não abriu' })).toBeVisible();
  }

  get again(): Locator {
    return this.page.getByRole('button', { name: 'Tentar de novo' });
  }

  /** The newest backup: asked, and confirmed. */
  async restoreByKeyboard(): Promise<void> {
    const copy = this.page
      .getByRole('region', { name: 'Restaurar uma cópia de segurança' })
      .getByRole('listitem')
      .first();
    await copy.locator('summary').press('Enter');
    await copy.getByRole('button', { name: /^Restaurar a cópia de / }).press('Enter');
  }
}
