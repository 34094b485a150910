import AttachFileOutlinedIcon from '@mui/icons-material/AttachFileOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Typography from '@mui/material/Typography';
import { useRef } from 'react';
import { useLive } from '../../bridge/use-live.ts';
import { KeyTip } from '../keys/key-hint.tsx';
import { useKey } from '../keys/keys-context.tsx';
import { ARIA_LIVE } from '../said.ts';
import { AttachmentRow } from './attachment-row.tsx';
import { IncomingRow } from './incoming-row.tsx';
import type { Attaching } from './use-attaching.ts';

export interface AttachmentsSectionProps {
  ticketId: string;
  attaching: Attaching;
  preview: 'dialog' | 'inline';
}

/** The files of a ticket, and the ways to bring more (S2.5): picked here, dropped or pasted around it. */
export function AttachmentsSection({ ticketId, attaching, preview }: AttachmentsSectionProps) {
  const { data: files = [] } = useLive('attachments.list', { ticketId });
  const { data: sync } = useLive('sync.watch');
  const picker = useRef<HTMLInputElement>(null);
  const { incoming, attach, dismiss, visibility, setVisibility, attached } = attaching;
  const pick = () => picker.current?.click();
  useKey('ticket.attach', pick);
  const alone = sync === undefined || sync.state === 'alone';
  // The list may know of a file before the answer to attaching it is here.
  const coming = incoming.filter(
    ({ name, size, sent, refusals }) =>
      refusals.length > 0 || sent < size || !files.some((file) => file.size === size && file.name === name),
  );
  const isEmpty = files.length + coming.length === 0;
  return (
    <Box component="section" aria-label="Anexos">
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <Typography component="h2" variant="caption" sx={{ flex: 1, fontWeight: 600, color: 'text.secondary' }}>
          Anexos{files.length > 0 ? ` (${files.length})` : ''}
        </Typography>
        <KeyTip id="ticket.attach" placement="left">
          <Button variant="text" startIcon={<AttachFileOutlinedIcon />} onClick={pick} sx={{ minHeight: 28, py: 0 }}>
            Anexar
          </Button>
        </KeyTip>
      </Box>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-label="Arquivos para anexar"
        onChange={(event) => {
          attach([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      {isEmpty ? (
        <Typography variant="caption" component="p" sx={{ color: 'text.secondary', mt: 0.5 }}>
          Arraste arquivos para cá, ou cole uma captura de tela com Ctrl+V.
        </Typography>
      ) : (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {files.map((file) => (
            <AttachmentRow key={file.entryId} ticketId={ticketId} file={file} alone={alone} preview={preview} />
          ))}
          {coming.map((file) => (
            <IncomingRow key={file.id} file={file} onDismiss={() => dismiss(file.id)} />
          ))}
        </Box>
      )}
      <FormControlLabel
        control={
          <Checkbox
            size="small"
            checked={visibility === 'public'}
            onChange={(event) => setVisibility(event.target.checked ? 'public' : 'private')}
          />
        }
        label="O cliente pode ver os próximos anexos"
        slotProps={{ typography: { variant: 'caption' } }}
      />
      <Box role="status" sx={ARIA_LIVE}>
        {attached === '' ? '' : `${attached} anexado`}
      </Box>
    </Box>
  );
}
