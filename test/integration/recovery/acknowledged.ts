/** Looks for what a station acknowledged: in its journal and documents, in its heads, and in its black box. */
import { join } from 'node:path';
import type { Station } from '#main/core/station.ts';
import { readBlackBox } from '#main/recovery/black-box/read-black-box.ts';
import type { BoxedDocument } from '#main/recovery/black-box/record.ts';
import { byId } from '#main/store/read.ts';
import { fold } from '#shared/domain/ticket/fold.ts';
import { TEST_KEY } from '#test/support/station-client.ts';
import type { Acknowledged } from './station-program.ts';

/** Those that the station lacks. */
export async function missingIn(station: Station, acknowledged: readonly Acknowledged[]): Promise<Acknowledged[]> {
  const { store } = station.core;
  const missing: Acknowledged[] = [];
  for (const one of acknowledged) if (!(await isThere(one))) missing.push(one);
  return missing;

  async function isThere(one: Acknowledged): Promise<boolean> {
    if (one.kind === 'customer') return (await byId(store.collections.customers, one.id)) !== null;
    if (one.kind === 'call') return (await byId(store.collections.loosecalls, one.id)) !== null;
    if (one.kind === 'ticket') return station.core.journal.ticket(one.ticketId)?.protocol === one.protocol;
    return (await store.journal(one.ticketId)).some((entry) => JSON.stringify(entry).includes(one.text));
  }
}

/** Those that the black box lacks. */
export async function missingInBox(dataDir: string, acknowledged: readonly Acknowledged[]): Promise<Acknowledged[]> {
  const documents = await boxed(dataDir);
  return acknowledged.filter((one) => {
    if (one.kind === 'customer' || one.kind === 'call') return !documents.some(({ id }) => id === one.id);
    const ofTicket = documents.filter(({ ticketId }) => ticketId === one.ticketId);
    const wanted = one.kind === 'ticket' ? one.protocol : one.text;
    return !ofTicket.some((document) => JSON.stringify(document).includes(wanted));
  });
}

export async function boxed(dataDir: string, keys: readonly Uint8Array[] = [TEST_KEY]): Promise<BoxedDocument[]> {
  const documents: BoxedDocument[] = [];
  for await (const { record } of readBlackBox({ directory: join(dataDir, 'blackbox'), keys })) {
    if (record.type === 'documents') documents.push(...record.documents);
  }
  return documents;
}

/** Tickets whose head is not what their journal says, and protocol numbers that were given twice. */
export async function contradictions(station: Station): Promise<string[]> {
  const { store, journal } = station.core;
  const heads = store.file.prepare<{ id: string; protocol: string }>('SELECT id, protocol FROM ticket_head').all();
  const wrong: string[] = [];
  const protocols = new Set<string>();
  for (const { id, protocol } of heads) {
    if (JSON.stringify(fold(await store.journal(id))?.ticket) !== JSON.stringify(journal.ticket(id)))
      wrong.push(`head ${id}`);
    if (protocols.has(protocol)) wrong.push(`protocol ${protocol}`);
    protocols.add(protocol);
  }
  return wrong;
}
