import { join } from 'node:path';
import { ServerError } from '../server-error.ts';
import type { BlobStore } from './blob-store.ts';
import { openDiskBlobStore } from './disk-blob-store.ts';
import { openS3BlobStore, type S3Options } from './s3-blob-store.ts';

/** Where attachments lie: a folder, or storage that speaks S3. */
export type BlobStoreSetting = { kind: 'disk'; dir: string } | ({ kind: 's3' } & S3Options);

const S3_VARIABLES = [
  'PRUMO_S3_ENDPOINT',
  'PRUMO_S3_BUCKET',
  'PRUMO_S3_ACCESS_KEY_ID',
  'PRUMO_S3_SECRET_ACCESS_KEY',
] as const;

/**
 * From the environment: `PRUMO_S3_ENDPOINT`, `…_BUCKET`, `…_ACCESS_KEY_ID`, `…_SECRET_ACCESS_KEY`, and where they are not
 * the usual ones `…_REGION` and `…_PREFIX`; or `PRUMO_ATTACHMENTS_DIR`; otherwise a folder in the data directory.
 * @throws {ServerError} `usage`
 */
export function readBlobStoreSetting(env: NodeJS.ProcessEnv, dataDir: string): BlobStoreSetting {
  const given = S3_VARIABLES.filter((name) => env[name]);
  if (given.length === 0) return { kind: 'disk', dir: env.PRUMO_ATTACHMENTS_DIR || join(dataDir, 'attachments') };
  const missing = S3_VARIABLES.filter((name) => !env[name]);
  if (missing.length > 0)
    throw new ServerError('usage', `Para guardar anexos em S3 falta definir ${missing.join(', ')}.`);
  const endpoint = env.PRUMO_S3_ENDPOINT!;
  if (!/^https?:$/.test(URL.parse(endpoint)?.protocol ?? ''))
    throw new ServerError('usage', 'PRUMO_S3_ENDPOINT precisa ser um endereço http ou https.');
  return {
    kind: 's3',
    endpoint,
    bucket: env.PRUMO_S3_BUCKET!,
    region: env.PRUMO_S3_REGION || 'us-east-1',
    accessKeyId: env.PRUMO_S3_ACCESS_KEY_ID!,
    secretAccessKey: env.PRUMO_S3_SECRET_ACCESS_KEY!,
    ...(env.PRUMO_S3_PREFIX ? { prefix: env.PRUMO_S3_PREFIX } : {}),
  };
}

/** @throws {ServerError} `attachments` when the folder cannot be written, in words; whether a bucket can be: `checkS3` */
export async function openBlobStore(setting: BlobStoreSetting): Promise<BlobStore> {
  if (setting.kind === 's3') return openS3BlobStore(setting);
  try {
    return await openDiskBlobStore(setting.dir);
  } catch (cause) {
    throw new ServerError(
      'attachments',
      `A pasta dos anexos, ${setting.dir}, não pode ser usada. Confira o dono dela.`,
      {
        cause,
      },
    );
  }
}
