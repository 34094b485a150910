import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useCallback, useEffect, useState } from 'react';
import type { Refusal } from '#shared/domain/refusal.ts';
import type { Staff } from '#shared/domain/staff/staff.ts';
import { useCommand } from '../bridge/use-command.ts';
import { importDraftKey } from '../drafts/cipher.ts';
import { createDraftStore, type DraftStore } from '../drafts/draft-store.ts';
import { DraftsProvider } from '../drafts/drafts-context.tsx';
import type { DraftsDatabase } from '../drafts/drafts-database.ts';
import { createLastWords, type LastWords } from '../drafts/last-words.ts';
import { RefusalText } from '../ui/refusal-text.tsx';
import { Frame } from './frame/frame.tsx';

/** The desk of one agent: their drafts are opened with the station's key before anything can be typed. */
export function SignedIn({ database, agent }: { database: DraftsDatabase; agent: Staff }) {
  const draftKey = useCommand('station.draftKey');
  const [drafts, setDrafts] = useState<{ store: DraftStore; lastWords: LastWords } | null>(null);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const ask = draftKey.run;

  const openDrafts = useCallback(async () => {
    const answer = await ask();
    if (!answer.ok) return setRefusals(answer.refusals);
    const key = await importDraftKey(answer.value.key);
    const lastWords = createLastWords({ agentId: agent.id, key: answer.value.key, storage: localStorage });
    await lastWords.recover(database);
    setRefusals([]);
    setDrafts({ store: createDraftStore({ database, agentId: agent.id, key }), lastWords });
  }, [ask, database, agent.id]);
  useEffect(() => {
    void openDrafts();
  }, [openDrafts]);

  if (drafts)
    return (
      <DraftsProvider {...drafts}>
        <Frame />
      </DraftsProvider>
    );
  if (refusals.length === 0) return null;
  return (
    <Box component="main" sx={{ height: '100%', display: 'grid', placeContent: 'center', gap: 2, p: 3 }}>
      <RefusalText refusals={refusals} />
      <Button variant="contained" color="primary" size="medium" onClick={openDrafts}>
        Tentar de novo
      </Button>
    </Box>
  );
}
