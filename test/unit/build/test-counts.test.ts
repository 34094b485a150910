import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { playwrightCount, vitestCount } from '../../../build/test-counts.ts';

let folder: string;
let report: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'prumo-counts-'));
  report = join(folder, 'report.json');
});
afterEach(() => rm(folder, { recursive: true }));

test('a file that could not be loaded is a failure', async () => {
  const testResults = [
    { name: resolve('test/a.test.ts'), status: 'passed', assertionResults: [{ status: 'passed', fullName: 'x' }] },
    {
      name: resolve('test/b.test.ts'),
      status: 'failed',
      assertionResults: [
        { status: 'passed', fullName: 'y' },
        {
          status: 'failed',
          fullName: 'group fails',
          failureMessages: ['\n\u001b[31mError: 1 is not 2\u001b[39m\n  at z'],
        },
      ],
    },
    { name: resolve('test/c.test.ts'), status: 'failed', message: 'Cannot find module', assertionResults: [] },
  ];
  await writeFile(report, JSON.stringify({ numPassedTests: 2, numFailedTests: 1, numPendingTests: 3, testResults }));
  const failures = ['test/b.test.ts › group fails: Error: 1 is not 2', 'test/c.test.ts: Cannot find module'];
  expect(vitestCount(report)).toEqual({ passed: 2, failed: 2, skipped: 3, failures });
});

test('a test that passed only the second time is a failure, and so is an error outside a test', async () => {
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 };
  const tests = (status: string, message?: string) => [
    { projectName: 'browser', status, results: [{ errors: message ? [{ message }] : [] }, { errors: [] }] },
  ];
  const suites = [
    {
      title: 'shift/book.test.ts',
      file: 'shift/book.test.ts',
      specs: [
        { title: 'counts', tests: tests('expected') },
        { title: 'closes', tests: tests('unexpected', 'Error: gone\nmore') },
      ],
      suites: [{ title: 'by night', file: 'shift/book.test.ts', specs: [{ title: 'opens', tests: tests('flaky') }] }],
    },
  ];
  await writeFile(report, JSON.stringify({ stats, errors: [{ message: 'x' }], suites }));
  const failures = [
    'test/e2e/shift/book.test.ts › closes [browser]: Error: gone',
    'test/e2e/shift/book.test.ts › by night › opens [browser]',
    'playwright: x',
  ];
  expect(playwrightCount(report)).toEqual({ passed: 5, failed: 3, skipped: 2, failures });
});

test('a report is read once: an old one never speaks for a later run', async () => {
  await writeFile(report, JSON.stringify({ stats: { expected: 1, unexpected: 0, flaky: 0, skipped: 0 } }));
  playwrightCount(report);
  expect(existsSync(report)).toBe(false);
  expect(playwrightCount(report)).toMatchObject({ passed: 0, failed: 1, skipped: 0, failures: [expect.any(String)] });
});

test('a report that cannot be read is a failure', async () => {
  await writeFile(report, '{');
  expect(vitestCount(report).failed).toBe(1);
});
