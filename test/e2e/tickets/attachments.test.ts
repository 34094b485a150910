import { randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import AxeBuilder from '@axe-core/playwright';
import { toAnalysis } from '../attendance/walks.ts';
import { Attachments, type FileToOffer } from '../pages/attachments.ts';
import { expect, test } from '../support/desk.ts';
import { CUSTOMERS } from '../support/house.ts';

test.beforeEach(async ({ desk }) => {
  await desk.newCall();
  await desk.attendance.fields.findCustomer(CUSTOMERS.padaria.code, CUSTOMERS.padaria.name);
  await desk.attendance.walk(toAnalysis);
});

const screenshot = (name = 'tela do erro.png'): FileToOffer => ({
  name,
  mimeType: 'image/png',
  buffer: aPng(640, 360),
});
const text = (name: string, content = 'linha um\n'): FileToOffer => ({
  ...{ name, mimeType: 'text/plain', buffer: Buffer.from(content) },
});

async function openTicket(desk: {
  goTo(place: string): Promise<void>;
  tickets: { rows: { first(): { click(): Promise<void> } } };
}) {
  await desk.goTo('Chamados');
  await desk.tickets.rows.first().click();
}

test('[S2.5] files are picked, dropped and pasted onto a ticket, and come out as they went in', async ({ desk }) => {
  await openTicket(desk);
  const attachments = new Attachments(desk.page);
  const picture = screenshot();
  const large: FileToOffer = { name: 'cópia.zip', mimeType: 'application/zip', buffer: aZip(3_500_000) };
  await attachments.pick(picture, text('registro.log'));
  await expect(attachments.row(picture.name)).toContainText('guardado aqui');
  await expect(attachments.row(picture.name).locator('img')).toBeVisible();
  await attachments.drop(large);
  await expect(attachments.row(large.name)).toContainText('3,5 MB');
  await attachments.paste({ ...screenshot('image.png'), buffer: aPng(200, 100) });
  await expect(attachments.row('captura ')).toContainText('guardado aqui');
  await expect(attachments.rows).toHaveCount(4);
  await expect(desk.ticket.entries.filter({ hasText: 'anexou o arquivo “tela do erro.png”' })).toHaveCount(1);
  expect((await attachments.save(picture.name)).equals(picture.buffer)).toBe(true);
  expect((await attachments.save(large.name)).equals(large.buffer)).toBe(true);
});

test('a picture opens over the page, and Esc brings back to where one was', async ({ desk }) => {
  await openTicket(desk);
  const attachments = new Attachments(desk.page);
  await attachments.pick(screenshot());
  await attachments.show('tela do erro.png');
  const dialog = desk.page.getByRole('dialog', { name: 'tela do erro.png' });
  await expect(dialog.getByRole('img', { name: 'tela do erro.png' })).toBeVisible();
  if (process.env.PRUMO_LOOK) await desk.page.screenshot({ path: `${process.env.PRUMO_LOOK}/picture.png` });
  await desk.page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(attachments.row('tela do erro.png')).toBeVisible();
});

test('what may not be attached says why beside its name, and can be put away', async ({ desk }) => {
  await openTicket(desk);
  const attachments = new Attachments(desk.page);
  await attachments.pick({ ...text('instalador.exe'), buffer: Buffer.from('MZ') }, { ...screenshot('nota.pdf') });
  await expect(attachments.row('instalador.exe').getByRole('alert')).toContainText('é um programa ou script');
  await expect(attachments.row('nota.pdf').getByRole('alert')).toContainText('não é o que a terminação .pdf diz');
  await attachments
    .row('instalador.exe')
    .getByRole('button', { name: /^Tirar/ })
    .click();
  await expect(attachments.rows).toHaveCount(1);
});

test('pasted text stays text', async ({ desk }) => {
  await openTicket(desk);
  const note = desk.ticket.lane('Nota técnica').getByRole('textbox');
  await note.focus();
  await desk.page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'erro 225');
    clipboardData.items.add(new File(['x'], 'image.png', { type: 'image/png' }));
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  });
  await expect(new Attachments(desk.page).rows).toHaveCount(0);
});

test('during a call files are attached by keyboard and seen beside the step, with nothing modal', async ({ desk }) => {
  const attachments = new Attachments(desk.page);
  await attachments.pickByKey(screenshot());
  await expect(attachments.row('tela do erro.png')).toContainText('guardado aqui');
  await attachments.show('tela do erro.png');
  await expect(attachments.section.getByRole('img', { name: 'tela do erro.png' })).toBeVisible();
  if (process.env.PRUMO_LOOK) await desk.page.screenshot({ path: `${process.env.PRUMO_LOOK}/call.png` });
  await expect(desk.page.getByRole('dialog')).toHaveCount(0);
  await attachments.paste(text('registro.txt'));
  await expect(attachments.row('registro.txt')).toContainText('guardado aqui');
});

test('[B1] what was attached outlives SIGKILL', async ({ desk, again }) => {
  await openTicket(desk);
  const picture = screenshot();
  const attachments = new Attachments(desk.page);
  await attachments.pick(picture);
  await expect(attachments.row(picture.name)).toContainText('guardado aqui');
  const back = new Attachments((await again(desk)).page);
  await expect(back.row(picture.name).locator('img')).toBeVisible();
  expect((await back.save(picture.name)).equals(picture.buffer)).toBe(true);
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the attachments, ${theme}`, async ({ desk }) => {
    await desk.page.emulateMedia({ colorScheme: theme });
    await openTicket(desk);
    const attachments = new Attachments(desk.page);
    await attachments.pick(screenshot(), text('um nome de arquivo muito comprido que não cabe na coluna.log'), {
      ...text('programa.exe'),
    });
    await expect(attachments.row('programa.exe').getByRole('alert')).toBeVisible();
    await expect(attachments.row('.log')).toContainText('guardado aqui');
    await desk.ticket.subject.hover();
    await expect(desk.page.getByRole('tooltip')).toHaveCount(0);
    const { violations } = await new AxeBuilder({ page: desk.page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    if (process.env.PRUMO_LOOK) await desk.page.screenshot({ path: `${process.env.PRUMO_LOOK}/ticket-${theme}.png` });
  });
}

function aZip(size: number): Buffer {
  return Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), randomBytes(size - 4)]);
}

/** A picture of coloured stripes. */
function aPng(width: number, height: number): Buffer {
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * (1 + width * 3) + 1 + x * 3;
      rows.set([(x * 255) / width, (y * 255) / height, ((x >> 5) + (y >> 5)) % 2 === 0 ? 200 : 60], at);
    }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

function crc(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}
