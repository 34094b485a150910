import { implement, ORPCError } from '@orpc/server';
import { contract } from '#shared/contract/contract.ts';
import { type Result, refuse } from '#shared/domain/refusal.ts';
import type { Person } from '#shared/domain/ticket/entry.ts';
import { notSaved, storageWords } from '../../recovery/words.ts';
import { StorageError } from '../../storage/storage-error.ts';
import type { Change } from '../../store/change-feed.ts';
import type { AttachmentDesk } from '../attachments/attachment-desk.ts';
import { type Core, personOf } from '../core.ts';
import type { CustomerDesk } from '../customer-desk.ts';
import type { CustomerImportDesk } from '../customer-import-desk.ts';
import { live } from '../live.ts';
import type { RecoveryDesk } from '../recovery-desk.ts';
import type { RoundDesk } from '../round-desk.ts';
import type { SampleDesk } from '../sample-desk.ts';
import type { ServiceDesk } from '../service-desk.ts';
import type { Session } from '../session.ts';
import type { ShiftDesk } from '../shift-desk.ts';
import type { StaffDesk } from '../staff-desk.ts';
import type { SyncDesk } from '../sync-desk.ts';
import type { TicketDesk } from '../ticket-desk.ts';
import type { WorkDesk } from '../work-desk.ts';
import type { WorkOrderDesk } from '../work-order-desk.ts';

/** The services that the router hands calls to. */
export interface Desks {
  tickets: TicketDesk;
  service: ServiceDesk;
  work: WorkDesk;
  rounds: RoundDesk;
  staff: StaffDesk;
  customers: CustomerDesk;
  imports: CustomerImportDesk;
  shifts: ShiftDesk;
  workOrders: WorkOrderDesk;
  sample: SampleDesk;
  recovery: RecoveryDesk;
  sync: SyncDesk;
  attachments: AttachmentDesk;
}

export interface RouterParts {
  core: Core;
  desks: Desks;
  version: string;
}

export interface RouterContext {
  session: Session;
}

const implementer = implement(contract).$context<RouterContext>();

/** Anybody, also before sign-in. */
export const anybody = implementer.use(async ({ next }) => {
  try {
    return await next();
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    throw new ORPCError('SERVICE_UNAVAILABLE', { message: storageWords(error.code).message, cause: error });
  }
});

/**
 * Whoever is signed in: `context.actor`. Commands that answer a `Result` refuse in words through `acting`; queries and
 * live views end with UNAUTHORIZED, which the screen never asks for before sign-in.
 */
export const signedIn = anybody.use(({ context, next }) => {
  const agent = context.session.agent;
  if (!agent) throw new ORPCError('UNAUTHORIZED', { message: 'Entre com o seu nome e a sua senha para continuar.' });
  return next({ context: { actor: personOf(agent) } });
});

/** Runs a command as whoever is signed in, or refuses. */
export async function acting<T>(session: Session, command: (actor: Person) => Promise<Result<T>>): Promise<Result<T>> {
  const agent = session.signedIn();
  return agent.ok ? saving(() => command(personOf(agent.value))) : refuse(agent.refusals[0]!);
}

/** Runs a command that saves: what the storage refuses is a refusal in words, and nothing of the command was saved. */
export async function saving<T>(command: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await command();
  } catch (error) {
    if (error instanceof StorageError) return refuse(notSaved(error));
    throw error;
  }
}

export const aboutTopic =
  (...topics: string[]) =>
  (change: Change): boolean =>
    topics.some((topic) => change.topics.has(topic));

/** A live number that grows with every change that `touches`. */
export function revisions(core: Core, signal: AbortSignal | undefined, touches: (change: Change) => boolean) {
  let revision = 0;
  return live({ feed: core.store.feed, signal, touches, answer: () => ({ revision: ++revision }) });
}
