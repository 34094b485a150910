/** Words for screen readers alone: `<Box role="status" sx={ARIA_LIVE}>Salvo</Box>`. */
export const ARIA_LIVE = {
  position: 'absolute',
  width: '1px',
  height: '1px',
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
} as const;
