import { expect, type Page } from '@playwright/test';

/** Name and password. */
export class SignInPage {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  get password() {
    return this.page.getByLabel('Senha');
  }

  async isShown(): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1, name: 'Entrar' })).toBeVisible();
  }

  async signIn(name: string, password: string): Promise<void> {
    await this.isShown();
    const choice = this.page.getByRole('radio', { name });
    if (await choice.count()) await choice.check();
    await this.password.fill(password);
    await this.page.getByRole('button', { name: 'Entrar' }).click();
  }
}
