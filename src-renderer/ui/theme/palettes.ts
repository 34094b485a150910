import type { PaletteOptions } from '@mui/material/styles';

/*
 * Neutral surfaces, one accent, four semantic tones. Every pair of text and surface used by the
 * components holds 4.5 : 1, borders of fields 3 : 1, in both schemes.
 */

declare module '@mui/material/styles' {
  interface TypeBackground {
    /** Under rows and quiet blocks, between page and paper. */
    sunken: string;
    /** A row or tile that is chosen. */
    chosen: string;
  }
  interface Palette {
    /** Border of what can be typed in. */
    field: string;
    /** The internal lane (nota técnica): tinted so that it is never taken for the customer's. */
    internal: { surface: string; border: string; text: string };
    /** What is said to the customer. */
    speech: { surface: string; border: string };
    tone: Record<'success' | 'warning' | 'error' | 'info', { surface: string; border: string; text: string }>;
  }
  interface PaletteOptions {
    field?: string;
    internal?: Palette['internal'];
    speech?: Palette['speech'];
    tone?: Palette['tone'];
  }
}

export const lightPalette: PaletteOptions = {
  primary: { main: '#2B57C4', dark: '#1F4199', light: '#E8EEFC', contrastText: '#FFFFFF' },
  secondary: { main: '#4A4E57', dark: '#33363D', light: '#EEEFF1', contrastText: '#FFFFFF' },
  success: { main: '#1B7044', dark: '#13532F', light: '#E5F4EB', contrastText: '#FFFFFF' },
  warning: { main: '#8F5300', dark: '#6B3E00', light: '#FDF1DD', contrastText: '#FFFFFF' },
  error: { main: '#B3261E', dark: '#8C1D17', light: '#FCEBE9', contrastText: '#FFFFFF' },
  info: { main: '#0B6B83', dark: '#085063', light: '#E3F3F7', contrastText: '#FFFFFF' },
  background: { default: '#F6F6F4', paper: '#FFFFFF', sunken: '#F0F0ED', chosen: '#E8EEFC' },
  text: { primary: '#1B1D21', secondary: '#565A63', disabled: '#6F737B' },
  divider: '#E1E1DC',
  field: '#878B93',
  internal: { surface: '#FBF3DC', border: '#D9BC6B', text: '#5B4300' },
  speech: { surface: '#F1F4FC', border: '#2B57C4' },
  tone: {
    success: { surface: '#E5F4EB', border: '#A9D8BC', text: '#13532F' },
    warning: { surface: '#FDF1DD', border: '#E9C98C', text: '#6B3E00' },
    error: { surface: '#FCEBE9', border: '#F0B8B3', text: '#8C1D17' },
    info: { surface: '#E3F3F7', border: '#A5D3DF', text: '#085063' },
  },
  action: { hover: 'rgba(27, 29, 33, 0.05)', selected: 'rgba(43, 87, 196, 0.1)', focus: 'rgba(43, 87, 196, 0.14)' },
};

export const darkPalette: PaletteOptions = {
  primary: { main: '#93B1FF', dark: '#B9CDFF', light: '#232F4D', contrastText: '#0F1A33' },
  secondary: { main: '#B8BDC7', dark: '#D5D8DE', light: '#2A2D33', contrastText: '#15171A' },
  success: { main: '#7CD3A0', dark: '#A5E3BF', light: '#17301F', contrastText: '#0C2115' },
  warning: { main: '#F0B860', dark: '#F6D091', light: '#35270F', contrastText: '#2A1C04' },
  error: { main: '#FF9D94', dark: '#FFC0BA', light: '#3B1B18', contrastText: '#34100D' },
  info: { main: '#7CCBE0', dark: '#A9DFEC', light: '#122E36', contrastText: '#07232B' },
  background: { default: '#131416', paper: '#1A1C1F', sunken: '#17181B', chosen: '#232F4D' },
  text: { primary: '#ECEDEF', secondary: '#A6ABB4', disabled: '#868B94' },
  divider: '#2D3035',
  field: '#737983',
  internal: { surface: '#2C2614', border: '#7A6526', text: '#F1DFA8' },
  speech: { surface: '#1C2331', border: '#93B1FF' },
  tone: {
    success: { surface: '#17301F', border: '#2B5A3C', text: '#A5E3BF' },
    warning: { surface: '#35270F', border: '#6B4F1F', text: '#F6D091' },
    error: { surface: '#3B1B18', border: '#75352F', text: '#FFC0BA' },
    info: { surface: '#122E36', border: '#265864', text: '#A9DFEC' },
  },
  action: {
    hover: 'rgba(236, 237, 239, 0.06)',
    selected: 'rgba(147, 177, 255, 0.14)',
    focus: 'rgba(147, 177, 255, 0.2)',
  },
};
