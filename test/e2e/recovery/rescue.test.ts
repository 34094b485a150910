import { readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { Desk } from '../pages/desk.ts';
import { RescuePage } from '../pages/rescue.ts';
import { replaceByAnother } from '../support/another-database.ts';
import { expect, test } from '../support/desk.ts';
import { lookOver } from '../support/look.ts';
import { connected } from '../support/station.ts';

test.skip(({ host }) => host !== 'browser', 'the browser host: the Electron one is tried with its stand-in');

const NOTE = 'O que o cliente disse antes de a estação não abrir.';

test('[B1] a station whose data are another’s shows why, restores a backup by keyboard, and opens with everything', async ({
  desk,
  station,
}) => {
  const { page } = desk;
  await desk.newCall();
  await desk.attendance.notes.pressSequentially(NOTE);
  await expect(desk.attendance.saved).toHaveAttribute('data-saved', 'journal');
  await station.stop();
  replaceByAnother(join(station.dataDir, 'station.db'));
  await station.start({ mayNotOpen: true });
  await page.goto(station.address);

  const rescue = new RescuePage(page);
  await rescue.isShown();
  await expect(page.getByText('não é cifrado')).toBeVisible();
  await lookOver(page, 'rescue');
  await expect(rescue.again).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('A tentativa não deu certo.');

  const saving = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Guardar o diagnóstico' }).press('Enter');
  expect(readFileSync(await (await saving).path(), 'utf8')).toContain('Por que não abriu: not-encrypted');

  await rescue.restoreByKeyboard();
  await connected(page);
  const back = await Desk.enter(page);
  await back.bar.getByRole('button', { name: /^(Ligação na linha|Retomar ligação)/ }).click();
  await expect(back.attendance.notes).toHaveValue(NOTE);
  expect(readdirSync(join(station.dataDir, 'damaged'))).toHaveLength(1);
});

test('[B1] a station without its key waits for it, in dark too, and lets nobody in who has no token', async ({
  page,
  station,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await station.stop();
  const key = join(station.dataDir, 'station.key');
  renameSync(key, `${key}.fora`);
  await station.start({ mayNotOpen: true });
  const asked = { redirect: 'manual' as const };
  expect((await fetch(`${station.origin}/`, asked)).status).toBe(401);
  expect((await fetch(`${station.origin}/recuperar`, { ...asked, method: 'POST', body: 'way=again' })).status).toBe(
    401,
  );
  await page.goto(station.address);
  const rescue = new RescuePage(page);
  await rescue.isShown();
  await expect(page.getByText('A chave dos dados não está na pasta')).toBeVisible();
  await lookOver(page, 'rescue, dark');
  renameSync(`${key}.fora`, key);
  await rescue.again.click();
  await connected(page);
});
