import UploadFileOutlinedIcon from '@mui/icons-material/UploadFileOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { type DragEvent, useRef, useState } from 'react';
import type { Refusal } from '#shared/domain/refusal.ts';
import { RefusalText } from '../../../ui/refusal-text.tsx';
import { MEASURE } from '../../../ui/theme/theme.ts';

/** Picks a file, or takes one that is dropped. */
export function ChooseFile({ refusals, onFile }: { refusals: readonly Refusal[]; onFile: (file: File) => void }) {
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) onFile(file);
  };
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
      <RefusalText refusals={refusals} />
      <Box
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        sx={(theme) => ({
          display: 'flex',
          flexDirection: 'column',
          alignItems: 'center',
          gap: 1.5,
          px: 4,
          py: 6,
          borderRadius: 1,
          textAlign: 'center',
          border: `2px dashed ${over ? theme.vars.palette.primary.main : theme.vars.palette.field}`,
          backgroundColor: over ? theme.vars.palette.background.chosen : theme.vars.palette.background.paper,
        })}
      >
        <UploadFileOutlinedIcon aria-hidden sx={{ fontSize: 32, color: 'text.secondary' }} />
        <Typography variant="h3" component="p">
          Solte aqui o arquivo CSV dos clientes
        </Typography>
        <input
          ref={picker}
          type="file"
          accept=".csv,.txt,.tsv,text/csv,text/plain"
          hidden
          aria-label="Arquivo CSV dos clientes"
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            if (file) onFile(file);
          }}
        />
        <Button variant="contained" color="primary" size="medium" autoFocus onClick={() => picker.current?.click()}>
          Escolher arquivo
        </Button>
        <Typography sx={{ color: 'text.secondary', maxWidth: MEASURE }}>
          Exporte a planilha do seu sistema como CSV. O separador, a codificação e o cabeçalho são reconhecidos, e você
          confere tudo antes de importar. Nada sai deste computador.
        </Typography>
      </Box>
    </Box>
  );
}
