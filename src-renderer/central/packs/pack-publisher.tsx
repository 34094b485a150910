import UploadFileOutlinedIcon from '@mui/icons-material/UploadFileOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { type ChangeEvent, useRef, useState } from 'react';
import type { Refusal } from '#shared/domain/refusal.ts';
import { MOST_PACK_CHARACTERS } from '#shared/sync/administration.ts';
import { PackProblems } from '../../ui/pack-problems.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StatusPill } from '../../ui/status-pill.tsx';
import { useAct } from '../api/use-view.ts';

type Outcome =
  | { kind: 'sound'; name: string; version: number; text: string }
  | { kind: 'problems'; refusals: readonly Refusal[] }
  | { kind: 'published'; version: number };

const NOT_TEXT: Refusal = {
  code: 'pack-not-utf-8',
  message: 'O arquivo não é texto em UTF-8.',
  way: 'Exporte o pacote de novo como JSON em UTF-8.',
};
const TOO_LONG: Refusal = {
  code: 'pack-too-long',
  message: 'O arquivo é grande demais para um pacote: passa de 4 milhões de caracteres.',
  way: 'Confira se escolheu o arquivo certo.',
};

/** Reads a pack from a file, shows all that is wrong with it by place, and publishes it when it is sound. */
export function PackPublisher() {
  const input = useRef<HTMLInputElement>(null);
  const [fileName, setFileName] = useState('');
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const check = useAct<{ text: string }, { name: string; version: number }>('/packs/check');
  const publish = useAct<{ text: string }, { version: number }>('/packs/publish');

  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (!file) return;
    setOutcome(null);
    setFileName(file.name);
    const text = await textOf(file);
    if (text === null) return setOutcome({ kind: 'problems', refusals: [NOT_TEXT] });
    if (text.length > MOST_PACK_CHARACTERS) return setOutcome({ kind: 'problems', refusals: [TOO_LONG] });
    const done = await check.run({ text });
    setOutcome(done.ok ? { kind: 'sound', ...done.value, text } : { kind: 'problems', refusals: done.refusals });
  };
  const send = async (text: string) => {
    const done = await publish.run({ text });
    setOutcome(done.ok ? { kind: 'published', ...done.value } : { kind: 'problems', refusals: done.refusals });
  };

  return (
    <Panel>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography sx={{ flex: 1, minWidth: 240, color: 'text.secondary' }}>
          Uma versão nova vale para as ligações que começarem depois; as que estão em curso seguem na delas.
        </Typography>
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
            <Button variant="contained" color="primary" loading={publish.busy} onClick={() => send(outcome.text)}>
              Publicar para todas as estações
            </Button>
            <Button variant="text" onClick={() => setOutcome(null)}>
              Agora não
            </Button>
          </Box>
        ) : null}
        {outcome?.kind === 'published' ? (
          <Typography sx={{ mt: 2, color: 'success.main' }}>
            Versão {outcome.version} publicada. Cada estação a recebe assim que alcançar a central.
          </Typography>
        ) : null}
      </Box>
      {outcome?.kind === 'problems' ? (
        <PackProblems fileName={fileName} refusals={outcome.refusals} onClose={() => setOutcome(null)} />
      ) : null}
    </Panel>
  );
}

/** The file's text, or `null` when its bytes are not UTF-8. A mark of byte order is taken off. */
async function textOf(file: File): Promise<string | null> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    return null;
  }
}
