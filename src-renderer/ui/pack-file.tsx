import UploadFileOutlinedIcon from '@mui/icons-material/UploadFileOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { type ChangeEvent, useRef, useState } from 'react';
import type { Refusal, Result } from '#shared/domain/refusal.ts';
import { sizeFault } from '#shared/procedures/read-json.ts';
import { PackProblems } from './pack-problems.tsx';
import { Panel } from './panel.tsx';
import { StatusPill } from './status-pill.tsx';

interface Step<Value> {
  run(input: { text: string }): Promise<Result<Value>>;
  busy: boolean;
}

interface PackFileProps {
  children: string;
  check: Step<{ name: string; version: number }>;
  /** What becomes of a sound pack. */
  take: Step<{ version: number }> & { label: string; taken(version: number): string };
}

type Outcome =
  | { kind: 'sound'; name: string; version: number; text: string }
  | { kind: 'problems'; refusals: readonly Refusal[] }
  | { kind: 'taken'; version: number };

/** Reads a pack from a file, shows all that is wrong with it by place, and lets it be taken when it is sound. */
export function PackFile({ children, check, take }: PackFileProps) {
  const input = useRef<HTMLInputElement>(null);
  const [fileName, setFileName] = useState('');
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (!file) return;
    setOutcome(null);
    setFileName(file.name);
    const text = await textOf(file);
    if (text === null) return setOutcome({ kind: 'problems', refusals: [NOT_TEXT] });
    const tooLarge = sizeFault(text);
    if (tooLarge) return setOutcome({ kind: 'problems', refusals: [tooLarge] });
    const done = await check.run({ text });
    setOutcome(done.ok ? { kind: 'sound', ...done.value, text } : { kind: 'problems', refusals: done.refusals });
  };
  const send = async (text: string) => {
    const done = await take.run({ text });
    setOutcome(done.ok ? { kind: 'taken', ...done.value } : { kind: 'problems', refusals: done.refusals });
  };

  return (
    <Panel>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography sx={{ flex: 1, minWidth: 240, color: 'text.secondary' }}>{children}</Typography>
        <input
          ref={input}
          type="file"
          accept=".json,application/json"
          aria-label="Arquivo do pacote"
          hidden
          onChange={read}
        />
        <Button startIcon={<UploadFileOutlinedIcon />} loading={check.busy} onClick={() => input.current?.click()}>
          Carregar pacote (.json)
        </Button>
      </Box>
      <Box role="status" sx={{ '&:empty': { display: 'none' } }}>
        {outcome?.kind === 'sound' ? (
          <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', mt: 2, flexWrap: 'wrap' }}>
            <StatusPill tone="success">sem problemas</StatusPill>
            <Typography sx={{ flex: 1, overflowWrap: 'anywhere' }}>
              {outcome.name}, versão {outcome.version} ({fileName})
            </Typography>
            <Button variant="contained" color="primary" loading={take.busy} onClick={() => send(outcome.text)}>
              {take.label}
            </Button>
            <Button variant="text" onClick={() => setOutcome(null)}>
              Agora não
            </Button>
          </Box>
        ) : null}
        {outcome?.kind === 'taken' ? (
          <Typography sx={{ mt: 2, color: 'success.main' }}>{take.taken(outcome.version)}</Typography>
        ) : null}
      </Box>
      {outcome?.kind === 'problems' ? (
        <PackProblems fileName={fileName} refusals={outcome.refusals} onClose={() => setOutcome(null)} />
      ) : null}
    </Panel>
  );
}

const NOT_TEXT: Refusal = {
  code: 'pack-not-utf-8',
  message: 'O arquivo não é texto em UTF-8.',
  way: 'Exporte o pacote de novo como JSON em UTF-8.',
};

/** The file's text, or `null` when its bytes are not UTF-8. A mark of byte order is taken off. */
async function textOf(file: File): Promise<string | null> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    return null;
  }
}
