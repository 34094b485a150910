/** `npm run central -- …`: installs what is missing, then serves the centre. */
import { ensureDependencies, giveUp, goOn } from './bootstrap.mjs';

try {
  ensureDependencies((line) => process.stdout.write(`${line}\n`));
  goOn('build/start-central.ts', process.argv.slice(2));
} catch (error) {
  giveUp(error);
}
