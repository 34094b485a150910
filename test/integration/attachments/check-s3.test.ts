import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkS3, S3Unreachable } from '#server/attachments/check-s3.ts';
import { openBlobStore } from '#server/attachments/open-blob-store.ts';
import type { S3Options } from '#server/attachments/s3-blob-store.ts';
import { watchStorage } from '#server/attachments/storage-watch.ts';
import { silentLog } from '#server/centre/log.ts';
import { ServerError } from '#server/server-error.ts';
import { startS3Server } from '#test/support/s3-server.ts';

let server: Awaited<ReturnType<typeof startS3Server>>;
beforeAll(async () => {
  server = await startS3Server();
});
afterAll(() => server.stop());

const open = (change: Partial<S3Options> = {}) => checkS3({ ...server.options, ...change });

test('storage that works is taken', async () => {
  await open();
});

test.each<[string, Partial<S3Options>, RegExp]>([
  ['a bucket that is not there', { bucket: 'outro' }, /não tem o bucket outro\. Confira PRUMO_S3_BUCKET/],
  ['a key that is not known', { accessKeyId: 'OUTRA' }, /não conhece a chave de acesso/],
  ['nobody at the address', { endpoint: 'http://127.0.0.1:9' }, /não respondeu em .* Confira PRUMO_S3_ENDPOINT/],
])('%s is said at the start', async (_, change, words) => {
  const error = await open(change).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ServerError);
  expect((error as ServerError).message).toMatch(words);
});

test.each([
  ['SignatureDoesNotMatch', /Confira PRUMO_S3_SECRET_ACCESS_KEY/],
  ['AuthorizationHeaderMalformed', /não atende a região us-east-1\. Confira PRUMO_S3_REGION/],
  ['AccessDenied', /não deixa gravar no bucket anexos\. Confira as permissões/],
  ['Whatever', /\(403 Whatever\)\. Confira PRUMO_S3_ENDPOINT/],
])('storage that answers %s is said in words', async (code, words) => {
  const storage = createServer((_, response) => response.writeHead(403).end(`<Error><Code>${code}</Code></Error>`));
  await once(storage.listen(0, '127.0.0.1'), 'listening');
  const { port } = storage.address() as AddressInfo;
  await expect(open({ endpoint: `http://127.0.0.1:${port}` })).rejects.toThrow(words);
  storage.close();
});

test('a folder that cannot be one is said at the start', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'prumo-folder-'));
  writeFileSync(join(dir, 'file'), '');
  await expect(openBlobStore({ kind: 'disk', dir: join(dir, 'file', 'attachments') })).rejects.toThrow(
    /A pasta dos anexos, .* não pode ser usada/,
  );
  rmSync(dir, { recursive: true });
});

test('storage that nobody answers for is waited for, and said when it goes and when it is back', async () => {
  let away = true;
  const said: string[] = [];
  const watch = await watchStorage({
    check: async () => {
      if (away) await open({ endpoint: 'http://127.0.0.1:9' });
    },
    log: silentLog,
    say: (line) => said.push(line),
    pace: { whileAway: 5, whileThere: 5 },
  });
  expect(watch.reachable).toBe(false);
  expect(said).toEqual([expect.stringMatching(/não respondeu em .* tenta de novo sozinha/)]);
  away = false;
  await expect.poll(() => watch.reachable).toBe(true);
  expect(said[1]).toMatch(/voltou a responder/);
  away = true;
  await expect.poll(() => watch.reachable).toBe(false);
  await watch.stop();
});

test('storage that fails is waited for; a setting that is wrong is said at once', async () => {
  const storage = createServer((_, response) => response.writeHead(503).end());
  await once(storage.listen(0, '127.0.0.1'), 'listening');
  const { port } = storage.address() as AddressInfo;
  await expect(open({ endpoint: `http://127.0.0.1:${port}` })).rejects.toBeInstanceOf(S3Unreachable);
  storage.close();
  const watching = watchStorage({ check: () => open({ bucket: 'outro' }), log: silentLog, say: () => {} });
  await expect(watching).rejects.toThrow(/não tem o bucket outro/);
});
