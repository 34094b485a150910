/** A server that speaks S3, in a directory of its own. It knows one key; signatures of version 4 it does not check. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { S3Options } from '#server/attachments/s3-blob-store.ts';

interface S3Server {
  run(): Promise<{ port: number }>;
  close(): Promise<void>;
}
type S3Servers = new (options: Record<string, unknown>) => S3Server;

export async function startS3Server(): Promise<{ options: S3Options; stop(): Promise<void> }> {
  const Server = createRequire(import.meta.url)('s3rver') as S3Servers;
  const directory = mkdtempSync(join(tmpdir(), 'prumo-s3-'));
  const bucket = 'anexos';
  const server = new Server({
    ...{ port: 0, address: '127.0.0.1', silent: true, directory },
    ...{ allowMismatchedSignatures: false, configureBuckets: [{ name: bucket, configs: [] }] },
  });
  const { port } = await server.run();
  return {
    options: {
      ...{ endpoint: `http://127.0.0.1:${port}`, bucket, region: 'us-east-1', prefix: 'prumo/' },
      ...{ accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
    },
    stop: async () => {
      await server.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
