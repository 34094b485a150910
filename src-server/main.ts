/** The central server's program: `npm run central`. */
import { readFileSync } from 'node:fs';
import { errorFacts } from './centre/log.ts';
import { lineLog } from './log-lines.ts';
import { HELP, readOptions } from './options.ts';
import { ServerError } from './server-error.ts';
import { runCommand, startService } from './service.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);
const version = (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string })
  .version;

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options.help) {
    say(HELP);
    return;
  }
  const log = lineLog({
    write: (line) => process.stderr.write(`${line}\n`),
    clock: Date.now,
    level: options.logLevel,
  });
  if (options.command !== 'serve') {
    await runCommand({ options, log, say });
    return;
  }
  // Asked for while it starts, it starts and stops in order: the database must not be left behind.
  const stop = stopAsked();
  const service = await startService({ options, log, say, version });
  say(`Central no ar em ${service.address}`);
  if (service.firstAccess)
    say(`Primeiro acesso da administração (uso único, vale 24 horas):\n  ${service.firstAccess.link}`);
  if (options.host === '127.0.0.1' && options.publicAddress === null)
    say(
      'Só esta máquina chega até aqui. Para as outras: --host 0.0.0.0 com --tls-cert e --tls-key, ou um proxy HTTPS.',
    );
  await stop;
  say('Encerrando…');
  // A second signal does not wait.
  process.once('SIGINT', () => process.exit(1));
  await service.stop();
}

function stopAsked(): Promise<void> {
  return new Promise((done) => {
    process.once('SIGINT', () => done());
    process.once('SIGTERM', () => done());
  });
}

try {
  await main();
} catch (error) {
  const words = error instanceof ServerError ? error.message : `A central parou: ${JSON.stringify(errorFacts(error))}`;
  process.stderr.write(`${words}\n`);
  process.exitCode = 1;
}
