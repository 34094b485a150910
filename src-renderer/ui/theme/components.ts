import type { Components, Theme } from '@mui/material/styles';

/** How MUI's components look and behave here: borders before shadows, dense, quiet. */
export const components: Components<Omit<Theme, 'components'>> = {
  MuiCssBaseline: {
    styleOverrides: (theme) => ({
      html: { height: '100%', scrollbarColor: `${theme.vars.palette.field} transparent`, scrollbarWidth: 'thin' },
      body: { height: '100%', backgroundColor: theme.vars.palette.background.default, overflow: 'hidden' },
      '#root': { height: '100%' },
      '::selection': { backgroundColor: theme.vars.palette.primary.light, color: theme.vars.palette.text.primary },
      ':focus-visible': { outline: `2px solid ${theme.vars.palette.primary.main}`, outlineOffset: 2 },
      'input:focus-visible, textarea:focus-visible, [tabindex="-1"]:focus-visible': { outline: 'none' },
    }),
  },
  /* A bare `button` has the system's typeface. */
  MuiButtonBase: { defaultProps: { disableRipple: true }, styleOverrides: { root: { fontFamily: 'inherit' } } },
  MuiButton: {
    defaultProps: { disableElevation: true, size: 'small', variant: 'outlined', color: 'secondary' },
    styleOverrides: {
      root: { whiteSpace: 'nowrap', minHeight: 32, paddingInline: 12 },
      sizeLarge: { minHeight: 44, paddingInline: 20, fontSize: '1rem' },
      sizeMedium: { minHeight: 36, paddingInline: 16 },
    },
  },
  MuiIconButton: { defaultProps: { size: 'small' }, styleOverrides: { root: { borderRadius: 8 } } },
  MuiTextField: { defaultProps: { size: 'small', fullWidth: true } },
  MuiFormControl: { defaultProps: { size: 'small' } },
  MuiSelect: { defaultProps: { size: 'small' } },
  MuiInputBase: {
    styleOverrides: {
      input: ({ theme }) => ({ '&::placeholder': { color: theme.vars.palette.text.secondary, opacity: 1 } }),
    },
  },
  MuiOutlinedInput: {
    styleOverrides: {
      root: ({ theme }) => ({ backgroundColor: theme.vars.palette.background.paper }),
      notchedOutline: ({ theme }) => ({
        borderColor: theme.vars.palette.field,
        '& legend': { fontSize: '0.8572em' },
      }),
    },
  },
  /* Labels above a field are 12 px, not three quarters of 14. */
  MuiInputLabel: {
    styleOverrides: { outlined: { '&.MuiInputLabel-shrink': { transform: 'translate(14px, -9px) scale(0.8572)' } } },
  },
  MuiFormHelperText: { styleOverrides: { root: { marginInline: 0 } } },
  MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { backgroundImage: 'none' } } },
  MuiCard: { defaultProps: { variant: 'outlined' } },
  MuiDialog: {
    styleOverrides: {
      paper: ({ theme }) => ({ border: `1px solid ${theme.vars.palette.divider}`, boxShadow: OVERLAY_SHADOW }),
    },
  },
  MuiDrawer: {
    styleOverrides: {
      paper: ({ theme }) => ({ borderLeft: `1px solid ${theme.vars.palette.divider}`, boxShadow: OVERLAY_SHADOW }),
    },
  },
  MuiMenu: {
    styleOverrides: {
      paper: ({ theme }) => ({ border: `1px solid ${theme.vars.palette.divider}`, boxShadow: OVERLAY_SHADOW }),
    },
  },
  MuiMenuItem: { styleOverrides: { root: { minHeight: 36, fontSize: '0.875rem' } } },
  MuiTooltip: {
    defaultProps: { enterDelay: 400, enterNextDelay: 100, disableInteractive: false },
    styleOverrides: {
      tooltip: ({ theme }) => ({
        fontSize: '0.75rem',
        fontWeight: 450,
        padding: '6px 8px',
        color: theme.vars.palette.background.paper,
        backgroundColor: theme.vars.palette.text.primary,
      }),
    },
  },
  MuiChip: { defaultProps: { size: 'small' }, styleOverrides: { root: { borderRadius: 6, fontWeight: 500 } } },
  MuiToggleButton: {
    styleOverrides: {
      root: ({ theme }) => ({
        textTransform: 'none',
        whiteSpace: 'nowrap',
        fontWeight: 500,
        color: theme.vars.palette.text.secondary,
        borderColor: theme.vars.palette.field,
        '&.Mui-selected, &.Mui-selected:hover': {
          fontWeight: 650,
          color: theme.vars.palette.primary.main,
          backgroundColor: theme.vars.palette.background.chosen,
        },
      }),
    },
  },
  MuiTab: { styleOverrides: { root: { minHeight: 40, paddingInline: 12, minWidth: 0, fontWeight: 550 } } },
  MuiTabs: { styleOverrides: { root: { minHeight: 40 } } },
  MuiAlert: { styleOverrides: { root: { borderRadius: 8, paddingBlock: 4 } } },
  MuiLinearProgress: { styleOverrides: { root: { borderRadius: 4, height: 6 } } },
  MuiTableCell: {
    styleOverrides: {
      root: ({ theme }) => ({ borderColor: theme.vars.palette.divider, padding: '8px 12px', fontSize: '0.875rem' }),
      head: ({ theme }) => ({ color: theme.vars.palette.text.secondary, fontWeight: 600, fontSize: '0.75rem' }),
    },
  },
  MuiLink: { defaultProps: { underline: 'hover' }, styleOverrides: { root: { fontWeight: 500 } } },
};

const OVERLAY_SHADOW = '0 12px 32px rgba(0, 0, 0, 0.18)';
