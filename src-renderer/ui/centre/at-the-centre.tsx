import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useLive } from '../../bridge/use-live.ts';
import { MEASURE } from '../theme/theme.ts';

export interface AtTheCentreProps {
  /** Who decides it and what follows. */
  children: ReactNode;
  /** Of the centre's pages: `/equipe`. */
  path: string;
  /** What is done there: "Equipe, na central". */
  label: string;
}

/** What this station does not decide, because the organisation's centre does: where it is done. */
export function AtTheCentre({ children, path, label }: AtTheCentreProps) {
  const { data: sync } = useLive('sync.watch');
  return (
    <Box sx={{ maxWidth: MEASURE }}>
      <Typography sx={{ color: 'text.secondary' }}>{children}</Typography>
      {sync?.address ? (
        <Typography sx={{ mt: 0.5 }}>
          {label}:{' '}
          <Link
            href={`${sync.address}${path}`}
            target="_blank"
            rel="noreferrer noopener"
            sx={{ overflowWrap: 'anywhere' }}
          >
            {`${sync.address}${path}`}
          </Link>
        </Typography>
      ) : null}
    </Box>
  );
}

/** Whether this station is one of an organisation's; `undefined`: not known yet. */
export function useIsEnrolled(): boolean | undefined {
  const { data: sync } = useLive('sync.watch');
  return sync && sync.state !== 'alone';
}
