import { ptBR } from '@mui/material/locale';
import { createTheme } from '@mui/material/styles';
import { components } from './components.ts';
import { darkPalette, lightPalette } from './palettes.ts';

declare module '@mui/material/styles' {
  interface CssThemeVariables {
    enabled: true;
  }
}

/** Digits of one width: protocols, times, counts. */
export const TABULAR = { fontVariantNumeric: 'tabular-nums', fontFeatureSettings: '"tnum", "cv01", "ss03"' } as const;

/** Longest line of running text. */
export const MEASURE = '75ch';

/** Heights of the frame and of rows, in pixels. */
export const SIZES = { bar: 48, rail: 108, row: 36, rowLoose: 44 } as const;

const size = (px: number) => `${px / 16}rem`;

export const theme = createTheme(
  {
    cssVariables: { colorSchemeSelector: '[data-theme="%s"]', cssVarPrefix: 'p' },
    colorSchemes: { light: { palette: lightPalette }, dark: { palette: darkPalette } },
    shape: { borderRadius: 8 },
    spacing: 8,
    motion: { reducedMotion: 'system' },
    focusVisible: { outlineWidth: '2px', outlineOffset: '2px' },
    transitions: {
      duration: {
        shortest: 80,
        shorter: 100,
        short: 120,
        standard: 140,
        complex: 150,
        enteringScreen: 120,
        leavingScreen: 90,
      },
    },
    typography: {
      fontFamily: '"Inter Variable", system-ui, sans-serif',
      fontSize: 14,
      h1: { fontSize: size(28), fontWeight: 650, lineHeight: 1.25, letterSpacing: '-0.02em' },
      h2: { fontSize: size(20), fontWeight: 650, lineHeight: 1.3, letterSpacing: '-0.012em' },
      h3: { fontSize: size(16), fontWeight: 600, lineHeight: 1.4 },
      h4: { fontSize: size(14), fontWeight: 600, lineHeight: 1.45 },
      subtitle1: { fontSize: size(16), lineHeight: 1.5 },
      subtitle2: { fontSize: size(14), fontWeight: 600, lineHeight: 1.5 },
      body1: { fontSize: size(14), lineHeight: 1.5 },
      body2: { fontSize: size(14), lineHeight: 1.5 },
      button: { fontSize: size(14), fontWeight: 550, textTransform: 'none', letterSpacing: 0 },
      caption: { fontSize: size(12), lineHeight: 1.4 },
      overline: { fontSize: size(12), fontWeight: 600, lineHeight: 1.4, textTransform: 'none', letterSpacing: 0 },
    },
    components,
  },
  ptBR,
);
