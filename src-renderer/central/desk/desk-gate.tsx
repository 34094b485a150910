import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import type { AdminSession } from '#shared/sync/administration.ts';
import { RefusalText } from '../../ui/refusal-text.tsx';
import { Wordmark } from '../../ui/wordmark.tsx';
import { askOrThrow, Refused } from '../api/ask.ts';
import { SignIn } from '../entry/sign-in.tsx';
import { Desk } from './desk.tsx';

/** Who is signed in has the desk; the others are asked who they are, and come out where they wanted to go. */
export function DeskGate() {
  const { data, error, refetch } = useQuery({
    queryKey: ['/session'],
    queryFn: () => askOrThrow<AdminSession>('/session'),
    refetchInterval: (query) => (query.state.status === 'success' ? 60_000 : false),
  });
  if (error instanceof Refused && error.signedOut) return <SignIn />;
  if (data) return <Desk session={data} />;
  if (!error) return null;
  return (
    <Box component="main" sx={{ p: 5, display: 'grid', gap: 2, justifyItems: 'start' }}>
      <h1>
        <Wordmark size={26} />
      </h1>
      <RefusalText refusals={error instanceof Refused ? error.refusals : []} />
      <Button onClick={() => refetch()}>Tentar de novo</Button>
    </Box>
  );
}
