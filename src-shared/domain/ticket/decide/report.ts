import type { PublicTextCheck } from '../../flow/moment.ts';
import { ok, type Refusal, type Result, refuse } from '../../refusal.ts';
import { cleanText } from '../../text/clean.ts';
import { TEXT_LIMIT } from '../../text/limits.ts';
import { draft, type EntryDraft } from '../draft.ts';
import type { Entry, Person } from '../entry.ts';
import type { Ticket } from '../ticket.ts';

export interface ReportInput {
  text: string;
  visibility: Entry['visibility'];
  /** The entry that the centre refused and that this one takes the place of. */
  corrects?: string;
  /** Who is to be told of it (S3.5). */
  notify?: readonly Person[];
}

/** Why a clean text cannot be written as a report. */
export function reportRefusals(
  { text, visibility }: Pick<ReportInput, 'text' | 'visibility'>,
  publicText: PublicTextCheck,
): Refusal[] {
  if (text === '') return [{ code: 'report-empty', field: 'text', message: 'Escreva o relato antes de salvar.' }];
  if (text.length > TEXT_LIMIT)
    return [{ code: 'text-too-long', field: 'text', message: 'Texto longo demais: use até 200 mil caracteres.' }];
  return visibility === 'public' ? publicText(text, 'text') : [];
}

/** A text entry, also on a closed ticket. Public text with a blocked word is refused (S5.4). */
export function decideReport(ticket: Ticket, input: ReportInput, publicText: PublicTextCheck): Result<EntryDraft[]> {
  const text = cleanText(input.text).trim();
  const [first, ...others] = reportRefusals({ text, visibility: input.visibility }, publicText);
  if (first) return refuse(first, ...others);
  const notify = [...new Map((input.notify ?? []).map((person) => [person.id, person])).values()];
  const data = {
    text,
    ...(input.corrects ? { corrects: input.corrects } : {}),
    ...(notify.length > 0 ? { notify } : {}),
  };
  return ok([draft(ticket.id, 'reported', { data, visibility: input.visibility })]);
}
