import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useEffect, useState } from 'react';
import type { Result } from '#shared/domain/refusal.ts';
import type { OneUseLink } from '#shared/sync/administration.ts';
import { RefusalText } from '../../ui/refusal-text.tsx';
import { ask } from '../api/ask.ts';
import { RouterButton } from '../desk/router-button.tsx';
import { EntryPage } from './entry-page.tsx';
import { FirstAccessForm } from './first-access-form.tsx';
import { PasswordForm } from './password-form.tsx';

/** What the link in the address is for. It is used up only when its form is sent. */
export function OneUse() {
  const [code] = useState(() => decodeURIComponent(location.hash.slice(1)));
  const [link, setLink] = useState<Result<OneUseLink> | null>(null);
  useEffect(() => {
    void ask<OneUseLink>('/one-use-link', { code }).then(setLink);
  }, [code]);
  if (link?.ok)
    return link.value.purpose === 'first-administrator' ? (
      <FirstAccessForm code={code} expiresAt={link.value.expiresAt} />
    ) : (
      <PasswordForm code={code} name={link.value.name ?? ''} expiresAt={link.value.expiresAt} />
    );
  return (
    <EntryPage title="Link de uso único" text="Cada link serve uma vez, e por pouco tempo.">
      <Typography variant="h1">{link ? 'Este link não serve mais' : 'Conferindo o link…'}</Typography>
      {link ? (
        <Box sx={{ mt: 2, display: 'grid', gap: 2, justifyItems: 'start' }}>
          <RefusalText refusals={link.refusals} />
          <Typography sx={{ color: 'text.secondary' }}>
            O do primeiro acesso aparece de novo a cada começo do servidor, enquanto ninguém administra a casa. O de
            senha se pede a quem administra.
          </Typography>
          <RouterButton path="/">Ir para a entrada</RouterButton>
        </Box>
      ) : null}
    </EntryPage>
  );
}
