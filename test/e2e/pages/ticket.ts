import { expect, type Locator, type Page } from '@playwright/test';

export type Lane = 'Nota técnica' | 'Texto ao cliente';

/** One ticket: who and what, its journal, its two lanes of text. */
export class TicketPage {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  get subject(): Locator {
    return this.page.getByRole('main').getByRole('heading', { level: 1 });
  }

  get journal(): Locator {
    return this.page.getByRole('region', { name: 'Histórico' });
  }

  get entries(): Locator {
    return this.journal.locator('li[data-entry]');
  }

  get properties(): Locator {
    return this.page.getByRole('complementary', { name: 'Propriedades do chamado' });
  }

  lane(lane: Lane): Locator {
    return this.page.getByRole('region', { name: 'Novo relato' }).getByRole('region', { name: lane, exact: true });
  }

  async write(lane: Lane, text: string): Promise<void> {
    await this.lane(lane).getByRole('textbox').fill(text);
  }

  async save(lane: Lane): Promise<void> {
    const name = lane === 'Nota técnica' ? 'Salvar nota técnica' : 'Registrar texto ao cliente';
    await this.lane(lane).getByRole('button', { name }).click();
  }

  async show(filter: 'Tudo' | 'Público' | 'Interno' | 'Mudanças'): Promise<void> {
    await this.journal.getByRole('button', { name: filter, exact: true }).click();
  }

  async complement(note: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Ligação complementar', exact: true }).click();
    const form = this.page.getByRole('region', { name: 'Ligação complementar' });
    await form.getByLabel('O que o cliente acrescentou').fill(note);
    await form.getByRole('button', { name: 'Registrar ligação complementar' }).click();
    await expect(this.page.getByText(/Ligação complementar registrada e encerrada/)).toBeVisible();
  }
}
