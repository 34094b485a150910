import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';

/** Rows to come; draw it only when the data is `late`. */
export function SkeletonRows({ rows = 6, height = 36 }: { rows?: number; height?: number }) {
  return (
    <Box aria-busy aria-label="Carregando" role="status" sx={{ display: 'flex', flexDirection: 'column', gap: 0.5 }}>
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: nothing but their place tells them apart.
        <Skeleton key={index} variant="rounded" height={height - 4} />
      ))}
    </Box>
  );
}
