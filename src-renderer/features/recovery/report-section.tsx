import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { RecoveryView } from '#shared/contract/recovery.ts';
import { useCommand } from '../../bridge/use-command.ts';
import { formatMoment } from '../../ui/format.ts';
import { Section } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { MEASURE } from '../../ui/theme/theme.ts';
import { reportWords } from './recovery-words.ts';

/** What was restored last, and what of it could not be. */
export function ReportSection({
  report,
  signedIn,
}: {
  report: NonNullable<RecoveryView['report']>;
  signedIn: boolean;
}) {
  const acknowledge = useCommand('recovery.acknowledge');
  return (
    <Section
      title="Última restauração"
      hint={formatMoment(report.at)}
      actions={
        report.acknowledged || !signedIn ? null : (
          <Button disabled={acknowledge.busy} onClick={() => void acknowledge.run({ at: report.at })}>
            Entendi
          </Button>
        )
      }
    >
      <Panel>
        <Box
          component="dl"
          sx={{ m: 0, display: 'grid', gridTemplateColumns: 'max-content 1fr', columnGap: 3, rowGap: 1 }}
        >
          {reportWords(report).map(([label, text]) => (
            <Box key={label} sx={{ display: 'contents' }}>
              <Box component="dt" sx={{ color: 'text.secondary' }}>
                {label}
              </Box>
              <Box component="dd" sx={{ m: 0, maxWidth: MEASURE, overflowWrap: 'anywhere' }}>
                {text}
              </Box>
            </Box>
          ))}
        </Box>
      </Panel>
    </Section>
  );
}
