import BlockOutlinedIcon from '@mui/icons-material/BlockOutlined';
import WarningAmberOutlinedIcon from '@mui/icons-material/WarningAmberOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { type ReactNode, useDeferredValue, useMemo } from 'react';
import { checkLanguage, type Finding } from '#shared/domain/language/check-language.ts';
import type { CompiledWordRules } from '#shared/domain/language/word-rules.ts';

export interface LanguageReviewProps {
  text: string;
  rules: CompiledWordRules;
  onReplace: (text: string) => void;
}

/** S5.4: the text as the customer will read it, with what must or should not be in it marked, why, and what to write instead. */
export function LanguageReview({ text, rules, onReplace }: LanguageReviewProps) {
  const settled = useDeferredValue(text);
  const findings = useMemo(() => checkLanguage(settled, rules), [settled, rules]);
  if (settled.trim() === '' || findings.length === 0) return null;
  return (
    <Box role="group" aria-label="Revisão do texto ao cliente">
      <Box
        sx={(theme) => ({
          px: 1,
          py: 0.5,
          borderRadius: 1,
          whiteSpace: 'pre-wrap',
          overflowWrap: 'anywhere',
          backgroundColor: theme.vars.palette.speech.surface,
        })}
      >
        {marked(settled, findings)}
      </Box>
      <Box component="ul" aria-live="polite" sx={{ listStyle: 'none', m: 0, mt: 0.5, p: 0 }}>
        {findings.map((finding) => (
          <FindingRow
            key={`${finding.start} ${finding.ruleId}`}
            finding={finding}
            onReplace={() => onReplace(text.slice(0, finding.start) + finding.suggestion + text.slice(finding.end))}
            current={text.slice(finding.start, finding.end) === finding.word}
          />
        ))}
      </Box>
    </Box>
  );
}

function FindingRow({
  finding,
  onReplace,
  current,
}: {
  finding: Finding;
  onReplace: () => void;
  /** The text has not moved on since it was checked. */
  current: boolean;
}) {
  const blocks = finding.severity === 'block';
  return (
    <Box
      component="li"
      sx={(theme) => ({
        display: 'flex',
        alignItems: 'center',
        gap: 1,
        py: 0.25,
        color: theme.vars.palette.tone[blocks ? 'error' : 'warning'].text,
        '& svg': { fontSize: 16, flex: 'none' },
      })}
    >
      {blocks ? <BlockOutlinedIcon aria-label="Impede" /> : <WarningAmberOutlinedIcon aria-label="Atenção" />}
      <Typography variant="caption" sx={{ flex: 1, minWidth: 0 }}>
        <strong>“{finding.word}”</strong> {blocks ? 'não pode ir ao cliente: ' : ''}
        {finding.message}
      </Typography>
      {finding.suggestion ? (
        <Button variant="text" onClick={onReplace} disabled={!current} sx={{ minHeight: 24, py: 0 }}>
          Trocar por “{finding.suggestion}”
        </Button>
      ) : null}
    </Box>
  );
}

function marked(text: string, findings: readonly Finding[]): ReactNode[] {
  const parts: ReactNode[] = [];
  let done = 0;
  for (const { start, end, severity } of findings) {
    parts.push(text.slice(done, start));
    parts.push(
      <Box
        key={start}
        component="mark"
        sx={(theme) => {
          const tone = theme.vars.palette.tone[severity === 'block' ? 'error' : 'warning'];
          return {
            color: tone.text,
            backgroundColor: tone.surface,
            borderBottom: `2px ${severity === 'block' ? 'solid' : 'dotted'} ${tone.text}`,
          };
        }}
      >
        {text.slice(start, end)}
      </Box>,
    );
    done = end;
  }
  parts.push(text.slice(done));
  return parts;
}
