import { expect, type Page } from '@playwright/test';

export interface FirstRunAnswers {
  company: string;
  name: string;
  /** As the pack calls it: "Atendente N1". */
  role: string;
  password: string;
  start: 'Importar clientes de um CSV' | 'Começar com dados de exemplo' | 'Começar vazio';
}

/** The four steps before a station can be used. */
export class FirstRunPage {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  async next(): Promise<void> {
    await this.page.getByRole('button', { name: 'Continuar' }).click();
  }

  async fillCompany(company: string): Promise<void> {
    await this.page.getByLabel('Nome da empresa').fill(company);
    await this.next();
  }

  async fillAgent(name: string, role: string): Promise<void> {
    await this.page.getByLabel('Seu nome').fill(name);
    await this.page.getByRole('combobox', { name: 'Função' }).click();
    await this.page.getByRole('option', { name: role, exact: true }).click();
    await this.next();
  }

  async fillPassword(password: string, again = password): Promise<void> {
    await this.page.getByLabel('Senha', { exact: true }).fill(password);
    await this.page.getByLabel('Senha, outra vez').fill(again);
    await this.next();
  }

  async start(how: FirstRunAnswers['start']): Promise<void> {
    await this.page.getByRole('radio', { name: how }).check();
    await this.page.getByRole('button', { name: 'Abrir a estação' }).click();
  }

  async complete(answers: FirstRunAnswers): Promise<void> {
    await this.fillCompany(answers.company);
    await this.fillAgent(answers.name, answers.role);
    await this.fillPassword(answers.password);
    await this.start(answers.start);
  }

  async isAt(title: string): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  }
}
