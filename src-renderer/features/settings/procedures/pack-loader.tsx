import UploadFileOutlinedIcon from '@mui/icons-material/UploadFileOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { type ChangeEvent, useRef, useState } from 'react';
import type { Refusal } from '#shared/domain/refusal.ts';
import { useApi } from '../../../bridge/bridge-context.tsx';
import { useAgent } from '../../../bridge/station-context.tsx';
import { useCommand } from '../../../bridge/use-command.ts';
import { usePack } from '../../../bridge/use-pack.ts';
import { AtTheCentre, useIsEnrolled } from '../../../ui/centre/at-the-centre.tsx';
import { PackProblems } from '../../../ui/pack-problems.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';

/** As much text as the contract takes. */
const MOST_CHARACTERS = 4_000_000;

interface Chosen {
  fileName: string;
  text: string;
}

type Outcome =
  | { kind: 'sound'; name: string; version: number }
  | { kind: 'problems'; refusals: readonly Refusal[] }
  | { kind: 'installed'; version: number };

/** Reads a pack from a file, shows all that is wrong with it by place, and puts it in force when it is sound. */
export function PackLoader() {
  const { role } = useAgent();
  const enrolled = useIsEnrolled();
  const pack = usePack();
  const publishes = pack?.roles.find(({ id }) => id === role)?.duties.includes('administration');
  if (enrolled === undefined || pack === undefined) return null;
  if (!enrolled || publishes) return <Loader />;
  return (
    <Panel>
      <AtTheCentre path="/procedimentos" label="Procedimentos, na central">
        Os procedimentos são publicados por quem administra a organização, e chegam sozinhos a todas as estações. Uma
        versão nova vale para as ligações que começarem depois.
      </AtTheCentre>
    </Panel>
  );
}

function Loader() {
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const check = useCommand('packs.check');
  const install = useCommand('packs.install');
  const api = useApi();
  const queries = useQueryClient();

  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (!file) return;
    setOutcome(null);
    const text = await textOf(file);
    setChosen({ fileName: file.name, text: text ?? '' });
    if (text === null) return setOutcome({ kind: 'problems', refusals: [NOT_TEXT] });
    if (text.length > MOST_CHARACTERS) return setOutcome({ kind: 'problems', refusals: [TOO_LONG] });
    const done = await check.run({ text });
    setOutcome(done.ok ? { kind: 'sound', ...done.value } : { kind: 'problems', refusals: done.refusals });
  };
  const putInForce = async () => {
    if (!chosen) return;
    const done = await install.run({ text: chosen.text });
    if (!done.ok) return setOutcome({ kind: 'problems', refusals: done.refusals });
    setOutcome({ kind: 'installed', version: done.value.version });
    setChosen(null);
    await queries.invalidateQueries({ queryKey: api.packs.key() });
  };

  return (
    <Panel>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'center' }}>
        <Typography sx={{ flex: 1, color: 'text.secondary' }}>
          Um pacote novo vale para as ligações que começarem depois; as que estão em curso seguem no delas.
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
            <Typography sx={{ flex: 1 }}>
              {outcome.name}, versão {outcome.version} ({chosen?.fileName})
            </Typography>
            <Button variant="contained" color="primary" loading={install.busy} onClick={putInForce}>
              Pôr em vigor
            </Button>
            <Button variant="text" onClick={() => setOutcome(null)}>
              Agora não
            </Button>
          </Box>
        ) : null}
        {outcome?.kind === 'installed' ? (
          <Typography sx={{ mt: 2, color: 'success.main' }}>
            Versão {outcome.version} em vigor para as próximas ligações.
          </Typography>
        ) : null}
      </Box>
      {outcome?.kind === 'problems' ? (
        <PackProblems fileName={chosen?.fileName ?? ''} refusals={outcome.refusals} onClose={() => setOutcome(null)} />
      ) : null}
    </Panel>
  );
}

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

/** The file's text, or `null` when its bytes are not UTF-8. A mark of byte order is taken off. */
async function textOf(file: File): Promise<string | null> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    return null;
  }
}
