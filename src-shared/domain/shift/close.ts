import { ok, type Refusal, type Result } from '../refusal.ts';
import { cleanLine } from '../text/clean.ts';
import type { CallBook } from './shift.ts';

export interface CloseShiftInput {
  /** Calls that the telephone shows; `null` when there is no counter to read. */
  phoneCount: number | null;
  /** Asked for when the telephone shows fewer calls than the book. */
  surplusExplanation: string;
}

/**
 * Whether the shift can be closed (S4.2). `missing` is how many calls the telephone shows beyond the
 * book: the station adds them to it as loose calls, so that each is settled one by one.
 */
export function decideCloseShift(
  book: CallBook,
  input: CloseShiftInput,
): Result<{ phoneCount: number | null; surplusExplanation: string | null }> & { missing: number } {
  const missing = input.phoneCount === null ? 0 : Math.max(0, input.phoneCount - book.received);
  const surplus = input.phoneCount === null ? 0 : Math.max(0, book.received - input.phoneCount);
  const refusals: Refusal[] = [];
  const unexplained = book.unexplained.length + missing;
  if (unexplained > 0) {
    refusals.push({
      code: 'calls-without-ticket',
      rule: 'S4.2',
      field: 'calls',
      message:
        unexplained === 1
          ? 'Há 1 ligação recebida sem OC registrada.'
          : `Há ${unexplained} ligações recebidas sem OC registrada.`,
      way: 'Registre a OC de cada uma, vincule a uma OC deste turno ou explique a diferença.',
    });
  }
  const surplusExplanation = cleanLine(input.surplusExplanation);
  if (surplus > 0 && surplusExplanation === '') {
    refusals.push({
      code: 'more-tickets-than-calls',
      rule: 'S4.2',
      field: 'surplusExplanation',
      message: `O telefone mostra ${surplus === 1 ? '1 ligação' : `${surplus} ligações`} a menos que o livro.`,
      way: 'Escreva por que há OCs sem ligação no telefone (por exemplo, atendimento pelo Blip).',
    });
  }
  if (refusals.length > 0) return { ok: false, refusals, missing };
  return {
    ...ok({ phoneCount: input.phoneCount, surplusExplanation: surplus > 0 ? surplusExplanation : null }),
    missing,
  };
}
