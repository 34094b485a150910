/** `npm test`: installs what is missing and runs every check. `--check`: the quick ones only. */
import { ensureDependencies, giveUp, goOn } from './bootstrap.mjs';

try {
  ensureDependencies((line) => process.stdout.write(`${line}\n`));
  goOn('build/run-checks.ts', process.argv.slice(2));
} catch (error) {
  giveUp(error);
}
