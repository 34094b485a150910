/**
 * A station that opens calls until it is killed: `node open-calls-until-killed.ts <dataDir> <agent as JSON>`. Each
 * protocol is sent over IPC once the command has answered; every fourth call is parked, written in and resumed.
 */
import { createRouterClient } from '@orpc/server';
import { openStation } from '#main/core/station.ts';
import type { Staff } from '#shared/domain/staff/staff.ts';
import { done, TEST_KEY } from '#test/support/station-client.ts';

const [dataDir = '', agent = ''] = process.argv.slice(2);
const station = await openStation({
  dataDir,
  key: TEST_KEY,
  keyProtection: 'key-file',
  version: 'test',
  timeZone: 'UTC',
});
const session = station.newSession();
session.enter(JSON.parse(agent) as Staff);
const client = createRouterClient(station.router, { context: { session } });

for (let number = 0; ; number++) {
  const { ticketId, protocol } = await done(client.attendance.open({ looseCallId: null }));
  process.send?.(protocol);
  if (number % 4 !== 0) continue;
  const draft = { stepId: 'atender', answers: { contato: 'Maria' }, notes: 'x'.repeat(number) };
  await done(client.attendance.park({ ticketId, draft, reason: '' }));
  await done(client.attendance.resume({ ticketId }));
}
