import CheckIcon from '@mui/icons-material/Check';
import ContentCopyOutlinedIcon from '@mui/icons-material/ContentCopyOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useRef, useState } from 'react';
import { TABULAR } from '../../ui/theme/theme.ts';

/** Text to hand on. Where the browser does not let pages copy (plain HTTP), the button selects it instead. */
export function Copyable({ label, text, large = false }: { label: string; text: string; large?: boolean }) {
  const shown = useRef<HTMLElement>(null);
  const [said, setSaid] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid('Copiado');
    } catch {
      if (shown.current) getSelection()?.selectAllChildren(shown.current);
      setSaid('Selecionado: copie com Ctrl+C');
    }
  };
  return (
    <Box>
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>
        {label}
      </Typography>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography
          ref={shown}
          component="code"
          sx={{
            ...TABULAR,
            fontFamily: 'inherit',
            fontSize: large ? '1.25rem' : undefined,
            fontWeight: large ? 650 : 500,
            overflowWrap: 'anywhere',
            userSelect: 'all',
          }}
        >
          {text}
        </Typography>
        <Button
          aria-label={`Copiar: ${label.toLowerCase()}`}
          startIcon={said === 'Copiado' ? <CheckIcon /> : <ContentCopyOutlinedIcon />}
          onClick={copy}
        >
          Copiar
        </Button>
        <Typography role="status" variant="caption" sx={{ color: 'text.secondary' }}>
          {said}
        </Typography>
      </Box>
    </Box>
  );
}
