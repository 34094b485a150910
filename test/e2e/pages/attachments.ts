import { readFileSync } from 'node:fs';
import { type Download, expect, type Locator, type Page } from '@playwright/test';

export interface FileToOffer {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** The files of a ticket, on its page and during its attendance. */
export class Attachments {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  get section(): Locator {
    return this.page.getByRole('region', { name: 'Anexos', exact: true });
  }

  get rows(): Locator {
    return this.section.getByRole('listitem');
  }

  row(name: string): Locator {
    return this.rows.filter({ hasText: name });
  }

  /** By the button and the system's own dialog. */
  async pick(...files: FileToOffer[]): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.section.getByRole('button', { name: 'Anexar' }).click();
    await (await chooser).setFiles(files);
  }

  /** By the key alone. */
  async pickByKey(...files: FileToOffer[]): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.keyboard.press('Alt+a');
    await (await chooser).setFiles(files);
  }

  async drop(...files: FileToOffer[]): Promise<void> {
    const transfer = await this.page.evaluateHandle(carrying, plain(files));
    await this.section.dispatchEvent('dragenter', { dataTransfer: transfer });
    await expect(this.page.getByText('Solte para anexar ao chamado')).toBeVisible();
    await this.section.dispatchEvent('dragover', { dataTransfer: transfer });
    await this.section.dispatchEvent('drop', { dataTransfer: transfer });
    await expect(this.page.getByText('Solte para anexar ao chamado')).toBeHidden();
  }

  async paste(...files: FileToOffer[]): Promise<void> {
    const transfer = await this.page.evaluateHandle(carrying, plain(files));
    await this.page.evaluate((clipboardData) => {
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      (document.activeElement ?? document.body).dispatchEvent(event);
    }, transfer);
  }

  /** The bytes that the person gets. */
  async save(name: string): Promise<Buffer> {
    const waiting: Promise<Download> = this.page.waitForEvent('download');
    await this.row(name)
      .getByRole('button', { name: `Salvar ${name} como arquivo` })
      .click();
    const download = await waiting;
    expect(download.suggestedFilename()).toBe(name);
    return readFileSync(await download.path());
  }

  async show(name: string): Promise<void> {
    await this.row(name)
      .getByRole('button', { name: `Ver ${name}` })
      .last()
      .click();
  }
}

interface Carried {
  name: string;
  type: string;
  text: string;
}

function plain(files: readonly FileToOffer[]): Carried[] {
  return files.map(({ name, mimeType, buffer }) => ({ name, type: mimeType, text: buffer.toString('base64') }));
}

function carrying(files: Carried[]): DataTransfer {
  const transfer = new DataTransfer();
  for (const { name, type, text } of files) {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    transfer.items.add(new File([bytes], name, { type }));
  }
  return transfer;
}
