import ContentCopyOutlinedIcon from '@mui/icons-material/ContentCopyOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { KeyTip } from '../../ui/keys/key-hint.tsx';
import { useKey } from '../../ui/keys/keys-context.tsx';

/** The whole of a text that is nowhere else: to be read, and copied for whoever has the ticket now. */
export function KeptText({ text, withKey }: { text: string; withKey: boolean }) {
  const [copied, setCopied] = useState<'not yet' | 'yes' | 'no'>('not yet');
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied('yes'),
      () => setCopied('no'),
    );
  useKey('queue.copy', () => void copy(), { enabled: withKey });
  return (
    <Box sx={{ mt: 1, display: 'grid', gap: 1, justifyItems: 'start' }}>
      <Box
        role="group"
        aria-label="Texto recusado, inteiro"
        tabIndex={0}
        sx={(theme) => ({
          width: '100%',
          maxHeight: 220,
          overflowY: 'auto',
          px: 1.5,
          py: 1,
          borderRadius: 1,
          whiteSpace: 'pre-wrap',
          overflowWrap: 'anywhere',
          border: `1px solid ${theme.vars.palette.divider}`,
          backgroundColor: theme.vars.palette.background.paper,
        })}
      >
        {text}
      </Box>
      <Typography variant="caption" component="p" sx={{ color: 'text.secondary' }}>
        O chamado não está mais nesta estação, e este texto está só aqui. Copie-o e passe a quem atende o chamado, ou
        desista dele.
      </Typography>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5 }}>
        <KeyTip id="queue.copy">
          <Button variant="contained" color="primary" startIcon={<ContentCopyOutlinedIcon />} onClick={copy}>
            Copiar texto
          </Button>
        </KeyTip>
        <Typography role="status" sx={{ color: copied === 'no' ? 'error.main' : 'success.main' }}>
          {copied === 'yes' ? 'Copiado.' : copied === 'no' ? 'Não deu para copiar: selecione o texto acima.' : ''}
        </Typography>
      </Box>
    </Box>
  );
}
