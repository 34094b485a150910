/**
 * Runs every check in order and adds up what passed and failed. The last line is exactly `N passed, N failed`; the
 * exit code is 0 only when nothing failed. A static check counts as one; a test runner counts its tests, and a runner
 * that fails without a failed test (a file that does not load, an error outside a test) counts one failure.
 */
import { resolve } from 'node:path';
import { ensureChromium } from './chromium.ts';
import { findElectron } from './electron-runtime.ts';
import { runInForeground } from './foreground.ts';
import { type Count, playwrightCount, vitestCount } from './test-counts.ts';

const root = resolve(import.meta.dirname, '..');
const RESULTS = resolve(root, 'test-results');
const bin = (name: string, file: string) => resolve(root, 'node_modules', name, file);

interface Check {
  name: string;
  /** Node's arguments. */
  args: string[];
  /** Runs in `npm run check`, too. */
  quick: boolean;
  env?: () => NodeJS.ProcessEnv;
  /** Reads the runner's report; absent: the check counts as one. */
  count?: () => Count;
}

const vitest = (name: string, folders: string[]): Pick<Check, 'args' | 'count'> => {
  const report = resolve(RESULTS, `${name}.json`);
  return {
    args: [
      bin('vitest', 'vitest.mjs'),
      'run',
      ...folders,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    count: () => vitestCount(report),
  };
};

const CHECKS: Check[] = [
  { name: 'formato e estilo', args: [bin('@biomejs/biome', 'bin/biome'), 'ci', '.'], quick: true },
  { name: 'tipos', args: [bin('typescript', 'bin/tsc'), '-p', '.'], quick: true },
  {
    name: 'tabela de importações',
    args: [
      bin('dependency-cruiser', 'bin/dependency-cruiser.mjs'),
      '--config',
      '.dependency-cruiser.cjs',
      'src-main',
      'src-renderer',
      'src-server',
      'src-shared',
      'test',
      'build',
    ],
    quick: true,
  },
  { name: 'testes de unidade e de propriedade', quick: true, ...vitest('unit', ['test/unit', 'test/property']) },
  { name: 'compilação', args: [resolve(root, 'build', 'bundles.ts')], quick: false },
  {
    name: 'testes de contrato e de integração',
    quick: false,
    ...vitest('integration', ['test/contract', 'test/integration']),
  },
  {
    name: 'testes de ponta a ponta',
    args: [bin('@playwright/test', 'cli.js'), 'test'],
    quick: false,
    env: () => ({ ...process.env, CHROMIUM_PATH: ensureChromium(say) }),
    count: () => playwrightCount(resolve(RESULTS, 'e2e.json')),
  },
];

interface Outcome extends Count {
  name: string;
  seconds: number;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function run(check: Check): Promise<Outcome> {
  say(`\n── ${check.name} ──`);
  const began = performance.now();
  const count = await counted(check);
  return { name: check.name, seconds: (performance.now() - began) / 1000, ...count };
}

async function counted(check: Check): Promise<Count> {
  let code: number;
  try {
    code = await runInForeground({ command: process.execPath, args: check.args, env: check.env?.() });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    say(message);
    return { passed: 0, failed: 1, skipped: 0, failures: [`${check.name}: ${message}`] };
  }
  if (!check.count && code === 0) return { passed: 1, failed: 0, skipped: 0, failures: [] };
  const count = check.count?.() ?? { passed: 0, failed: 0, skipped: 0, failures: [] };
  if (code === 0 || count.failed > 0) return count;
  return { ...count, failed: 1, failures: [`${check.name}: terminou com o código ${code}; o motivo está acima`] };
}

/** Right before the sum, so that the end of a log that was cut says what failed. */
function failuresOf(outcomes: Outcome[]): string {
  const lines = outcomes.flatMap(({ failures }) => failures).map((line) => `  ✗ ${line}`);
  return lines.length === 0 ? '' : `\nFalharam:\n${lines.join('\n')}\n`;
}

function table(outcomes: Outcome[]): string {
  const width = Math.max(...outcomes.map(({ name }) => name.length));
  return outcomes
    .map(({ name, passed, failed, skipped, seconds }) => {
      const counts = `${String(passed).padStart(5)} passaram  ${String(failed).padStart(4)} falharam`;
      return `${name.padEnd(width)}  ${counts}  ${String(skipped).padStart(4)} puladas  ${seconds.toFixed(1).padStart(6)} s`;
    })
    .join('\n');
}

const quick = process.argv.includes('--check');
const outcomes: Outcome[] = [];
for (const check of CHECKS.filter((candidate) => candidate.quick || !quick)) outcomes.push(await run(check));
const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
say(`${failuresOf(outcomes)}\n${table(outcomes)}\n`);
if (!quick && findElectron(root) === null) say('Electron: skipped: no Electron runtime\n');
say(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
