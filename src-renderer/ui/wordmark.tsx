import Box from '@mui/material/Box';

/** The product's name with its mark, a plumb line. `size` is the height of the letters' box in pixels. */
export function Wordmark({ size = 20 }: { size?: number }) {
  return (
    <Box
      component="span"
      sx={{ display: 'inline-flex', alignItems: 'center', gap: `${size * 0.35}px`, fontSize: size, lineHeight: 1 }}
    >
      <Mark size={size * 1.1} />
      <Box component="span" sx={{ fontWeight: 700, letterSpacing: '-0.03em' }}>
        Prumo
      </Box>
    </Box>
  );
}

/** The mark alone: a line held from above and its weight. */
export function Mark({ size = 20 }: { size?: number }) {
  return (
    <Box
      component="svg"
      viewBox="0 0 24 24"
      aria-hidden
      sx={{ width: size, height: size, color: 'primary.main', flex: 'none' }}
    >
      <path d="M5 3h14" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" />
      <path d="M12 3v8" stroke="currentColor" strokeWidth="1.6" />
      <path
        d="M12 22.2 7.2 14.4a1 1 0 0 1-.15-.53V12a1 1 0 0 1 1-1h7.9a1 1 0 0 1 1 1v1.87a1 1 0 0 1-.15.53z"
        fill="currentColor"
      />
    </Box>
  );
}
