import { ok, type Result, refuse } from '#shared/domain/refusal.ts';
import { decideReport } from '#shared/domain/ticket/decide/report.ts';
import type { Entry, Person } from '#shared/domain/ticket/entry.ts';
import type { RawDocument } from '../store/raw-collection.ts';
import type { Core } from './core.ts';

/** A refused report, written anew: another entry, decided like any other. Runs inside a command. */
export async function correctReport(
  core: Core,
  parts: { entry: RawDocument | null; text: string; visibility: 'public' | 'private'; actor: Person },
): Promise<Result<null>> {
  const { entry, text, visibility, actor } = parts;
  const refused = entry as unknown as Entry | null;
  const ticket = refused && core.journal.ticket(refused.ticketId);
  if (refused?.kind !== 'reported' || !ticket)
    return refuse({
      code: 'not-correctable',
      message: 'Só um relato pode ser escrito de novo.',
      way: 'Reenvie como está, ou deixe como recusado.',
    });
  const { packs, journal } = core;
  const decided = decideReport(
    ticket,
    { text, visibility, corrects: refused.id },
    packs.publicText(packs.inForce.version),
  );
  if (!decided.ok) return decided;
  await journal.commit(decided.value, actor);
  return ok(null);
}
