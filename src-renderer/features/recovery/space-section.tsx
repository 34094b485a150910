import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { RecoveryView } from '#shared/contract/recovery.ts';
import { formatBytes, formatCounted, formatDate } from '../../ui/format.ts';
import { Section } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RefusalText } from '../../ui/refusal-text.tsx';
import { MEASURE, TABULAR } from '../../ui/theme/theme.ts';

/** What backups and black box take of the disk, and when something of it goes. */
export function SpaceSection({ view: { blackBox, backups, backupBytes } }: { view: RecoveryView }) {
  const lines = [
    ['Cópias de segurança', formatBytes(backupBytes), formatCounted(backups.length, 'cópia', 'cópias')],
    [
      'Caixa-preta',
      formatBytes(blackBox.bytes),
      blackBox.since ? `desde ${formatDate(blackBox.since)}` : 'ainda vazia',
    ],
  ];
  return (
    <Section title="Espaço usado">
      <Panel>
        <Box
          component="dl"
          sx={{ m: 0, display: 'grid', gridTemplateColumns: 'max-content max-content 1fr', columnGap: 3, rowGap: 0.5 }}
        >
          {lines.map(([label, size, more]) => (
            <Box key={label} sx={{ display: 'contents' }}>
              <Box component="dt">{label}</Box>
              <Box component="dd" sx={{ m: 0, ...TABULAR, fontWeight: 550, textAlign: 'end' }}>
                {size}
              </Box>
              <Box component="dd" sx={{ m: 0, color: 'text.secondary' }}>
                {more}
              </Box>
            </Box>
          ))}
        </Box>
        <Typography sx={{ color: 'text.secondary', maxWidth: MEASURE, mt: 1.5 }}>
          A caixa-preta guarda tudo por 30 dias. Depois disso sai dela só o que está inteiro em duas cópias conferidas.
        </Typography>
        {blackBox.damaged.length > 0 ? (
          <RefusalText
            refusals={[
              {
                code: 'black-box-damaged',
                message: `${formatCounted(blackBox.damaged.length, 'arquivo da caixa-preta estava danificado', 'arquivos da caixa-preta estavam danificados')}: ${blackBox.damaged.join(', ')}.`,
                way: 'Os dados da estação não mudaram. O arquivo está guardado na pasta damaged; avise quem cuida do sistema: o disco pode estar falhando.',
              },
            ]}
          />
        ) : null}
      </Panel>
    </Section>
  );
}
