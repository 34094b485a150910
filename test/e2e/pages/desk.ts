import { expect, type Locator, type Page } from '@playwright/test';
import { AGENT, PASSWORD } from '../support/house.ts';
import { connected } from '../support/station.ts';
import { AttendancePage } from './attendance.ts';
import { CustomersPage } from './customers.ts';
import { PalettePage } from './palette.ts';
import { ProceduresPage } from './procedures.ts';
import { ShiftPage } from './shift.ts';
import { SignInPage } from './sign-in.ts';
import { TicketPage } from './ticket.ts';
import { TicketsPage } from './tickets.ts';

export const PLACES = ['Atender', 'Chamados', 'Clientes', 'Livro', 'Procedimentos', 'Ajustes'] as const;
export type Place = (typeof PLACES)[number];

/** The window of somebody who is signed in: the frame, and the screens in it. */
export class Desk {
  readonly page: Page;
  readonly attendance: AttendancePage;
  readonly tickets: TicketsPage;
  readonly ticket: TicketPage;
  readonly customers: CustomersPage;
  readonly shift: ShiftPage;
  readonly procedures: ProceduresPage;
  readonly palette: PalettePage;

  constructor(page: Page) {
    this.page = page;
    this.attendance = new AttendancePage(page);
    this.tickets = new TicketsPage(page);
    this.ticket = new TicketPage(page);
    this.customers = new CustomersPage(page);
    this.shift = new ShiftPage(page);
    this.procedures = new ProceduresPage(page);
    this.palette = new PalettePage(page);
  }

  /** Signs in at the window as it stands. */
  static async enter(page: Page, { name = AGENT.name as string, password = PASSWORD } = {}): Promise<Desk> {
    await new SignInPage(page).signIn(name, password);
    const desk = new Desk(page);
    await desk.isOpen();
    return desk;
  }

  async isOpen(): Promise<void> {
    await expect(this.bar).toBeVisible();
  }

  get bar(): Locator {
    return this.page.getByRole('banner');
  }

  /** The calls of mine in the bar, known by the end of their protocol: `0047 9`. */
  get chips(): Locator {
    return this.bar.getByRole('button', { name: /\d{4} \d/ });
  }

  chipOf(words: string): Locator {
    return this.chips.filter({ hasText: words });
  }

  /** "15 ligações · 14 OCs". */
  get counter(): Locator {
    return this.bar.getByRole('link', { name: /ligaç|Turno fechado/ });
  }

  async goTo(place: Place): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Principal' }).getByRole('link', { name: place }).click();
  }

  /** Begins a call and ends once its screen is there. */
  async newCall(): Promise<void> {
    const before = this.page.url();
    await this.page.keyboard.press('F2');
    await expect(this.page).toHaveURL((url) => url.href !== before && /^\/atender\/./.test(url.pathname));
    await this.attendance.isAt('Atender');
    await expect(this.attendance.exits).toBeVisible();
    await expect(this.attendance.fields.customerSearch).toBeFocused();
  }

  /** The window anew, as with F5. */
  async reload(): Promise<void> {
    await this.page.reload();
    await connected(this.page);
  }

  async showKeys(): Promise<Locator> {
    await this.page.keyboard.press('?');
    const sheet = this.page.getByRole('dialog', { name: 'Teclas desta tela' });
    await expect(sheet).toBeVisible();
    return sheet;
  }

  async lock(): Promise<void> {
    await this.page.keyboard.press('Control+Shift+L');
    await new SignInPage(this.page).isShown();
  }
}
