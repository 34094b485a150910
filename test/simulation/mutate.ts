/** Preloaded (`--import`): loads the product's modules with the mutant in them that `PRUMO_MUTANT` names. */
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { MUTANTS, patched } from './mutants.ts';

const name = process.env.PRUMO_MUTANT;
const mutant = MUTANTS.find((one) => one.name === name);
if (!mutant) throw new Error(`there is no mutant ${name}`);
const root = new URL('../../', import.meta.url).href;
const files = new Map(mutant.patches.map(({ file }) => [root + file, file]));

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    const file = files.get(url);
    if (file === undefined) return loaded;
    if (loaded.source === null || loaded.source === undefined) throw new Error(`no source of ${fileURLToPath(url)}`);
    const source = typeof loaded.source === 'string' ? loaded.source : new TextDecoder().decode(loaded.source);
    return { ...loaded, source: patched(mutant, file, source) };
  },
});
