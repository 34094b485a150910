/**
 * Attachments in storage that speaks S3 (signature v4), addressed by path.
 *
 *   blobs/ab/ab12…        whole ones
 *   incoming/<upload>     put together and not yet checked
 *   incoming/<upload>.json how far an unfinished one is: its multipart upload and the parts that are there
 *
 * Storage takes no part below 5 MiB but the last, so only whole parts count: what is left of a body that breaks off is
 * sent again. Every call stands for itself; a process that ends in the middle leaves nothing that another cannot go on with.
 */
import { createHash } from 'node:crypto';
import { AwsClient } from 'aws4fetch';
import { UPLOAD_STEP } from '#shared/sync/attachments.ts';
import { type BlobStore, OffsetWrong, StorageAway } from './blob-store.ts';
import { judgeBytes } from './judge-bytes.ts';

export interface S3Options {
  /** `https://s3.sa-east-1.amazonaws.com`, `http://minio:9000` … */
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** Put before every key, `prumo/` for instance. */
  prefix?: string;
  /** Of one call, milliseconds. */
  timeOutMs?: number;
}

/** An answer of the storage that nothing can be done with. */
export class S3Failed extends Error {
  readonly status: number;

  constructor(what: string, status: number, code: string) {
    super(`storage: ${what} answered ${status} ${code}`);
    this.status = status;
  }
}

interface Part {
  etag: string;
  size: number;
}
interface Unfinished {
  uploadId: string;
  parts: Part[];
}

const LEAST_PART = 5 * 1024 * 1024;

