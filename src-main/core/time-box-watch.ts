import { decideMove } from '#shared/domain/ticket/decide/move.ts';
import { momentOf } from '#shared/domain/ticket/moment-of.ts';
import { stationActor } from '#shared/domain/ticket/station-actor.ts';
import { readFolded } from '../store/projections/ticket-heads.ts';
import { allLiveTicketIds } from '../store/ticket-queries.ts';
import { surroundingsOf } from './attendance-view.ts';
import type { Core } from './core.ts';
import { ownNumbers } from './own-numbers.ts';

const EVERY_MS = 15_000;

/**
 * Passes on by itself whatever stands in a step whose time box has an automatic exit and has run out (S5.7):
 * also what ran out while the station was off. Looks at once, then every fifteen seconds. Only what was put into its step here:
 * every station that holds the ticket sees the time run out, and one of them has to act.
 */
export function watchTimeBoxes(core: Core): { stop(): void; look(): Promise<void> } {
  const look = () =>
    core.serially(async () => {
      for (const ticketId of allLiveTicketIds(core.store.file)) await passOn(core, ticketId);
    });
  const safely = () => {
    look().catch((error: unknown) => core.log.error('time-box.failed', error));
  };
  const timer = setInterval(safely, EVERY_MS);
  timer.unref();
  safely();
  return { stop: () => clearInterval(timer), look };
}

async function passOn(core: Core, ticketId: string): Promise<void> {
  const folded = readFolded(core.store, ticketId);
  const ticket = folded?.ticket;
  if (!ticket?.attendance || !ownNumbers(core).has(folded?.stamps.step?.station ?? ticket.station)) return;
  const pack = core.packs.require(ticket.attendance.packVersion);
  const flow = pack.flows.find(({ id }) => id === ticket.attendance?.flowId);
  const step = flow?.steps.find(({ id }) => id === ticket.attendance?.stepId);
  if (!step?.timeBox?.automaticExit) return;
  const actor = stationActor(core.stationNumber);
  const around = await surroundingsOf(core, ticket, { agent: ticket.attendance.agent, publicText: () => [] });
  const moved = decideMove(ticket, { by: 'time-box' }, { pack, moment: momentOf(pack, ticket, around) });
  if (!moved.ok) return;
  await core.journal.commit(moved.value, actor);
  core.log.info('time-box.passed-on');
}
