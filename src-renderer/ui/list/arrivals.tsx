import ArrowUpwardIcon from '@mui/icons-material/ArrowUpward';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';

export interface ArrivalsProps {
  count: number;
  /** `1 novo`, `3 novos`. */
  words: string;
  onShow: () => void;
}

/** Says that new rows wait at the top; nothing moves until it is pressed. Its place is kept while there are none. */
export function Arrivals({ count, words, onShow }: ArrivalsProps) {
  return (
    <Box role="status" sx={{ minHeight: 32, display: 'flex', alignItems: 'center' }}>
      {count > 0 ? (
        <Button
          onClick={onShow}
          startIcon={<ArrowUpwardIcon />}
          sx={(theme) => ({
            minHeight: 28,
            borderColor: theme.vars.palette.primary.main,
            color: theme.vars.palette.primary.main,
            backgroundColor: theme.vars.palette.background.chosen,
          })}
        >
          {words}
        </Button>
      ) : null}
    </Box>
  );
}
