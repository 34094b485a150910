import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrowserContext, expect, type Page } from '@playwright/test';
import { smallerPng } from './smaller-png.ts';
import { root } from './station-process.ts';

/** The screen as it stands, in docs/screens, without a cursor that blinks or a tooltip that hangs. */
export async function takePicture(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready);
  await page.evaluate(nameTheCentre);
  const path = join(root, 'docs', 'screens', `${name}.png`);
  await writeFile(path, smallerPng(await page.screenshot({ caret: 'hide', animations: 'disabled' })));
}

/** The centre of a test is at another port each time: in a picture it stands at an address of its own. */
function nameTheCentre(): void {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { currentNode } = texts;
    const text = currentNode.nodeValue ?? '';
    const named = text.replace(/http:\/\/127\.0\.0\.1:\d+/g, 'https://central.exemplo.com.br');
    if (named !== text) currentNode.nodeValue = named;
  }
}

/** Moves the clock of the windows to `at` (ISO); it goes on from there. */
export async function shiftWindowClock(context: BrowserContext, at: string): Promise<void> {
  await context.addInitScript((ahead) => {
    const RealDate = Date;
    const now = () => RealDate.now() + ahead;
    window.Date = new Proxy(RealDate, {
      construct: (target, parts, made) => Reflect.construct(target, parts.length === 0 ? [now()] : parts, made),
      get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
    });
  }, Date.parse(at) - Date.now());
}
