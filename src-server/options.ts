import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { firstAccessSchema } from '#shared/sync/administration.ts';
import { type BlobStoreSetting, readBlobStoreSetting } from './attachments/open-blob-store.ts';
import { ServerError } from './server-error.ts';

const COMMANDS = ['serve', 'migrate', 'restored', 'new-administrator'] as const;

export interface ServerOptions {
  command: (typeof COMMANDS)[number];
  /** Whom `new-administrator` lets in; empty for the other commands. */
  login: string;
  help: boolean;
  /** Of the private PostgreSQL. */
  dataDir: string;
  /** The organisation's own PostgreSQL; `null`: a private one is started. */
  databaseUrl: string | null;
  host: string;
  port: number;
  /** Files of certificate and key; `null`: plain HTTP. */
  tls: { cert: string; key: string } | null;
  trustProxy: boolean;
  openMetrics: boolean;
  logLevel: 'debug' | 'info' | 'warn' | 'error';
  /** Most connections to the database. */
  connections: number;
  /** Where the files of tickets lie. */
  attachments: BlobStoreSetting;
  /** Under which stations reach the centre, where that is not host and port. */
  publicAddress: string | null;
}

export const HELP = `npm run central -- [comando] [opções]

Serve a central do Prumo. Sem configuração nenhuma, começa um PostgreSQL próprio nesta máquina e mostra o
endereço e, na primeira vez, o link de uso único de quem vai administrar.

Comandos
  (nenhum)            serve até receber Ctrl+C ou SIGTERM
  migrate             só traz o banco à versão deste programa
  restored            rode uma vez depois de restaurar o banco de uma cópia, ou de mudá-lo para outro PostgreSQL:
                      as estações conferem tudo e devolvem o que a cópia não tem
  new-administrator NOME-DE-ACESSO
                      quando ninguém mais consegue entrar: mostra um link de uso único com que essa pessoa
                      escolhe uma senha nova e administra; a conta é criada ou reativada, se for o caso

Opções
  --data PASTA        onde ficam os dados do PostgreSQL próprio
  --host ENDEREÇO     em que endereço atende (127.0.0.1; use 0.0.0.0 para a rede toda)
  --port PORTA        em que porta atende (7443)
  --tls-cert ARQUIVO  certificado, para atender em HTTPS (com --tls-key)
  --tls-key ARQUIVO   chave do certificado
  --address URL       como as estações chegam até aqui, quando há um proxy na frente
  --trust-proxy       acredita no endereço de origem que o proxy informa (x-forwarded-for)
  --open-metrics      responde /metrics também a outras máquinas
  --connections N     máximo de conexões deste processo com o banco (20)
  --log-level NÍVEL   debug, info, warn ou error (info)
  --help              mostra esta ajuda

Ambiente
  DATABASE_URL        usa este PostgreSQL (15 ou mais novo) no lugar do próprio; vários processos podem
                      servir o mesmo banco
  PRUMO_ATTACHMENTS_DIR
                      pasta dos anexos (fica na pasta dos dados); vários processos usam a mesma
  PRUMO_S3_ENDPOINT, PRUMO_S3_BUCKET, PRUMO_S3_ACCESS_KEY_ID, PRUMO_S3_SECRET_ACCESS_KEY,
  PRUMO_S3_REGION, PRUMO_S3_PREFIX
                      guarda os anexos em armazenamento compatível com S3 no lugar da pasta
`;

/** @throws {ServerError} `usage` */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): ServerOptions {
  const { values, positionals } = parse(args);
  const [command = 'serve', ...more] = positionals;
  const lettingIn = command === 'new-administrator';
  if (!(COMMANDS as readonly string[]).includes(command) || more.length > (lettingIn ? 1 : 0))
    throw usage(`Comando desconhecido: ${positionals.join(' ')}.`);
  const cert = values['tls-cert'];
  const key = values['tls-key'];
  if ((cert === undefined) !== (key === undefined)) throw usage('--tls-cert e --tls-key andam juntos.');
  const logLevel = values['log-level'] ?? 'info';
  if (!['debug', 'info', 'warn', 'error'].includes(logLevel)) throw usage('--log-level é debug, info, warn ou error.');
  const dataDir = resolve(values.data ?? defaultDataDir(env));
  return {
    command: command as ServerOptions['command'],
    login: lettingIn && !values.help ? loginOf(more[0]) : '',
    help: values.help ?? false,
    dataDir,
    databaseUrl: env.DATABASE_URL || null,
    host: values.host ?? '127.0.0.1',
    port: number(values.port ?? '7443', { name: '--port', from: 0, to: 65_535 }),
    tls: cert && key ? { cert, key } : null,
    trustProxy: values['trust-proxy'] ?? false,
    openMetrics: values['open-metrics'] ?? false,
    logLevel: logLevel as ServerOptions['logLevel'],
    connections: number(values.connections ?? '20', { name: '--connections', from: 4, to: 500 }),
    attachments: readBlobStoreSetting(env, dataDir),
    publicAddress: values.address ? origin(values.address) : null,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean' },
        data: { type: 'string' },
        host: { type: 'string' },
        port: { type: 'string' },
        'tls-cert': { type: 'string' },
        'tls-key': { type: 'string' },
        address: { type: 'string' },
        'trust-proxy': { type: 'boolean' },
        'open-metrics': { type: 'boolean' },
        connections: { type: 'string' },
        'log-level': { type: 'string' },
      },
    });
  } catch (error) {
    throw usage((error as Error).message);
  }
}

function loginOf(text = ''): string {
  const read = firstAccessSchema.shape.login.safeParse(text);
  if (!read.success) throw usage(`new-administrator NOME-DE-ACESSO: ${read.error.issues[0]!.message}`);
  return read.data;
}

function usage(message: string): ServerError {
  return new ServerError('usage', `${message}\nVeja as opções com --help.`);
}

function number(text: string, { name, from, to }: { name: string; from: number; to: number }): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < from || value > to) throw usage(`${name} vai de ${from} a ${to}.`);
  return value;
}

function origin(text: string): string {
  if (!URL.canParse(text)) throw usage('--address é um endereço como https://central.exemplo.com.br.');
  return new URL(text).origin;
}

/** Root's own home is closed to the account in which PostgreSQL runs. */
function defaultDataDir(env: NodeJS.ProcessEnv): string {
  if (process.platform === 'win32')
    return join(env.LOCALAPPDATA || join(homedir(), 'AppData', 'Local'), 'Prumo', 'central');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Prumo', 'central');
  if (process.getuid?.() === 0) return '/var/lib/prumo-central';
  return join(env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'prumo', 'central');
}
