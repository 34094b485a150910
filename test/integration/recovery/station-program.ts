/**
 * A station that works until it is killed: `node station-program.ts <dataDir> <round>`. Real commands through the router;
 * each is written to standard output, as a line of JSON, after the station has acknowledged it.
 */
import { writeSync } from 'node:fs';
import { createRouterClient } from '@orpc/server';
import { openStation } from '#main/core/station.ts';
import { done, now, PASSWORD, TEST_KEY } from '#test/support/station-client.ts';

/** What was acknowledged: where it must be found again. */
export type Acknowledged =
  | { kind: 'entry'; ticketId: string; text: string }
  | { kind: 'ticket'; ticketId: string; protocol: string }
  | { kind: 'customer'; id: string }
  | { kind: 'call'; id: string };

const [dataDir = '', round = '0'] = process.argv.slice(2);
const station = await openStation({ dataDir, key: TEST_KEY, keyProtection: 'key-file', version: 'test' });
const client = createRouterClient(station.router, { context: { session: station.newSession() } });
const acknowledged = (one: Acknowledged) => void writeSync(1, `${JSON.stringify(one)}\n`);

const { phase, agents } = await now(client.station.watch());
if (phase === 'first-run') {
  await done(
    client.station.firstRun({
      company: 'Softcom',
      agentName: 'Ana Lima',
      agentRole: 'atendente-n1',
      password: PASSWORD,
      withSampleData: false,
    }),
  );
} else await done(client.station.signIn({ agentId: agents[0]!.id, password: PASSWORD }));
writeSync(1, 'ready\n');

for (let number = 0; ; number++) {
  const { ticketId, protocol } = await done(client.attendance.open({ looseCallId: null }));
  acknowledged({ kind: 'ticket', ticketId, protocol });
  for (let note = 0; note < 4; note++) {
    const text = `nota ${round}-${number}-${note} ${'x'.repeat(1 + ((number * 37) % 300))}`;
    if (note % 2 === 0) {
      await done(client.attendance.save({ ticketId, draft: { stepId: 'atender', answers: {}, notes: text } }));
    } else await done(client.tickets.report({ ticketId, text, visibility: 'private' }));
    acknowledged({ kind: 'entry', ticketId, text });
  }
  const name = `Padaria ${round}-${number}`;
  const customer = await done(client.customers.save({ id: null, input: { name, kind: 'pj' } }));
  acknowledged({ kind: 'customer', id: customer.id });
  const { callId } = await done(client.shift.noteCall({ note: name }));
  acknowledged({ kind: 'call', id: callId });
}
