import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Where Electron's runtime lies, or `null` where only the npm package is there. The package itself is never loaded:
 * it would try to fetch the runtime.
 */
export function findElectron(root: string): string | null {
  const home = join(root, 'node_modules', 'electron');
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(home, 'dist');
  const pathFile = join(home, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : 'electron';
  const path = join(dist, name);
  return existsSync(path) ? path : null;
}
