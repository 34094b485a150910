/** Serves the centre: builds its pages when their sources changed, then runs the server from its own. */
import { ensurePages } from './bundles.ts';

if (!process.argv.includes('--help')) ensurePages((line) => process.stdout.write(`${line}\n`));
await import('../src-server/main.ts');
