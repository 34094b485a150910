/** `npm run station -- …`: installs what is missing, then backups and recovery at the command line. */
import { ensureDependencies, giveUp, goOn } from './bootstrap.mjs';

try {
  ensureDependencies((line) => process.stdout.write(`${line}\n`));
  goOn('src-main/hosts/command-line/main.ts', process.argv.slice(2));
} catch (error) {
  giveUp(error);
}
