import { expect, type Locator, type Page } from '@playwright/test';

export const ADMINISTRATOR = { name: 'Helena Prado', login: 'helena.prado', password: 'senha-da-helena' } as const;

/** The pages of the centre. */
export class AdministrationPages {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  async isAt(title: string): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  }

  async goTo(place: string): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Principal' }).getByRole('link', { name: place }).click();
    await this.isAt(place);
  }

  get main(): Locator {
    return this.page.getByRole('main');
  }

  table(name: string): Locator {
    return this.page.getByRole('table', { name, exact: true });
  }

  row(table: string, text: string): Locator {
    return this.table(table).getByRole('row').filter({ hasText: text });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  async begin(organisation: string, units: readonly string[]): Promise<void> {
    await this.isAt('Comece a central');
    await this.page.getByLabel('Nome da organização').fill(organisation);
    for (const [index, unit] of units.entries()) {
      if (index > 0) await this.button('Outra unidade').click();
      await this.page.getByLabel(`Unidade ${index + 1}`, { exact: true }).fill(unit);
    }
    await this.page.getByLabel('Seu nome').fill(ADMINISTRATOR.name);
    await this.page.getByLabel('Nome de acesso').fill(ADMINISTRATOR.login);
    await this.choosePassword(ADMINISTRATOR.password);
    await this.button('Começar').click();
  }

  async choosePassword(password: string): Promise<void> {
    await this.page.getByLabel('Senha', { exact: true }).fill(password);
    await this.page.getByLabel('Senha, outra vez').fill(password);
  }

  async signIn(login: string, password: string): Promise<void> {
    await this.isAt('Entrar na central');
    await this.page.getByLabel('Nome de acesso').fill(login);
    await this.page.getByLabel('Senha', { exact: true }).fill(password);
    await this.button('Entrar').click();
  }

  async signOut(): Promise<void> {
    await this.page.getByRole('banner').getByRole('button').click();
    await this.page.getByRole('menuitem', { name: 'Sair' }).click();
    await this.isAt('Entrar na central');
  }

  async choose(field: string, option: string, within: Locator = this.page.locator('body')): Promise<void> {
    await within.getByRole('combobox', { name: field }).click();
    await this.page.getByRole('option', { name: option, exact: true }).click();
  }

  /** @returns the code, as shown */
  async newCode(unit: string): Promise<string> {
    await this.button('Nova estação').click();
    const panel = this.page.getByRole('region', { name: 'Nova estação' });
    await this.choose('Unidade', unit, panel);
    await panel.getByRole('button', { name: 'Fazer o código' }).click();
    await expect(panel.getByRole('img', { name: 'QR do link de inscrição' })).toBeVisible();
    return (await panel.locator('code').first().textContent()) ?? '';
  }

  /** The link that is shown after somebody was added, or asked a new password. */
  get passwordLink(): Locator {
    return this.page.getByRole('region', { name: /^Link de senha de/ }).locator('code');
  }

  async addPerson(person: { name: string; role: string; unit: string; login?: string }): Promise<string> {
    await this.button('Acrescentar pessoa').click();
    const form = this.page.getByRole('form', { name: 'Nova pessoa' });
    await form.getByLabel('Nome', { exact: true }).fill(person.name);
    await this.choose('Função', person.role, form);
    await this.choose('Unidade', person.unit, form);
    if (person.login) await form.getByLabel(/^Nome de acesso/).fill(person.login);
    await form.getByRole('button', { name: /^Acrescentar/ }).click();
    return (await this.passwordLink.textContent()) ?? '';
  }

  async loadPack(name: string, text: string): Promise<void> {
    await this.page
      .getByLabel('Arquivo do pacote')
      .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text, 'utf8') });
  }
}
