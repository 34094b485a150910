import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { RecoveryView } from '#shared/contract/recovery.ts';
import type { KeyProtection } from '#shared/contract/views.ts';
import { useStation } from '../../bridge/station-context.tsx';
import { useCommand } from '../../bridge/use-command.ts';
import { useLive } from '../../bridge/use-live.ts';
import { ConfirmInline } from '../../ui/confirm-inline.tsx';
import { DataProgress } from '../../ui/data-progress.tsx';
import { KEY_PROTECTION_WORDS } from '../../ui/key-protection-words.ts';
import { Section } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RefusalText } from '../../ui/refusal-text.tsx';
import { MEASURE } from '../../ui/theme/theme.ts';
import { ChangePassphrase, MOVE_WORDS, MoveKey } from './key-forms.tsx';

/** What protects the data of this station, said clearly, and how to change it. */
export function SecuritySection() {
  const { title, text } = KEY_PROTECTION_WORDS[useStation().keyProtection];
  const { data: view } = useLive('recovery.watch');
  return (
    <Section title="Segurança dos dados">
      <Panel>
        <Typography sx={{ fontWeight: 600 }}>{title}</Typography>
        <Typography sx={{ color: 'text.secondary', maxWidth: MEASURE, mt: 0.5 }}>{text}</Typography>
        {view ? <KeyChanges view={view} /> : null}
      </Panel>
    </Section>
  );
}

function KeyChanges({ view }: { view: RecoveryView }) {
  const changeKey = useCommand('recovery.changeKey');
  const [said, setSaid] = useState('');
  /** Which form is open: another passphrase, or another way to keep the key. */
  const [asking, setAsking] = useState<'passphrase-change' | KeyProtection | null>(null);
  const { notAllowed, key, opening, caring } = view;
  const change = async () => {
    setSaid('');
    const done = await changeKey.run();
    if (done.ok) setSaid('A chave foi trocada. As cópias e a caixa-preta vão para ela sozinhas.');
  };
  const ask = (what: typeof asking) => {
    setSaid('');
    setAsking(what);
  };
  const answered = (done: boolean, words: string) => {
    setAsking(null);
    setSaid(done ? words : '');
  };
  if (notAllowed)
    return (
      <Typography sx={{ color: 'text.secondary', maxWidth: MEASURE, mt: 2 }}>
        {notAllowed.message} {notAllowed.way}
      </Typography>
    );
  return (
    <Box sx={{ mt: 2, display: 'grid', gap: 1.5, justifyItems: 'start' }}>
      <Typography sx={{ color: 'text.secondary', maxWidth: MEASURE }}>
        Troque a chave quando alguém que não devia pode tê-la copiado, ou quando quem a conhecia sai. A de antes fica
        guardada junto, para abrir cópias que estejam em outro lugar.
      </Typography>
      {key.former && !opening ? (
        <RefusalText
          refusals={[
            {
              code: 'key-former',
              message: 'Os dados ainda estão sob a chave de antes: faltou espaço no disco para terminar a troca.',
              way: 'Libere espaço e feche e abra o Prumo: a troca termina sozinha.',
            },
          ]}
        />
      ) : null}
      {asking ? null : (
        <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
          <ConfirmInline
            label={changeKey.busy ? 'Trocando a chave…' : 'Trocar a chave'}
            question="Trocar agora? A estação para de gravar por alguns instantes; o que está digitado fica."
            confirm="Trocar"
            color="primary"
            disabled={changeKey.busy || caring !== null || opening !== null}
            onConfirm={() => void change()}
          />
          {key.protection === 'passphrase' ? (
            <Button onClick={() => ask('passphrase-change')}>Trocar a frase-senha</Button>
          ) : null}
          {key.others.map((to) => (
            <Button key={to} onClick={() => ask(to)}>
              {MOVE_WORDS[to].label}
            </Button>
          ))}
        </Box>
      )}
      {asking === 'passphrase-change' ? (
        <ChangePassphrase
          onDone={(done) => answered(done, 'A frase-senha foi trocada: ela será pedida no próximo início.')}
        />
      ) : null}
      {asking !== null && asking !== 'passphrase-change' ? (
        <MoveKey from={key.protection} to={asking} onDone={(done) => answered(done, MOVE_WORDS[asking].said)} />
      ) : null}
      <Box sx={{ width: '100%', '&:empty': { display: 'none' } }}>
        {opening || caring?.what === 'follow' ? <DataProgress view={view} /> : null}
      </Box>
      <RefusalText refusals={changeKey.refusals} />
      <Typography role="status" sx={{ color: 'success.main', '&:empty': { display: 'none' } }}>
        {said}
      </Typography>
    </Box>
  );
}
