import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { checkMapping } from '#shared/domain/customer/import/mapping.ts';
import { useRpc } from '../../../bridge/bridge-context.tsx';
import { formatBytes } from '../../../ui/format.ts';
import { Section } from '../../../ui/page-header.tsx';
import { RefusalText } from '../../../ui/refusal-text.tsx';
import { FileChoices } from './file-choices.tsx';
import { forgetRun, startRun, understand } from './import-flow.ts';
import { type ImportRun, useImportRun } from './import-run.ts';
import { MapColumns } from './map-columns.tsx';

const MAPPING_CODES = new Set(['import-missing-name', 'import-missing-code', 'import-repeated-field']);

/** The file as it was understood, to be put right before anything is imported. */
export function PrepareImport({ run }: { run: ImportRun }) {
  const rpc = useRpc();
  const [onExisting, setOnExisting] = useState<'update' | 'skip'>('update');
  const [busy, setBusy] = useState(false);
  const { preview, mapping } = run;
  if (!preview || !mapping) return null;
  const ofFile = preview.problems.filter(({ code }) => !MAPPING_CODES.has(code));
  const ofMapping = ofFile.length > 0 ? [] : checkMapping(mapping);
  const start = async () => {
    setBusy(true);
    await startRun(rpc, onExisting);
    setBusy(false);
  };
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 3 }}>
      <Section title="Como o arquivo foi lido" hint={`${run.fileName}, ${formatBytes(run.bytes)}`}>
        <FileChoices preview={preview} onChoose={(choices) => understand(rpc, choices)} />
        <RefusalText refusals={ofFile} />
      </Section>
      {ofFile.length > 0 ? null : (
        <>
          <Section
            title="O que é cada coluna"
            hint="A sugestão veio do cabeçalho e dos valores; corrija o que for preciso."
          >
            <MapColumns
              preview={preview}
              mapping={mapping}
              wrong={new Set(ofMapping.map(({ field }) => field ?? ''))}
              onChange={(changed) => useImportRun.setState({ mapping: changed, refusals: [] })}
            />
            <RefusalText refusals={ofMapping} />
          </Section>
          <Section title="Clientes que já estão no cadastro">
            <RadioGroup
              aria-label="Clientes que já estão no cadastro"
              value={onExisting}
              onChange={(_, value) => setOnExisting(value as 'update' | 'skip')}
            >
              <FormControlLabel
                value="update"
                control={<Radio size="small" />}
                label="Atualizar com o que o arquivo diz; telefones e e-mails só se somam"
              />
              <FormControlLabel value="skip" control={<Radio size="small" />} label="Pular: ficam como estão" />
            </RadioGroup>
          </Section>
        </>
      )}
      <Box
        sx={(theme) => ({
          position: 'sticky',
          bottom: 0,
          mx: -4,
          px: 4,
          py: 1.5,
          borderTop: `1px solid ${theme.vars.palette.divider}`,
          backgroundColor: theme.vars.palette.background.default,
          zIndex: 1,
        })}
      >
        <RefusalText refusals={run.refusals} />
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
          <Button
            variant="contained"
            color="primary"
            disabled={busy || ofFile.length > 0 || ofMapping.length > 0}
            onClick={start}
          >
            Importar clientes
          </Button>
          <Button variant="text" onClick={() => forgetRun(rpc)}>
            Escolher outro arquivo
          </Button>
          {ofMapping.length > 0 ? (
            <Typography sx={{ color: 'text.secondary' }}>Falta indicar o que está dito acima.</Typography>
          ) : null}
        </Box>
      </Box>
    </Box>
  );
}
