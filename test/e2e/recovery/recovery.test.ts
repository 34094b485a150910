import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { Desk } from '../pages/desk.ts';
import { RecoveryPage } from '../pages/recovery.ts';
import { expect, test } from '../support/desk.ts';
import { LEAD, PASSWORD } from '../support/house.ts';
import { connected } from '../support/station.ts';

const LEAD_SIGNS_IN = { name: LEAD.name, password: PASSWORD };
const PASSPHRASE = 'uma frase-senha bem longa';
const NOTE = 'O que o cliente disse, palavra por palavra.';

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

/** The only call there is, in the bar. */
function theCall(desk: Desk) {
  return desk.bar.getByRole('button', { name: /^(Ligação na linha|Retomar ligação)/ });
}

async function startedAgain(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await connected(page);
}

test('[B1] a destroyed database: the station restores itself, says so until somebody has read it, and nothing is missing', async ({
  desk,
  station,
}) => {
  await desk.newCall();
  await desk.attendance.notes.pressSequentially(NOTE);
  await expect(desk.attendance.saved).toHaveAttribute('data-saved', 'journal');
  await station.stop();
  rmSync(join(station.dataDir, 'station.db'));
  await station.start();
  await startedAgain(desk.page, station.address);
  const back = await Desk.enter(desk.page);

  const recovery = new RecoveryPage(back.page);
  await expect(recovery.restoredStrip).toBeVisible();
  await back.page.getByRole('link', { name: 'Ver o que foi feito' }).click();
  await recovery.isShown();
  await expect(recovery.report).toContainText('O arquivo de dados não estava na pasta.');
  await expect(recovery.report).toContainText('Nada: tudo o que tinha sido confirmado está na estação.');
  await expectNoViolations(back.page);

  await recovery.restoredStrip.getByRole('button', { name: 'Entendi' }).click();
  await expect(recovery.restoredStrip).toBeHidden();
  await back.reload();
  await expect(recovery.report).toBeVisible();
  await expect(recovery.restoredStrip).toBeHidden();

  await theCall(back).click();
  await expect(back.attendance.notes).toHaveValue(NOTE);
});

for (const theme of ['light', 'dark'] as const) {
  test.describe(`${theme} theme`, () => {
    test.use({ colorScheme: theme, contextOptions: { reducedMotion: 'reduce' } });

    test('[B1] backups are made, listed and restored; the day is compared; all of it by keyboard and without violations', async ({
      page,
    }) => {
      const desk = await Desk.enter(page, LEAD_SIGNS_IN);
      const recovery = new RecoveryPage(desk.page);
      await desk.newCall();
      await desk.attendance.notes.pressSequentially(NOTE);
      await expect(desk.attendance.saved).toHaveAttribute('data-saved', 'journal');
      await recovery.open();
      await expect(recovery.backups.first()).toContainText('conferida');
      const before = await recovery.backups.count();
      await desk.page.getByRole('button', { name: 'Fazer cópia agora' }).focus();
      await desk.page.keyboard.press('Enter');
      await expect(recovery.backups.filter({ hasText: 'pedida por você' })).toHaveCount(1);
      expect(before).toBeGreaterThan(0);

      const table = await recovery.compare();
      await expect(table.getByRole('row', { name: new RegExp(NOTE) })).toContainText('está lá');
      await expect(desk.page.getByText('a estação tem todos')).toBeVisible();
      await expectNoViolations(desk.page);

      const oldest = recovery.backups.last();
      await oldest.getByRole('button', { name: 'Restaurar' }).focus();
      await desk.page.keyboard.press('Enter');
      await expect(oldest.getByRole('group').getByRole('button', { name: 'Restaurar' })).toBeFocused();
      await desk.page.keyboard.press('Escape');
      await expect(oldest.getByRole('group')).toBeHidden();
      await recovery.restore(oldest);
      await expect(recovery.report).toContainText('a pedido');
      await expect(recovery.report).toContainText('Nada foi apagado.');
      await theCall(desk).click();
      await expect(desk.attendance.notes).toHaveValue(NOTE);
    });
  });
}

test('[B1] whoever has not the right reads who has, and cannot restore; before sign-in nobody can without the passphrase', async ({
  page,
}) => {
  await page.getByRole('link', { name: 'Recuperação dos dados' }).click();
  const recovery = new RecoveryPage(page);
  await recovery.isShown();
  await expect(recovery.backups.first()).toContainText('conferida');
  await expect(page.getByText('Para restaurar, entre com o seu nome e a sua senha.')).toBeVisible();
  await expectNoViolations(page);
  await page.getByRole('link', { name: 'Voltar à entrada' }).click();
  const desk = await Desk.enter(page);
  await recovery.open();
  await expect(recovery.backups.first()).toContainText('conferida');
  await expect(page.getByText(/não permite restaurar.*Quem pode: Gestão técnica/)).toBeVisible();
  await expect(recovery.backups.getByRole('button')).toHaveCount(0);
  await expect(desk.page.getByRole('button', { name: 'Fazer cópia agora' })).toBeEnabled();
});

