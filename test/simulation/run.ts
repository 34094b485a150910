/**
 * `npm run simulate -- --seeds N --from S`: N runs (default 200) from seed S (default 1), each an independent house with
 * its stations. `--commands N` sets the length of each, `--shrink` looks for a shorter failing run, `--log` prints what
 * happened in it, `--evidence FOLDER` writes down everything that was judged, `--mutants` breaks the synchronisation on purpose, one way after the other, and wants each to be
 * noticed within `--seeds` (default 25); `--only NAME` takes some of them.
 */
import { parseArgs } from 'node:util';
import { campaign } from './campaign.ts';
import { hunt } from './hunt.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    mutants: { type: 'boolean', default: false },
    only: { type: 'string' },
    from: { type: 'string', default: '1' },
    commands: { type: 'string' },
    shrink: { type: 'boolean', default: false },
    log: { type: 'boolean', default: false },
    'stop-at-first': { type: 'boolean', default: false },
    'stop-at': { type: 'string' },
    evidence: { type: 'string' },
    'peace-ms': { type: 'string', default: '20000' },
  },
});

const from = Number(values.from);
const say = (line: string) => void process.stdout.write(`${line}\n`);
const failures = values.mutants
  ? await hunt({ from, count: Number(values.seeds ?? 25), only: values.only, say })
  : await campaign({
      from,
      count: Number(values.seeds ?? 200),
      length: values.commands === undefined ? undefined : Number(values.commands),
      shrink: values.shrink,
      log: values.log,
      stopAt: values['stop-at'] ?? (values['stop-at-first'] ? '' : undefined),
      evidence: values.evidence,
      peaceMs: Number(values['peace-ms']),
      say,
    });
process.exitCode = failures.length === 0 ? 0 : 1;
