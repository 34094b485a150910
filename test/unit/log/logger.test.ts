import { expect, test } from 'vitest';
import { createLogger } from '#main/log/logger.ts';

function recording(level?: 'debug' | 'error') {
  const lines: Record<string, unknown>[] = [];
  const log = createLogger({
    write: (line) => lines.push(JSON.parse(line)),
    clock: () => Date.UTC(2026, 10, 21),
    level,
  });
  return { lines, log };
}

test('writes one object a line, with time, level and event', () => {
  const { lines, log } = recording();
  log.sub('rpc').info('opened', { tabs: 2 });
  expect(lines).toEqual([{ at: '2026-11-21T00:00:00.000Z', level: 'info', event: 'rpc.opened', tabs: 2 }]);
});

test('writes of an error its name, code and frames, never its message', () => {
  const { lines, log } = recording();
  const cause = Object.assign(new TypeError('CPF 123.456.789-09 de Maria', { cause: new Error('Maria') }), {
    code: 'x',
  });
  log.error('save.failed', cause);
  expect(lines[0]).toMatchObject({
    level: 'error',
    event: 'save.failed',
    error: 'TypeError',
    code: 'x',
    causedBy: 'Error',
  });
  expect(lines[0]?.frames).toContain('logger.test.ts');
  expect(JSON.stringify(lines)).not.toContain('Maria');
});

test('keeps quiet below its level', () => {
  const { lines, log } = recording('error');
  log.debug('a');
  log.info('b');
  log.warn('c');
  expect(lines).toEqual([]);
});
