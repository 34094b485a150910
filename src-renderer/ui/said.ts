/** Words for screen readers alone: `<Box role="status" sx={ARIA_LIVE}>Salvo</Box>`. */
export const ARIA_LIVE = {
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
} as const;
