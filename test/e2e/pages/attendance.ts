import { expect, type Locator, type Page } from '@playwright/test';
import { exitOf, stepOf } from './pack-words.ts';
import { type Answers, beginning, named, StepFields } from './step-fields.ts';

/** One way out of a step: what is typed before it, and the exit's id in the pack. */
export interface Leg {
  step: string;
  answers?: Answers;
  exit: string;
  /** The step it leads to; `null`: the call ends. Absent: as the pack says. */
  to?: string | null;
  /** Taking it sets the call aside; it is taken up again. */
  parks?: true;
}

/** The screen of a call: its way, its step, its customer. */
export class AttendancePage {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  get title(): Locator {
    return this.page.getByRole('main').getByRole('heading', { level: 1 });
  }

  get step(): Locator {
    return this.page.getByRole('region', { name: /^Passo / });
  }

  /** What is asked in the present step, apart from what was said before. */
  get fields(): StepFields {
    return new StepFields(this.page.locator('[data-step-present]'));
  }

  get notes(): Locator {
    return this.fields.root.getByRole('textbox', { name: 'Anotações' });
  }

  /** Where what is typed lies. */
  get saved(): Locator {
    return this.fields.root.locator('[data-saved]');
  }

  get flow(): Locator {
    return this.page.getByRole('region', { name: 'Roteiro' });
  }

  get customer(): Locator {
    return this.page.getByRole('complementary', { name: 'Cliente' });
  }

  get exits(): Locator {
    return this.page.getByRole('region', { name: 'Saídas do passo' });
  }

  get earlier(): Locator {
    return this.page.getByRole('region', { name: 'O que já foi dito' });
  }

  get parked(): Locator {
    return this.page.getByRole('region', { name: 'Ligação estacionada' });
  }

  /** What to say aloud. */
  get script(): Locator {
    return this.page.getByRole('region', { name: 'O que dizer' });
  }

  get ended(): Locator {
    return this.page.getByRole('region', { name: 'Atendimento terminado' });
  }

  get callTimer(): Locator {
    return this.flow.getByRole('timer', { name: /^Tempo da ligação/ });
  }

  /** Digits only. */
  async protocol(): Promise<string> {
    const text = await this.page.getByRole('main').locator('[data-protocol]').first().textContent();
    return (text ?? '').replaceAll(/\D/g, '');
  }

  async isAt(title: string): Promise<void> {
    await expect(this.title).toHaveText(new RegExp(`· ${title}$`));
  }

  exit(label: string): Locator {
    return this.exits.getByRole('button', { name: beginning(label) });
  }

  async take(stepId: string, exitId: string): Promise<void> {
    await this.exit(exitOf(stepId, exitId).label).click();
  }

  /** Answers the present step and leaves it. */
  async leave(leg: Leg): Promise<void> {
    await this.isAt(stepOf(leg.step).title);
    await this.fields.fill(leg.step, leg.answers ?? {});
    await this.take(leg.step, leg.exit);
    const to = leg.to === undefined ? exitOf(leg.step, leg.exit).to : leg.to;
    if (to === 'end' || to === null) await expect(this.ended).toBeVisible();
    else await this.isAt(stepOf(to).title);
    if (leg.parks) await this.resume();
  }

  /** Takes the parked call on screen up again. */
  async resume(): Promise<void> {
    await this.parked.getByRole('button', { name: 'Retomar esta ligação' }).click();
    await expect(this.parked).toBeHidden();
    await expect(this.exits).toBeVisible();
  }

  async walk(legs: readonly Leg[]): Promise<void> {
    for (const leg of legs) await this.leave(leg);
  }

  async skip(reason: string): Promise<void> {
    await this.exits.getByRole('button', { name: 'Pular' }).click();
    const form = this.page.getByRole('form', { name: /^Pular / });
    await form.getByRole('radio', { name: reason }).check();
    await form.getByRole('button', { name: 'Pular o passo' }).click();
    await expect(form).toBeHidden();
  }

  async back(): Promise<void> {
    await this.exits.getByRole('button', { name: 'Voltar' }).click();
  }

  async park(): Promise<void> {
    await this.page.keyboard.press('F4');
    await expect(this.parked).toBeVisible();
  }

  /** Opens what was said in an earlier step, to be put right there. */
  async openEarlier(title: string): Promise<StepFields> {
    const row = this.earlier.getByRole('button', { name: new RegExp(`· ${title}`) });
    if ((await row.getAttribute('aria-expanded')) !== 'true') await row.click();
    await expect(row).toHaveAttribute('aria-expanded', 'true');
    return new StepFields(this.earlier);
  }

  /** The steps of the column, each with its state in words. */
  stepRow(title: string): Locator {
    return this.flow.getByRole('list', { name: 'Passos' }).getByRole('listitem').filter({ hasText: title });
  }

  async showMap(): Promise<Locator> {
    await this.flow.getByRole('button', { name: beginning('Mapa do fluxo') }).click();
    const map = this.page.getByRole('dialog');
    await expect(map).toBeVisible();
    return map;
  }

  registration(): Locator {
    return this.page.getByRole('form', { name: 'Cadastrar cliente' });
  }

  field(label: string): Locator {
    return this.fields.root.getByLabel(named(label));
  }
}
