/** The fields of a step, found by the pack's own words and answered as a person would. */
import { expect, type Locator } from '@playwright/test';
import { type Field, fieldOf, optionsOf } from './pack-words.ts';

/** Answers by field id, as the contract has them; dates as they are typed: "amanhã 9h". */
export type Answers = Record<string, string | number | boolean | readonly string[] | Record<string, string>>;

/** A label with or without the mark of what is required. */
export function named(label: string): RegExp {
  return new RegExp(`^${escaped(label)}( ?\\(obrigatório\\))?$`);
}

/** What begins with these words. */
export function beginning(words: string): RegExp {
  return new RegExp(`^${escaped(words)}`);
}

function escaped(words: string): string {
  return words.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

export class StepFields {
  readonly root: Locator;
  constructor(root: Locator) {
    this.root = root;
  }

  text(label: string): Locator {
    return this.root.getByRole('textbox', { name: named(label) });
  }

  options(label: string): Locator {
    return this.root.getByRole('radiogroup', { name: named(label) });
  }

  option(label: string, option: string): Locator {
    return this.options(label).getByRole('radio', { name: option, exact: true });
  }

  async fill(stepId: string, answers: Answers): Promise<void> {
    for (const [fieldId, value] of Object.entries(answers)) await this.#answer(fieldOf(stepId, fieldId), value);
  }

  async #answer(field: Field, value: Answers[string]): Promise<void> {
    const { label } = field;
    switch (field.kind) {
      case 'yes-no':
        await this.option(label, value === true ? 'Sim' : 'Não').check();
        return;
      case 'choice':
        return this.#choose(label, optionsOf(field), String(value));
      case 'checklist':
        for (const item of field.items)
          if ((value as readonly string[]).includes(item.id))
            await this.root
              .getByRole('group', { name: named(label) })
              .getByLabel(item.label)
              .check();
        return;
      case 'test-matrix':
        for (const [cell, result] of Object.entries(value as Record<string, string>)) {
          const [row, column] = cell.split(':');
          const rowLabel = field.rows.find(({ id }) => id === row)?.label ?? '';
          const columnLabel = field.columns.find(({ id }) => id === column)?.label ?? '';
          const place = this.root.getByRole('gridcell', { name: beginning(`${rowLabel}, ${columnLabel}:`) });
          await place.press(String(field.results.findIndex((one) => one.value === result) + 1));
        }
        return;
      case 'work-order':
        return this.chooseWorkOrder(String(value));
      case 'closing':
        for (const [label_, text] of Object.entries(value as Record<string, string>))
          await this.text(label_).fill(text);
        return;
      default:
        await this.text(label).fill(String(value));
    }
  }

  async #choose(label: string, options: { value: string; label: string }[], value: string): Promise<void> {
    const option = options.find((one) => one.value === value)?.label ?? value;
    if (options.length <= 5) return this.option(label, option).check();
    const box = this.root.getByRole('combobox', { name: named(label) });
    await box.fill(option);
    await this.root.page().getByRole('option', { name: option }).first().click();
    await expect(box).toHaveValue(option);
  }

  get customerSearch(): Locator {
    return this.root.getByRole('combobox', { name: named('Cliente') });
  }

  /** Finds the customer by what the person says, and takes the one of that name. */
  async findCustomer(words: string, name: string): Promise<void> {
    await this.customerSearch.fill(words);
    await this.root.getByRole('listbox', { name: 'Clientes encontrados' }).getByRole('option', { name }).click();
    await expect(this.root.getByRole('button', { name: 'Trocar' })).toBeVisible();
    await expect(this.root.getByText(name).first()).toBeVisible();
  }

  async chooseWorkOrder(number: string): Promise<void> {
    await this.root.getByRole('combobox', { name: named('O.S. do mesmo procedimento') }).fill(number);
    const list = this.root.getByRole('listbox', { name: 'O.S. encontradas' });
    await list.getByRole('option', { name: `O.S. ${number}` }).click();
    await expect(this.root.getByRole('button', { name: 'Trocar' })).toBeVisible();
  }
}
