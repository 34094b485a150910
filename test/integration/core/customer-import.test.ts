import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileEncoding } from '#shared/domain/customer/import/encoding.ts';
import { CSV_HEADER, customerCells, customersCsv, encodeCsv } from '#test/fixtures/customers-csv.ts';
import { registerCustomer } from '#test/support/call.ts';
import { importCsv, upload } from '#test/support/customer-import.ts';
import { greatestTurn } from '#test/support/greatest-turn.ts';
import { done, refused, type StationUnderTest, startStation } from '#test/support/station-client.ts';

let station: StationUnderTest;
beforeEach(async () => {
  station = await startStation();
});
afterEach(() => station.close());

const csv = (text: string, encoding: FileEncoding = 'utf-8', bom = false) =>
  new Uint8Array(encodeCsv(text, encoding, bom));
const onRecord = async (text = '') => (await station.client.customers.page({ text, after: null, limit: 1 })).total;
const header = 'Código;Nome;Telefone\n';

describe('importing customers', () => {
  it("[S3.7] 50,000 lines go in while the station stays at everybody's call", async () => {
    const file = csv(customersCsv(50_000, { defects: { 7: 'isto não é;uma linha', 40000: '40000;"aberta' } }));
    const turn = greatestTurn();
    let asked = 0;
    let calls = 0;
    const { report, last } = await importCsv(station.client, file, {
      meanwhile: async ({ bytesRead }) => {
        if (bytesRead < asked) return;
        asked = bytesRead + file.length / 20;
        await done(station.client.attendance.open({ looseCallId: null }));
        calls += 1;
      },
    });
    const greatest = turn.stop();
    expect(last).toMatchObject({ phase: 'done', bytesRead: file.length });
    expect(report).toMatchObject({ total: 50_000, imported: 49_998, refusedCount: 2 });
    expect(report.refused.map(({ line }) => line)).toEqual([8, 40_001]);
    expect(await onRecord()).toBe(49_998);
    expect(await onRecord('cliente12345@example.com.br')).toBe(1);
    expect(calls).toBeGreaterThan(5);
    expect(greatest).toBeLessThan(0.1);
  }, 180_000);

  const files: [string, Uint8Array<ArrayBuffer>][] = [
    ['UTF-8', csv(customersCsv(300))],
    ['UTF-8 with a mark', csv(customersCsv(300), 'utf-8', true)],
    ['Windows-1252', csv(customersCsv(300), 'windows-1252')],
    ['UTF-16', csv(customersCsv(300), 'utf-16le', true)],
    ['commas', csv(customersCsv(300, { separator: ',' }))],
    ['tabs and old line breaks', csv(customersCsv(300, { separator: '\t', lineBreak: '\r' }))],
    ['a title above the header', csv(customersCsv(300, { title: 'Relação de clientes;;;;' }))],
  ];
  it.each(files)('[S3.7] understands %s', async (_, file) => {
    const { report } = await importCsv(station.client, file);
    expect(report).toMatchObject({ total: 300, imported: 300, refusedCount: 0, problems: [] });
    const [found] = await station.client.customers.search({ text: 'mônica simões comércio', limit: 1 });
    expect(found?.name).toMatch(/^Mônica Simões \d+ Comércio Ltda$/);
  });

  it('[S3.7] a wrong separator chosen by hand is said before anything is imported', async () => {
    const importId = await upload(station.client, csv(customersCsv(20)));
    const preview = await done(station.client.customers.importPreview({ importId, choices: { separator: '|' } }));
    expect(preview.problems.map(({ rule }) => rule)).toContain('S3.7');
    const { mapping, encoding, separator, headerRecords } = preview;
    const start = { importId, mapping, encoding, separator, headerRecords, onExisting: 'update' as const };
    expect((await refused(station.client.customers.importStart(start)))[0]).toMatch(/^S3.7/);
    expect(await onRecord()).toBe(0);
  });

  it('[S3.7] lines with too few columns, open quotes and doubled quotes are each taken for what they are', async () => {
    const text = `${header}1;"Bar ""do Zé""";(11) 3333-4444\n2;Sem telefone\n3;"Aberta;(11) 3333-5555\n4;Última;(11) 3333-6666\n`;
    const { report } = await importCsv(station.client, csv(text));
    expect(report.imported + report.refusedCount).toBe(report.total);
    expect(await onRecord()).toBe(report.imported);
    expect((await station.client.customers.search({ text: 'bar ze', limit: 1 }))[0]?.name).toBe('Bar "do Zé"');
    expect(report.refused.map(({ line }) => line)).toContain(3);
    expect(report.refused.every(({ problems }) => problems.every(({ message }) => message.length > 0))).toBe(true);
    expect(await onRecord('ultima')).toBe(1);
  });

  it('[S3.7] a line of 10 MB is refused by its number and the lines about it go in', async () => {
    const file = csv(
      `${header}1;Primeira;(11) 3333-4444\n2;${'x'.repeat(10 * 1024 * 1024)};\n3;Terceira;(11) 3333-5555\n`,
    );
    const turn = greatestTurn();
    const { report } = await importCsv(station.client, file);
    const greatest = turn.stop();
    expect(report).toMatchObject({ imported: 2, refusedCount: 1, refused: [{ line: 3 }] });
    expect(report.refused[0]?.raw.length).toBeLessThan(10_000);
    expect(await onRecord()).toBe(2);
    expect(greatest).toBeLessThan(0.5);
  });

  it('[S3.7] cancelled in the middle: what is in the report is on record, whole, and nothing else', async () => {
    const { last, report } = await importCsv(station.client, csv(customersCsv(20_000)), {
      meanwhile: async ({ imported }, importId) => {
        if (imported > 2_000) await done(station.client.customers.importCancel({ importId }));
      },
    });
    expect(last.phase).toBe('cancelled');
    expect(report.imported).toBeLessThan(20_000);
    expect(await onRecord()).toBe(report.imported);
    await station.restart();
    expect(await onRecord()).toBe(report.imported);
    const again = await importCsv(station.client, csv(customersCsv(20_000)), { onExisting: 'skip' });
    expect(again.report).toMatchObject({ total: 20_000, skipped: report.imported, imported: 20_000 - report.imported });
  }, 120_000);

  it('[S3.7] who is on record is updated or left alone, as chosen', async () => {
    const { client } = station;
    const kept = await registerCustomer(client, { name: 'Nome à mão', code: '000001', notes: 'anotado à mão' });
    const file = csv(customersCsv(3));
    expect((await importCsv(client, file, { onExisting: 'skip' })).report).toMatchObject({
      imported: 2,
      skipped: 1,
      updated: 0,
    });
    expect((await client.customers.get({ customerId: kept.id }))?.name).toBe('Nome à mão');
    expect((await importCsv(client, file)).report).toMatchObject({ imported: 0, updated: 3, skipped: 0 });
    const updated = await client.customers.get({ customerId: kept.id });
    expect(updated).toMatchObject({ name: customerCells(1)[1], notes: 'anotado à mão', plan: customerCells(1)[6] });
    expect(await onRecord()).toBe(3);
    expect(await client.customers.search({ text: 'nome mao', limit: 5 })).toEqual([]);
  });

  it('[S3.7] who is registered by hand meanwhile is on record for the lines that follow', async () => {
    const { client } = station;
    let registered = false;
    const code = customerCells(9_999)[0]!;
    const { report } = await importCsv(client, csv(customersCsv(10_000)), {
      onExisting: 'skip',
      meanwhile: async ({ imported }) => {
        if (registered || imported === 0) return;
        registered = true;
        await registerCustomer(client, { name: 'À mão', code });
      },
    });
    expect(report).toMatchObject({ imported: 9_999, skipped: 1 });
    expect(await onRecord(code)).toBe(1);
    expect((await client.customers.search({ text: code, limit: 5 })).map(({ name }) => name)).toEqual(['À mão']);
  }, 60_000);

  it('[S3.7] NUL, lone surrogates and reading marks in a cell are cleaned, emoji and Arabic stay', async () => {
    const text = `${header}1;"Pa\u0000daria \u202eABC\u202c 🥖 مخبز";(11) 3333-4444\n`;
    expect((await importCsv(station.client, csv(text))).report).toMatchObject({ imported: 1 });
    expect((await station.client.customers.search({ text: 'padaria', limit: 1 }))[0]?.name).toBe('Padaria ABC 🥖 مخبز');
    expect(await onRecord('مخبز')).toBe(1);
  });

  it('[S3.7] an empty file, one of a header alone and one of rubbish are refused in words', async () => {
    const rubbish = new Uint8Array(5_000).map((_, index) => (index * 7919) % 256);
    for (const file of [csv(''), csv(header), csv(CSV_HEADER.join(';')), rubbish]) {
      const importId = await upload(station.client, file);
      const { problems } = await done(station.client.customers.importPreview({ importId, choices: {} }));
      expect(problems.map(({ rule }) => rule)).toContain('S3.7');
      await done(station.client.customers.importCancel({ importId }));
    }
    expect(await onRecord()).toBe(0);
  });

  it('[S3.7] a file that grew, an import that there is not and a second start are refused', async () => {
    const { client } = station;
    const { importId } = await done(client.customers.importBegin({ fileName: 'a.csv', bytes: 3 }));
    expect(await refused(client.customers.importAppend({ importId, piece: new Blob(['abcd']) }))).toEqual([
      'S3.7 import-file-grew',
    ]);
    const unknown = '01900000-0000-7000-8000-000000000000';
    expect(await refused(client.customers.importReport({ importId: unknown }))).toEqual(['S3.7 import-unknown']);
    const run = await importCsv(client, csv(customersCsv(2)));
    const { mapping, encoding, separator, headerRecords } = run.preview;
    const again = { importId: run.importId, mapping, encoding, separator, headerRecords, onExisting: 'skip' as const };
    expect(await refused(client.customers.importStart(again))).toEqual(['S3.7 import-started']);
    expect(await refused(client.customers.importBegin({ fileName: 'a.csv', bytes: 300 * 1024 * 1024 }))).toEqual([
      'S3.7 import-file-too-large',
    ]);
  });
});
