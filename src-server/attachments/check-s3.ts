/** Tries what the server will need of the storage: better refused at the start than at the first file. */
import { createHash, randomUUID } from 'node:crypto';
import { AwsClient } from 'aws4fetch';
import { ServerError } from '../server-error.ts';
import type { S3Options } from './s3-blob-store.ts';

const TIME_OUT_MS = 20_000;

/** Nobody answers, or only that something is out of order: it may be over in a moment. */
export class S3Unreachable extends ServerError {}

/** @throws {S3Unreachable}; {ServerError} `attachments`, naming the setting to look at */
export async function checkS3(options: S3Options): Promise<void> {
  const { endpoint, bucket, region, accessKeyId, secretAccessKey, prefix = '', timeOutMs = TIME_OUT_MS } = options;
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 1 });
  const url = `${endpoint.replace(/\/+$/, '')}/${bucket}/${prefix}incoming/check-${randomUUID()}`;
  const call = async (method: string, body = '') => {
    const answer = await client
      .fetch(url, {
        method,
        headers: { 'x-amz-content-sha256': createHash('sha256').update(body).digest('hex') },
        signal: AbortSignal.timeout(timeOutMs),
        ...(method === 'PUT' ? { body } : {}),
      })
      .catch((cause: unknown) => {
        const what = `não respondeu em ${endpoint}. Confira PRUMO_S3_ENDPOINT e a rede`;
        throw new S3Unreachable('attachments', inWords(what), { cause });
      });
    const text = await answer.text();
    if (answer.status >= 500)
      throw new S3Unreachable('attachments', inWords(`está fora de ordem (${answer.status}) em ${endpoint}`));
    if (!answer.ok) throw refused(words(options, { method, status: answer.status, code: codeIn(text) }));
    return text;
  };
  const content = randomUUID();
  await call('PUT', content);
  if ((await call('GET')) !== content) throw refused('devolveu outra coisa que não o que foi gravado');
  await call('DELETE');
}

interface Answered {
  method: string;
  status: number;
  code: string;
}

function words({ bucket, region }: S3Options, { method, status, code }: Answered): string {
  switch (code) {
    case 'NoSuchBucket':
      return `não tem o bucket ${bucket}. Confira PRUMO_S3_BUCKET`;
    case 'InvalidAccessKeyId':
      return 'não conhece a chave de acesso. Confira PRUMO_S3_ACCESS_KEY_ID';
    case 'SignatureDoesNotMatch':
      return 'não aceitou a assinatura. Confira PRUMO_S3_SECRET_ACCESS_KEY';
    case 'AuthorizationHeaderMalformed':
    case 'PermanentRedirect':
      return `não atende a região ${region}. Confira PRUMO_S3_REGION`;
    case 'AccessDenied':
      return `não deixa ${DEEDS[method]} no bucket ${bucket}. Confira as permissões desta chave`;
    default:
      return `não deixou ${DEEDS[method]} no bucket ${bucket} (${[status, code].join(' ').trim()}). Confira PRUMO_S3_ENDPOINT e PRUMO_S3_BUCKET`;
  }
}

const DEEDS: Record<string, string> = { PUT: 'gravar', GET: 'ler', DELETE: 'remover' };

function refused(what: string, cause?: unknown): ServerError {
  return new ServerError('attachments', inWords(what), { cause });
}

const inWords = (what: string) => `O armazenamento S3 dos anexos ${what}.`;

function codeIn(xml: string): string {
  return /<Code>(\w{1,60})<\/Code>/.exec(xml)?.[1] ?? '';
}
