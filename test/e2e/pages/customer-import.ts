import { expect, type Locator, type Page } from '@playwright/test';

/** The import of customers: choose, check, import, put right. */
export class CustomerImportPage {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await this.page.getByRole('main').getByRole('link', { name: 'Importar' }).click();
    await expect(this.page.getByRole('heading', { level: 1, name: 'Importar clientes' })).toBeVisible();
  }

  async choose(name: string, bytes: Buffer): Promise<void> {
    const files = { name, mimeType: 'text/csv', buffer: bytes };
    await this.page.getByLabel('Arquivo CSV dos clientes').setInputFiles(files);
  }

  /** What a column is, as the screen has it now. */
  field(column: string): Locator {
    return this.page.getByRole('combobox', { name: `Campo de “${column}”` });
  }

  async map(column: string, field: string): Promise<void> {
    await this.field(column).click();
    await this.page.getByRole('option', { name: field, exact: true }).click();
  }

  setting(label: 'Separador das colunas' | 'Codificação dos acentos' | 'Cabeçalho'): Locator {
    return this.page.getByRole('combobox', { name: label });
  }

  async set(label: 'Separador das colunas' | 'Codificação dos acentos' | 'Cabeçalho', option: RegExp): Promise<void> {
    await this.setting(label).click();
    await this.page.getByRole('option', { name: option }).click();
  }

  get run(): Locator {
    return this.page.getByRole('button', { name: 'Importar clientes' });
  }

  get progress(): Locator {
    return this.page.getByRole('progressbar');
  }

  get done(): Locator {
    return this.page.getByRole('heading', { name: 'Importação concluída' });
  }

  /** "3 novos": how many of each. */
  total(label: 'novos' | 'atualizados' | 'pulados' | 'recusados'): Locator {
    return this.page.getByRole('term').filter({ hasText: label }).locator('xpath=following-sibling::*[1]');
  }

  get refused(): Locator {
    const rows = this.page.getByRole('grid', { name: 'Linhas recusadas' }).getByRole('row');
    return rows.filter({ has: this.page.getByRole('gridcell') });
  }
}
