import type { CustomerClash } from '#shared/contract/customers.ts';
import type { Refusal } from '#shared/domain/refusal.ts';
import { ClashCard, ClashFrame, ClashHeading } from '../../../ui/centre/clash-card.tsx';
import { authorWords, clashFieldLabel, clashFieldWords } from './clash-words.ts';

export interface CustomerClashesProps {
  clashes: readonly CustomerClash[];
  onKeep: (field: string, which: 'kept' | 'lost') => void;
  busy: boolean;
  /** Of the last choice, and the field that it was about. */
  refused: { field: string; refusals: readonly Refusal[] } | null;
}

/** B3: what two stations changed of one customer without knowing of each other. Nothing is drawn where there is none. */
export function CustomerClashes({ clashes, onKeep, busy, refused }: CustomerClashesProps) {
  if (clashes.length === 0) return null;
  return (
    <ClashFrame label="Campos que divergem">
      <ClashHeading title="Duas pessoas mudaram este cadastro sem saber uma da outra">
        Diga qual valor fica. A escolha vai a todas as estações.
      </ClashHeading>
      {clashes.map(({ field, kept, lost, author }, index) => (
        <ClashCard
          key={field}
          label={clashFieldLabel(field)}
          kept={{ words: clashFieldWords(field, kept), by: 'veio da central' }}
          lost={{ words: clashFieldWords(field, lost), by: authorWords(author) }}
          busy={busy}
          refusals={refused?.field === field ? refused.refusals : []}
          withKeys={index === 0}
          onKeep={(which) => onKeep(field, which)}
        />
      ))}
    </ClashFrame>
  );
}
