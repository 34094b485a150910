import type { Locator, Page } from '@playwright/test';

/** What the house's procedure says, and the way to load another version. */
export class ProceduresPage {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  async load(fileName: string, text: string): Promise<void> {
    await this.page
      .getByLabel('Arquivo do pacote')
      .setInputFiles({ name: fileName, mimeType: 'application/json', buffer: Buffer.from(text, 'utf8') });
  }

  async putInForce(): Promise<void> {
    await this.page.getByRole('button', { name: 'Pôr em vigor' }).click();
  }

  get problems(): Locator {
    return this.page.getByRole('alert').filter({ hasText: /problemas? em / });
  }

  get subtitle(): Locator {
    return this.page.getByText(/, versão \d+/).first();
  }
}
