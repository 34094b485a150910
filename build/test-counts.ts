/** What the test runners' own reports say, as numbers. A report that is missing or unreadable counts one failure. */
import { readFileSync, rmSync } from 'node:fs';
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

export interface Count {
  passed: number;
  failed: number;
  skipped: number;
  /** What failed, a line each: `file › test: first line of the message`. At least one where `failed` is not 0. */
  failures: string[];
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests?: number;
  testResults: {
    name: string;
    status: string;
    message?: string;
    assertionResults: { status: string; fullName: string; failureMessages?: string[] | null }[];
  }[];
}

/** @param path of the report; it is removed, so that an old one never speaks for a later run */
export function vitestCount(path: string): Count {
  return readReport<VitestReport>(path, (report) => {
    // A file that could not be loaded has failed without a failed test of its own.
    const failedIn = (result: VitestReport['testResults'][number]) => {
      const failed = result.assertionResults.filter(({ status }) => status === 'failed');
      if (failed.length === 0 && result.status !== 'failed') return [];
      const file = shortPath(result.name);
      return failed.length === 0
        ? [failureLine([file], result.message)]
        : failed.map(({ fullName, failureMessages }) => failureLine([file, fullName], failureMessages?.[0]));
    };
    const unloaded = report.testResults.filter(
      ({ status, assertionResults }) =>
        status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed'),
    ).length;
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + unloaded,
      skipped: report.numPendingTests + (report.numTodoTests ?? 0),
      failures: report.testResults.flatMap(failedIn),
    };
  });
}

interface PlaywrightSuite {
  title: string;
  file: string;
  suites?: PlaywrightSuite[];
  specs?: {
    title: string;
    tests: { projectName: string; status: string; results: { errors?: { message?: string }[] }[] }[];
  }[];
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors?: { message?: string }[];
  suites?: PlaywrightSuite[];
}

/** A test that passed only when repeated counts as failed. @param path as above */
export function playwrightCount(path: string): Count {
  return readReport<PlaywrightReport>(path, ({ stats, errors = [], suites = [] }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
    failures: [
      ...suites.flatMap((suite) => failedInSuite(suite, [])),
      ...errors.map(({ message }) => failureLine(['playwright'], message)),
    ],
  }));
}

function failedInSuite({ title, file, suites = [], specs = [] }: PlaywrightSuite, above: string[]): string[] {
  // The outermost suite is the file itself.
  const path = above.length === 0 ? [`test/e2e/${file}`] : [...above, title];
  const failed = specs.flatMap((spec) =>
    spec.tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ projectName, results }) => {
        const message = results.flatMap(({ errors = [] }) => errors).find((error) => error.message)?.message;
        return failureLine([...path, `${spec.title} [${projectName}]`], message);
      }),
  );
  return [...failed, ...suites.flatMap((suite) => failedInSuite(suite, path))];
}

function readReport<Report>(path: string, count: (report: Report) => Count): Count {
  try {
    return count(JSON.parse(readFileSync(path, 'utf8')) as Report);
  } catch {
    const failures = [failureLine([shortPath(path)], 'the report is missing or unreadable')];
    return { passed: 0, failed: 1, skipped: 0, failures };
  } finally {
    rmSync(path, { force: true });
  }
}

function failureLine(where: string[], message = ''): string {
  const line = stripVTControlCharacters(message)
    .split('\n')
    .map((part) => part.trim())
    .find((part) => part !== '');
  return line ? `${where.join(' › ')}: ${line}` : where.join(' › ');
}

function shortPath(path: string): string {
  return relative(process.cwd(), path);
}
