/** `npm start`: installs what is missing, builds what is stale, opens the station. */
import { ensureDependencies, giveUp, goOn } from './bootstrap.mjs';
import { helpText, parseStartOptions } from './start-options.mjs';

const args = process.argv.slice(2);
try {
  if (parseStartOptions(args).help) {
    process.stdout.write(`${helpText()}\n`);
  } else {
    ensureDependencies((line) => process.stdout.write(`${line}\n`));
    goOn('build/start-station.ts', args);
  }
} catch (error) {
  giveUp(error);
}
