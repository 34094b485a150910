import { expect, type Locator, type Page } from '@playwright/test';

/** "Recuperação": backups, the black box by day, what was restored; and the strips that say so on every screen. */
export class RecoveryPage {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  /** By way of "Ajustes", as a person comes here. */
  async open(): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Principal' }).getByRole('link', { name: 'Ajustes' }).click();
    await this.page.getByRole('link', { name: 'Abrir recuperação' }).click();
    await this.isShown();
  }

  async isShown(): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1, name: 'Recuperação' })).toBeVisible();
  }

  get backups(): Locator {
    return this.page.getByRole('region', { name: 'Cópias de segurança' }).getByRole('listitem');
  }

  get report(): Locator {
    return this.page.getByRole('region', { name: 'Última restauração' });
  }

  async backUp(): Promise<void> {
    await this.page.getByRole('button', { name: 'Fazer cópia agora' }).click();
  }

  /** Asked, and confirmed. */
  async restore(backup: Locator): Promise<void> {
    await backup.getByRole('button', { name: 'Restaurar' }).click();
    await backup.getByRole('group').getByRole('button', { name: 'Restaurar' }).click();
  }

  /** Compares the day that is chosen. */
  async compare(): Promise<Locator> {
    await this.page.getByRole('button', { name: 'Comparar com a estação' }).click();
    const table = this.page.getByRole('table', { name: /^Caixa-preta de / });
    await expect(table).toBeVisible();
    return table;
  }

  get restoredStrip(): Locator {
    return this.page.getByRole('status').filter({ hasText: 'Os dados desta estação foram restaurados.' });
  }

  get stoppedStrip(): Locator {
    return this.page.getByRole('alert').filter({ hasText: 'parou de gravar' }).first();
  }

  async tryAgain(): Promise<void> {
    await this.page.getByRole('button', { name: 'Tentar de novo' }).click();
  }
}
