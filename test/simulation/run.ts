/**
 * `npm run simulate -- --seeds N --from S`: N runs (default 200) from seed S (default 1), each an independent house with
 * its stations. `--commands N` sets the length of each, `--shrink` looks for a shorter failing run, `--log` prints what
 * happened in it, `--mutants` breaks the synchronisation on purpose, one way after the other, and wants each to be noticed.
 */
import { parseArgs } from 'node:util';
import { campaign } from './campaign.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    from: { type: 'string', default: '1' },
    commands: { type: 'string' },
    shrink: { type: 'boolean', default: false },
    log: { type: 'boolean', default: false },
    'stop-at-first': { type: 'boolean', default: false },
    'peace-ms': { type: 'string', default: '20000' },
  },
});

const failures = await campaign({
  from: Number(values.from),
  count: Number(values.seeds),
  length: values.commands === undefined ? undefined : Number(values.commands),
  shrink: values.shrink,
  log: values.log,
  stopAtFirst: values['stop-at-first'],
  peaceMs: Number(values['peace-ms']),
  say: (line) => void process.stdout.write(`${line}\n`),
});
process.exitCode = failures.length === 0 ? 0 : 1;