export function openS3BlobStore(options: S3Options): BlobStore {
  const { endpoint, bucket, region, accessKeyId, secretAccessKey, prefix = '', timeOutMs = 120_000 } = options;
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 3 });
  const place = (key: string) => `${endpoint.replace(/\/+$/, '')}/${bucket}/${prefix}${key}`;
  const blobKey = (sha256: string) => `blobs/${sha256.slice(0, 2)}/${sha256}`;
  const incomingKey = (upload: string) => `incoming/${upload}`;
  const stateKey = (upload: string) => `incoming/${upload}.json`;

  const call = (
    method: string,
    url: string,
    { body, headers = {} }: { body?: Uint8Array<ArrayBuffer>; headers?: Record<string, string> } = {},
  ) =>
    client
      .fetch(url, {
        method,
        headers: {
          'x-amz-content-sha256': createHash('sha256')
            .update(body ?? '')
            .digest('hex'),
          ...headers,
        },
        signal: AbortSignal.timeout(timeOutMs),
        ...(body ? { body } : {}),
      })
      .catch((cause: unknown) => {
        throw new StorageAway(`storage: ${method} was not answered`, { cause });
      });

  const sizeOf = async (key: string): Promise<number | null> => {
    const answer = await call('HEAD', place(key));
    await answer.body?.cancel();
    if (answer.status === 404) return null;
    if (!answer.ok) throw failure('HEAD', answer.status, '');
    return Number(answer.headers.get('content-length'));
  };
  const remove = async (key: string): Promise<void> => {
    const answer = await call('DELETE', place(key));
    if (!answer.ok && answer.status !== 404) throw await failed('DELETE', answer);
    await answer.body?.cancel();
  };
  const readState = async (upload: string): Promise<Unfinished | null> => {
    const answer = await call('GET', place(stateKey(upload)));
    if (answer.status === 404) {
      await answer.body?.cancel();
      return null;
    }
    if (!answer.ok) throw await failed('GET', answer);
    return (await answer.json()) as Unfinished;
  };
  const writeState = async (upload: string, state: Unfinished): Promise<void> => {
    const body = new TextEncoder().encode(JSON.stringify(state));
    await done(
      'PUT',
      await call('PUT', place(stateKey(upload)), { body, headers: { 'content-type': 'application/json' } }),
    );
  };
  const begin = async (upload: string): Promise<Unfinished> => {
    const text = await done('POST uploads', await call('POST', `${place(incomingKey(upload))}?uploads=`));
    const uploadId = /<UploadId>([^<]+)<\/UploadId>/.exec(text)?.[1];
    if (!uploadId) throw new S3Failed('POST uploads', 200, 'without an id');
    return { uploadId: unescapeXml(uploadId), parts: [] };
  };
  const sendPart = async (upload: string, state: Unfinished, body: Uint8Array<ArrayBuffer>): Promise<void> => {
    const number = state.parts.length + 1;
    const query = `partNumber=${number}&uploadId=${encodeURIComponent(state.uploadId)}`;
    const answer = await call('PUT', `${place(incomingKey(upload))}?${query}`, { body });
    const etag = answer.headers.get('etag');
    await done('PUT part', answer);
    if (!etag) throw new S3Failed('PUT part', 200, 'without a tag');
    state.parts.push({ etag, size: body.length });
    await writeState(upload, state);
  };
  const complete = async (upload: string, { uploadId, parts }: Unfinished): Promise<void> => {
    // An earlier try may have come so far.
    if ((await sizeOf(incomingKey(upload))) === sum(parts)) return;
    const list = parts.map(
      ({ etag }, index) => `<Part><PartNumber>${index + 1}</PartNumber><ETag>${escapeXml(etag)}</ETag></Part>`,
    );
    const body = new TextEncoder().encode(`<CompleteMultipartUpload>${list.join('')}</CompleteMultipartUpload>`);
    const url = `${place(incomingKey(upload))}?uploadId=${encodeURIComponent(uploadId)}`;
    const text = await done(
      'POST complete',
      await call('POST', url, { body, headers: { 'content-type': 'application/xml' } }),
    );
    // It answers 200 first, and may find out later that it failed.
    if (text.includes('<Error>')) throw new S3Failed('POST complete', 200, codeIn(text));
  };
  const discard = async (upload: string): Promise<void> => {
    const state = await readState(upload);
    if (state) {
      // Storage that knows no abort keeps the parts until its own rule for unfinished uploads removes them.
      const answer = await call(
        'DELETE',
        `${place(incomingKey(upload))}?uploadId=${encodeURIComponent(state.uploadId)}`,
      );
      await answer.body?.cancel();
    }
    await remove(incomingKey(upload));
    await remove(stateKey(upload));
  };
  const readObject = async (key: string): Promise<AsyncIterable<Uint8Array>> => {
    const answer = await call('GET', place(key));
    if (!answer.ok || !answer.body) throw await failed('GET', answer);
    return answer.body;
  };

  return {
    kind: 's3',
    has: async (sha256) => (await sizeOf(blobKey(sha256))) !== null,
    size: (sha256) => sizeOf(blobKey(sha256)),
    offset: async (upload) => sum((await readState(upload))?.parts ?? []),

    async append(upload, { offset, total }, bytes) {
      const state = (await readState(upload)) ?? { uploadId: '', parts: [] };
      if (sum(state.parts) !== offset) throw new OffsetWrong(sum(state.parts));
      const waiting: Uint8Array[] = [];
      let held = 0;
      const send = async () => {
        if (state.uploadId === '') state.uploadId = (await begin(upload)).uploadId;
        const body = new Uint8Array(Buffer.concat(waiting));
        waiting.length = 0;
        held = 0;
        await sendPart(upload, state, body);
      };
      let broken: { cause: unknown } | null = null;
      try {
        for await (const some of bytes) {
          waiting.push(some);
          held += some.length;
          if (held >= UPLOAD_STEP) await send();
        }
      } catch (cause) {
        if (cause instanceof S3Failed || cause instanceof StorageAway) throw cause;
        broken = { cause };
      }
      const isLast = sum(state.parts) + held === total;
      if (held > 0 && (isLast || held >= LEAST_PART)) await send();
      if (broken) throw broken.cause;
      return sum(state.parts);
    },

    async finish(upload, sha256, mayKeep) {
      const state = await readState(upload);
      if (!state) return 'hash-differs';
      await complete(upload, state);
      const judged = await judgeBytes(await readObject(incomingKey(upload)), sha256, mayKeep);
      if (judged === 'kept') {
        const source = encodeURI(`/${bucket}/${prefix}${incomingKey(upload)}`);
        const answer = await call('PUT', place(blobKey(sha256)), { headers: { 'x-amz-copy-source': source } });
        const text = await done('COPY', answer);
        if (text.includes('<Error>')) throw new S3Failed('COPY', 200, codeIn(text));
      }
      await remove(incomingKey(upload));
      await remove(stateKey(upload));
      return judged;
    },

    async read(sha256, { from, until }) {
      if (until <= from) return nothing();
      const answer = await call('GET', place(blobKey(sha256)), { headers: { range: `bytes=${from}-${until - 1}` } });
      if (!answer.ok || !answer.body) throw await failed('GET', answer);
      // Not every storage minds the range, or all of it.
      return part(answer.body, { from: answer.status === 206 ? 0 : from, length: until - from });
    },
    discard,
    remove: (sha256) => remove(blobKey(sha256)),
  };
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

async function* part(
  bytes: AsyncIterable<Uint8Array>,
  { from, length }: { from: number; length: number },
): AsyncGenerator<Uint8Array> {
  let skip = from;
  let left = length;
  for await (const some of bytes) {
    const wanted = some.subarray(skip, skip + left);
    skip = Math.max(0, skip - some.length);
    left -= wanted.length;
    if (wanted.length > 0) yield wanted;
    if (left === 0) return;
  }
}

function sum(parts: readonly Part[]): number {
  return parts.reduce((bytes, { size }) => bytes + size, 0);
}

async function done(what: string, answer: Response): Promise<string> {
  if (!answer.ok) throw await failed(what, answer);
  return answer.text();
}

async function failed(what: string, answer: Response): Promise<Error> {
  return failure(what, answer.status, codeIn(await answer.text()));
}

function failure(what: string, status: number, code: string): Error {
  const failed = new S3Failed(what, status, code);
  return status >= 500 ? new StorageAway(failed.message, { cause: failed }) : failed;
}

function codeIn(xml: string): string {
  return /<Code>(\w{1,60})<\/Code>/.exec(xml)?.[1] ?? '';
}

const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#34;': '"',
  '&apos;': "'",
};

function unescapeXml(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|apos|#34);/g, (entity) => ENTITIES[entity] ?? entity);
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
