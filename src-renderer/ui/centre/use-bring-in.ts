import { useState } from 'react';
import type { Refusal } from '#shared/domain/refusal.ts';
import { useCommand } from '../../bridge/use-command.ts';

export interface BringIn {
  /** The ticket on its way here; `null`: none. */
  bringing: string | null;
  refusals: readonly Refusal[];
  /** @returns whether the ticket is here, with its whole journal */
  bring: (ticketId: string) => Promise<boolean>;
}

/** Brings a ticket from the centre to this station, where its changes come from then on. One at a time. */
export function useBringIn(): BringIn {
  const command = useCommand('sync.bringIn');
  const [bringing, setBringing] = useState<string | null>(null);
  return {
    bringing,
    refusals: command.refusals,
    bring: async (ticketId) => {
      if (bringing !== null) return false;
      setBringing(ticketId);
      const done = await command.run({ ticketId });
      setBringing(null);
      return done.ok;
    },
  };
}
