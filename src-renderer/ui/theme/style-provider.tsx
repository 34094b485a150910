import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import CssBaseline from '@mui/material/CssBaseline';
import { ThemeProvider } from '@mui/material/styles';
import { type ReactNode, useState } from 'react';
import { theme } from './theme.ts';

/** The nonce under which the page's security policy lets styles in; hosts write it into the page. */
function pageNonce(page: Document): string | undefined {
  return page.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce || undefined;
}

/** Theme, style cache and baseline of the whole window. Light, dark or as the system says: `useColorScheme` of MUI. */
export function StyleProvider({ children }: { children: ReactNode }) {
  const [cache] = useState(() => createCache({ key: 'p', nonce: pageNonce(document), prepend: true }));
  return (
    <CacheProvider value={cache}>
      <ThemeProvider theme={theme} defaultMode="system" modeStorageKey="prumo-theme">
        <CssBaseline enableColorScheme />
        {children}
      </ThemeProvider>
    </CacheProvider>
  );
}
