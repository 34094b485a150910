import BlockIcon from '@mui/icons-material/Block';
import InfoOutlinedIcon from '@mui/icons-material/InfoOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { Finding } from '#shared/domain/language/check-language.ts';
import { applySuggestion, replacementOf } from './suggestion.ts';

/** What the language checker says of a text that the customer will read, with a way to put it right (S5.4). */
export function LanguageNotes({ inputId, findings }: { inputId: string; findings: readonly Finding[] }) {
  const apply = (finding: Finding) => {
    const area = document.getElementById(inputId);
    if (area instanceof HTMLTextAreaElement) applySuggestion(area, finding);
  };
  const blocked = findings.filter(({ severity }) => severity === 'block').length;
  return (
    <Box role="status" aria-label="Linguagem do texto ao cliente" sx={{ '&:empty': { display: 'none' }, mt: 0.5 }}>
      {findings.slice(0, 6).map((finding, index) => (
        <Box
          key={finding.start}
          data-finding={finding.severity}
          sx={(theme) => {
            const tone = theme.vars.palette.tone[finding.severity === 'block' ? 'error' : 'warning'];
            return {
              display: 'flex',
              alignItems: 'center',
              gap: 0.75,
              color: tone.text,
              fontSize: '0.75rem',
              py: '1px',
            };
          }}
        >
          {finding.severity === 'block' ? (
            <BlockIcon aria-hidden sx={{ fontSize: 14 }} />
          ) : (
            <InfoOutlinedIcon aria-hidden sx={{ fontSize: 14 }} />
          )}
          <Box component="span" sx={{ minWidth: 0 }}>
            {finding.severity === 'block' ? 'Não pode ir ao cliente: ' : ''}
            <strong>“{finding.word}”</strong> {finding.message}
          </Box>
          {finding.suggestion ? (
            <Button
              variant="text"
              color={finding.severity === 'block' ? 'error' : 'warning'}
              onClick={() => apply(finding)}
              aria-keyshortcuts={index === 0 ? 'Alt+Enter' : undefined}
              sx={{ minHeight: 24, py: 0, px: 0.75, fontSize: '0.75rem', flex: 'none' }}
            >
              Trocar por “{replacementOf(finding)}”{index === 0 ? ' · Alt+Enter' : ''}
            </Button>
          ) : null}
        </Box>
      ))}
      {findings.length > 6 ? <Box sx={{ fontSize: '0.75rem' }}>e mais {findings.length - 6}</Box> : null}
      {blocked > 0 && findings.length > 1 ? (
        <Box sx={{ fontSize: '0.75rem', color: 'text.secondary' }}>
          O que está barrado precisa sair antes de seguir; o resto é conselho.
        </Box>
      ) : null}
    </Box>
  );
}
