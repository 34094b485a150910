import type { Refusal } from '../../refusal.ts';
import type { Entry } from '../entry.ts';
import type { Folded } from '../fold.ts';
import type { AdmitContext, Case, Rules } from './context.ts';
import { crafted } from './crafted.ts';
import { envelopeRefusals } from './envelope.ts';
import { EXIT_RULES } from './exit-rules.ts';
import { OTHER_RULES, openingRefusals } from './other-rules.ts';
import { SERVICE_RULES } from './service-rules.ts';
import { registerRefusals, textRefusals } from './shape.ts';
import { WALK_RULES } from './walk-rules.ts';

const RULES: Rules = { ...OTHER_RULES, ...WALK_RULES, ...EXIT_RULES, ...SERVICE_RULES };

/**
 * Whether an entry is one that a right station could have written: every reason why not, none when it is. The rules are
 * those of the decisions themselves, looked at from the other side: what is told is allowed on the head that the author
 * saw, and the registers follow from what is told.
 *
 * `head`: the fold of what the author knew (`headAtBase`), refused entries left out; `null` for the first one. The entry has
 * passed `entrySchema`. What only the author's station could know (the customer's standing, minutes gone) is believed.
 */
export function admit(head: Folded | null, entry: Entry, context: AdmitContext): Refusal[] {
  const outer = [...textRefusals(entry), ...envelopeRefusals(head, entry, context), ...registerRefusals(entry)];
  if (outer.length > 0) return outer;
  if (entry.kind === 'call-opened')
    return head ? [crafted('ticket-opened-twice', 'O chamado já tinha sido aberto.')] : openingRefusals(entry, context);
  if (!head)
    return [crafted('ticket-unopened', 'O registro é de um chamado que o seu autor não tinha aberto.', 'ticketId')];
  const judge = RULES[entry.kind] as ((at: Case) => Refusal[]) | undefined;
  return judge?.({ entry, ticket: head.ticket, context }) ?? [];
}
