import DownloadOutlinedIcon from '@mui/icons-material/DownloadOutlined';
import VisibilityOutlinedIcon from '@mui/icons-material/VisibilityOutlined';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import type { AttachmentView } from '#shared/contract/attachments.ts';
import { isPicture } from '#shared/domain/attachment/sniff.ts';
import { PanelDialog } from '../dialog/panel-dialog.tsx';
import { RelativeTime } from '../elapsed.tsx';
import { formatBytes } from '../format.ts';
import { RefusalText } from '../refusal-text.tsx';
import { isHere, stateWords } from './attachment-words.ts';
import { Thumbnail } from './thumbnail.tsx';
import { type FileActions, useFileActions } from './use-file-actions.ts';

export interface AttachmentRowProps {
  ticketId: string;
  file: AttachmentView;
  /** The station works by itself. */
  alone: boolean;
  /** Where a picture opens: nothing modal while a call runs. */
  preview: 'dialog' | 'inline';
}

/** A file of a ticket: what it is, who brought it, where it is, and what can be done with it. */
export function AttachmentRow({ ticketId, file, alone, preview }: AttachmentRowProps) {
  const actions = useFileActions(ticketId, file);
  const { words, tone } = stateWords(file.state, file.size, alone);
  const pictured = isPicture(file.type);
  const open = pictured ? actions.show : actions.save;
  return (
    <Box component="li" data-attachment={file.state.at} sx={{ py: 0.75 }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
        <Thumbnail ticketId={ticketId} file={file} />
        <Box sx={{ minWidth: 0, flex: 1 }}>
          <Box
            component="button"
            type="button"
            title={file.name}
            aria-label={`${pictured ? 'Ver' : 'Salvar'} ${file.name}`}
            onClick={open}
            sx={(theme) => ({
              display: 'block',
              maxWidth: '100%',
              p: 0,
              border: 0,
              background: 'none',
              font: 'inherit',
              fontWeight: 550,
              textAlign: 'start',
              overflow: 'hidden',
              textOverflow: 'ellipsis',
              whiteSpace: 'nowrap',
              cursor: 'pointer',
              color: theme.vars.palette.text.primary,
              '&:hover': { textDecoration: 'underline' },
            })}
          >
            {file.name}
          </Box>
          <Typography variant="caption" component="p" sx={{ color: 'text.secondary' }}>
            {file.by.name} · <RelativeTime at={file.at} />
          </Typography>
          <Typography
            variant="caption"
            component="p"
            sx={(theme) => ({
              overflowWrap: 'anywhere',
              color: tone === 'neutral' ? 'text.secondary' : theme.vars.palette.tone[tone as 'info'].text,
            })}
          >
            {formatBytes(file.size)} · {words}
            {file.visibility === 'public' ? ' · o cliente pode ver' : ''}
          </Typography>
        </Box>
        <Box sx={{ flex: 'none', display: 'flex' }}>
          {pictured && preview === 'inline' && actions.picture ? null : pictured ? (
            <Action label={`Ver ${file.name}`} tip="Ver" busy={actions.wanted === 'show'} onClick={actions.show}>
              <VisibilityOutlinedIcon fontSize="small" />
            </Action>
          ) : null}
          <Action
            label={`Salvar ${file.name} como arquivo`}
            tip={isHere(file.state) ? 'Salvar como arquivo' : 'Baixar e salvar'}
            busy={actions.wanted === 'save'}
            onClick={actions.save}
          >
            <DownloadOutlinedIcon fontSize="small" />
          </Action>
        </Box>
      </Box>
      <RefusalText refusals={actions.refusals} />
      <Preview file={file} actions={actions} how={preview} />
    </Box>
  );
}

interface ActionProps {
  /** Also names the file, for whoever hears it. */
  label: string;
  tip: string;
  busy: boolean;
  onClick: () => void;
  children: React.ReactNode;
}

function Action({ label, tip, busy, onClick, children }: ActionProps) {
  return (
    <Tooltip title={tip} placement="left">
      <IconButton size="small" aria-label={label} aria-busy={busy} disabled={busy} onClick={onClick}>
        {children}
      </IconButton>
    </Tooltip>
  );
}

function Preview({ file, actions, how }: { file: AttachmentView; actions: FileActions; how: 'dialog' | 'inline' }) {
  const { picture, hide } = actions;
  if (picture === null) return null;
  const image = (
    <Box
      component="img"
      src={picture}
      alt={file.name}
      width={file.width}
      height={file.height}
      sx={(theme) => ({
        display: 'block',
        maxWidth: '100%',
        height: 'auto',
        maxHeight: how === 'dialog' ? 'calc(100vh - 200px)' : 320,
        objectFit: 'contain',
        mx: 'auto',
        borderRadius: 1,
        border: `1px solid ${theme.vars.palette.divider}`,
      })}
    />
  );
  if (how === 'dialog')
    return (
      <PanelDialog open title={file.name} onClose={hide} maxWidth="xl" fullWidth={false}>
        {image}
      </PanelDialog>
    );
  return (
    <Box sx={{ mt: 1 }}>
      <Box
        component="button"
        type="button"
        aria-label={`Fechar ${file.name}`}
        title="Fechar"
        onClick={hide}
        sx={{ p: 0, border: 0, background: 'none', cursor: 'zoom-out', width: '100%' }}
      >
        {image}
      </Box>
    </Box>
  );
}
