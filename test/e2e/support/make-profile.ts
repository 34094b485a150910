/**
 * Makes a profile that tests start from a copy of: `node make-profile.ts house|demo PASTA [INSTANTE]`. A process of
 * its own, so that no test runner gets between the storage and its driver.
 */
import { createRouterClient } from '@orpc/server';
import { openStation } from '#main/core/station.ts';
import { openKey } from '#main/hosts/keys/open-key.ts';
import type { Result } from '#shared/domain/refusal.ts';
import { AGENT, COMPANY, CUSTOMERS, LEAD, PASSWORD, WORK_ORDERS } from './house.ts';

const [kind, dataDir = '', instant] = process.argv.slice(2);
const ahead = instant ? Date.parse(instant) - Date.now() : 0;

const key = await openKey(dataDir, { keychain: null, askPassphrase: async () => null, protectNewBy: 'key-file' });
const station = await openStation({
  dataDir,
  keySource: key.source,
  keyProtection: key.protection,
  version: 'e2e',
  clock: () => Date.now() + ahead,
  timeZone: 'America/Sao_Paulo',
  sampleData: kind === 'demo',
});
if (kind === 'house') await furnish();
await station.close();

async function furnish(): Promise<void> {
  const client = createRouterClient(station.router, { context: { session: station.newSession() } });
  const first = { company: COMPANY, agentName: AGENT.name, agentRole: AGENT.role, password: PASSWORD };
  await done(client.station.firstRun({ ...first, withSampleData: false }));
  await done(client.station.addStaff({ ...LEAD, password: PASSWORD }));
  for (const input of Object.values(CUSTOMERS)) await done(client.customers.save({ id: null, input }));
  for (const order of Object.values(WORK_ORDERS)) await done(client.workOrders.save({ id: null, ...order }));
}

async function done<T>(answer: Promise<Result<T>>): Promise<T> {
  const result = await answer;
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusals)}`);
  return result.value;
}
