import DensityMediumIcon from '@mui/icons-material/DensityMedium';
import DensitySmallIcon from '@mui/icons-material/DensitySmall';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { useDensity } from './use-density.ts';

/** Compact or loose rows, in every list. */
export function DensitySwitch() {
  const { loose, setLoose } = useDensity();
  const label = loose ? 'Linhas compactas' : 'Linhas espaçadas';
  return (
    <Tooltip title={label}>
      <IconButton aria-label={label} onClick={() => setLoose(!loose)}>
        {loose ? <DensitySmallIcon fontSize="small" /> : <DensityMediumIcon fontSize="small" />}
      </IconButton>
    </Tooltip>
  );
}