test('[B1] the key of the data is changed from the settings and put under a passphrase; what is typed and what was saved stay', async ({
  page,
  station,
}) => {
  const desk = await Desk.enter(page, LEAD_SIGNS_IN);
  await desk.newCall();
  await desk.attendance.notes.pressSequentially(NOTE);
  await expect(desk.attendance.saved).toHaveAttribute('data-saved', 'journal');
  const keyFile = join(station.dataDir, 'station.key');
  const former = readFileSync(keyFile, 'utf8');
  await page.getByRole('navigation', { name: 'Principal' }).getByRole('link', { name: 'Ajustes' }).click();
  await page.getByLabel('Nome da empresa').fill('Rascunho da empresa');
  await page.getByRole('button', { name: 'Trocar a chave' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Trocar', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('A chave foi trocada.')).toBeVisible();
  await expectNoViolations(page);
  const keys = readFileSync(keyFile, 'utf8').trim().split('\n');
  expect(keys).toHaveLength(2);
  expect(`${keys[1]}\n`).toBe(former);

  const under = page.getByRole('button', { name: 'Proteger com frase-senha' });
  await under.click();
  const form = page.getByRole('form', { name: 'Proteger com frase-senha' });
  await expect(form.getByLabel('Frase-senha nova', { exact: true })).toBeFocused();
  await form.getByLabel('Frase-senha nova', { exact: true }).fill(PASSPHRASE);
  await form.getByLabel('Frase-senha nova, outra vez').fill(PASSPHRASE);
  await expectNoViolations(page);
  await page.keyboard.press('Enter');
  await expect(page.getByText('A chave agora é protegida pela frase-senha')).toBeVisible();
  await expect(page.getByText('A chave dos dados vem da frase-senha')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Guardar a chave num arquivo' })).toBeVisible();
  expect(existsSync(keyFile)).toBe(false);

  await station.kill();
  await station.start({ mayNotOpen: true });
  await page.goto(station.address);
  await page.getByLabel('Frase-senha', { exact: true }).fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  await connected(page);
  const back = await Desk.enter(page, LEAD_SIGNS_IN);
  await theCall(back).click();
  await expect(back.attendance.notes).toHaveValue(NOTE);
  await page.getByRole('navigation', { name: 'Principal' }).getByRole('link', { name: 'Ajustes' }).click();
  await expect(page.getByLabel('Nome da empresa')).toHaveValue('Rascunho da empresa');
});

test('[B1] a full disk: the window says it in words, keeps what is typed, and goes on once there is room', async ({
  desk,
  station,
}) => {
  const box = join(station.dataDir, 'blackbox');
  const kept = mkdtempSync(join(tmpdir(), 'prumo-box-'));
  await station.stop();
  cpSync(box, kept, { recursive: true });
  const mounted = mountSmallDisk(box);
  test.skip(!mounted, 'no small file system to be had here');
  try {
    cpSync(kept, box, { recursive: true });
    await station.start();
    await startedAgain(desk.page, station.address);
    const back = await Desk.enter(desk.page);
    const recovery = new RecoveryPage(back.page);
    await back.newCall();
    const ballast = join(box, 'lastro');
    const { bavail, bsize } = statfsSync(box);
    writeFileSync(ballast, Buffer.alloc(bavail * bsize, 1));
    // Saves until the space that the black box had taken before is used up.
    const { notes } = back.attendance;
    for (let times = 0; times < 6 && !(await recovery.stoppedStrip.isVisible()); times++) {
      await notes.fill(`${times} ${'palavra '.repeat(10_000)}`);
      await back.attendance.saved.and(back.page.locator('[data-saved="journal"]')).or(recovery.stoppedStrip).waitFor();
    }
    await expect(recovery.stoppedStrip).toContainText('O disco está cheio');
    await expect(recovery.stoppedStrip).toContainText('O que você digita continua guardado nesta janela.');
    await notes.fill('digitado com o disco cheio');
    await expectNoViolations(back.page);
    await back.reload();
    await expect(recovery.stoppedStrip).toBeVisible();
    await expect(notes).toHaveValue('digitado com o disco cheio');

    rmSync(ballast);
    await recovery.tryAgain();
    await expect(recovery.stoppedStrip).toBeHidden();
    await notes.press('End');
    await notes.pressSequentially('!');
    await expect(back.attendance.saved).toHaveAttribute('data-saved', 'journal');
    await station.stop();
  } finally {
    await station.stop();
    execFileSync('umount', [box]);
    rmSync(kept, { recursive: true });
  }
});

/** A file system of 3 MB in memory at a directory, where the system lets us mount one (Linux, root). */
function mountSmallDisk(directory: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', directory], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
