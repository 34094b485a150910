import { expect, type Locator, type Page } from '@playwright/test';
import { SignInPage } from './sign-in.ts';

/** What the screens show of the centre: joining it, the line at the foot, the queue. */
export class CentralPage {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  get line(): Locator {
    return this.page.getByRole('contentinfo', { name: 'Estado da sincronização' });
  }

  get form(): Locator {
    return this.page.getByRole('form', { name: 'Ligar à central' });
  }

  get queue(): Locator {
    return this.page.getByRole('list', { name: 'O que não está na central' });
  }

  /** In the first run: the link in the first field, a name, and the team is there to sign in. */
  async join(link: string, stationName: string): Promise<void> {
    await this.page.getByRole('button', { name: 'A organização já tem uma central' }).click();
    await this.form.getByLabel('Endereço da central, ou o link inteiro').fill(link);
    await expect(this.form.getByLabel('Código de inscrição')).not.toHaveValue('');
    await this.form.getByLabel('Nome desta estação').fill(stationName);
    await this.form.getByRole('button', { name: 'Ligar à central' }).click();
  }

  async signIn(name: string, password: string): Promise<void> {
    // The team comes from the centre after the station has joined.
    await this.page.getByRole('radio', { name }).check();
    await new SignInPage(this.page).signIn(name, password);
    await expect(this.page.getByRole('banner')).toBeVisible();
  }

  async openQueue(): Promise<void> {
    await this.line.getByRole('link').click();
    await expect(this.page.getByRole('heading', { level: 1, name: 'Fila de envio' })).toBeVisible();
  }
}
