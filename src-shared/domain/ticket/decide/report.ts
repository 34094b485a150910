import type { PublicTextCheck } from '../../flow/moment.ts';
import { ok, type Result, refuse } from '../../refusal.ts';
import { cleanText } from '../../text/clean.ts';
import { draft, type EntryDraft } from '../draft.ts';
import type { Entry } from '../entry.ts';
import type { Ticket } from '../ticket.ts';

export interface ReportInput {
  text: string;
  visibility: Entry['visibility'];
}

/** A text entry, also on a closed ticket. Public text with a blocked word is refused (S5.4). */
export function decideReport(ticket: Ticket, input: ReportInput, publicText: PublicTextCheck): Result<EntryDraft[]> {
  const text = cleanText(input.text).trim();
  if (text === '') return refuse({ code: 'report-empty', field: 'text', message: 'Escreva o relato antes de salvar.' });
  const [first, ...others] = input.visibility === 'public' ? publicText(text, 'text') : [];
  if (first) return refuse(first, ...others);
  return ok([draft(ticket.id, 'reported', { data: { text }, visibility: input.visibility })]);
}
