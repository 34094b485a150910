import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ImportReport, LineNotice } from '#shared/domain/customer/import/import-types.ts';
import { formatCount, formatCounted } from '../../../ui/format.ts';
import { TABULAR } from '../../../ui/theme/theme.ts';

/** The lines in numbers, and what was noticed in lines that did go in. */
export function ImportTotals({ report }: { report: ImportReport }) {
  const totals = [
    ['novos', report.imported],
    ['atualizados', report.updated],
    ['pulados', report.skipped],
    ['recusados', report.refusedCount],
  ] as const;
  return (
    <Box
      sx={(theme) => ({
        px: 2.5,
        py: 1.5,
        borderRadius: 1,
        border: `1px solid ${theme.vars.palette.divider}`,
        backgroundColor: theme.vars.palette.background.paper,
      })}
    >
      <Box component="dl" sx={{ m: 0, display: 'flex', gap: 5 }}>
        {totals.map(([label, count]) => (
          <Box key={label} sx={{ display: 'flex', flexDirection: 'column-reverse' }}>
            <Typography component="dt" variant="caption" sx={{ color: 'text.secondary' }}>
              {label}
            </Typography>
            <Typography
              component="dd"
              variant="h1"
              sx={{ m: 0, ...TABULAR, color: label === 'recusados' && count > 0 ? 'error.main' : 'text.primary' }}
            >
              {formatCount(count)}
            </Typography>
          </Box>
        ))}
      </Box>
      {report.noticeCount > 0 ? <Notices notices={report.notices} count={report.noticeCount} /> : null}
    </Box>
  );
}

const SHOWN = 50;

function Notices({ notices, count }: { notices: readonly LineNotice[]; count: number }) {
  return (
    <Box component="details" sx={{ mt: 1 }}>
      <Box component="summary" sx={{ cursor: 'pointer', width: 'fit-content' }}>
        {formatCounted(count, 'aviso', 'avisos')} em linhas que entraram
      </Box>
      <Box component="ul" sx={{ m: 0, mt: 0.5, pl: 2.5 }}>
        {notices.slice(0, SHOWN).map(({ line, message }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line may have the same notice twice.
          <Typography key={index} component="li">
            Linha {formatCount(line)}: {message}
          </Typography>
        ))}
        {count > SHOWN ? <li>e mais {formatCount(count - SHOWN)}</li> : null}
      </Box>
    </Box>
  );
}
