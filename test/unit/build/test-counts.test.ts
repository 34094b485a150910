import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
    { status: 'passed', assertionResults: [{ status: 'passed' }] },
    { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] },
    { status: 'failed', assertionResults: [] },
  ];
  await writeFile(report, JSON.stringify({ numPassedTests: 2, numFailedTests: 1, numPendingTests: 3, testResults }));
  expect(vitestCount(report)).toEqual({ passed: 2, failed: 2, skipped: 3 });
});

test('a test that passed only the second time is a failure, and so is an error outside a test', async () => {
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 };
  await writeFile(report, JSON.stringify({ stats, errors: [{ message: 'x' }] }));
  expect(playwrightCount(report)).toEqual({ passed: 5, failed: 3, skipped: 2 });
});

test('a report is read once: an old one never speaks for a later run', async () => {
  await writeFile(report, JSON.stringify({ stats: { expected: 1, unexpected: 0, flaky: 0, skipped: 0 } }));
  playwrightCount(report);
  expect(existsSync(report)).toBe(false);
  expect(playwrightCount(report)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('a report that cannot be read is a failure', async () => {
  await writeFile(report, '{');
  expect(vitestCount(report).failed).toBe(1);
});
