import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { EntryLayout } from '../../ui/entry-layout.tsx';
import { PlainHttpWarning } from './plain-http-warning.tsx';

interface EntryPageProps {
  title: string;
  text: ReactNode;
  children: ReactNode;
}

/** A page before the desk: what this is on the left, the one thing to do on the right. */
export function EntryPage({ title, text, children }: EntryPageProps) {
  return (
    <EntryLayout
      about="Sobre a central"
      aside={
        <>
          <Box>
            <Typography variant="h3" component="p">
              {title}
            </Typography>
            <Typography component="div" sx={{ color: 'text.secondary', mt: 1 }}>
              {text}
            </Typography>
          </Box>
          <Box sx={{ mt: 'auto' }}>
            <PlainHttpWarning />
          </Box>
        </>
      }
    >
      {children}
    </EntryLayout>
  );
}
