import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { BackupRow, RecoveryView } from '#shared/contract/recovery.ts';
import { useCommand } from '../../bridge/use-command.ts';
import { ConfirmInline } from '../../ui/confirm-inline.tsx';
import { formatBytes, formatCounted, formatMoment } from '../../ui/format.ts';
import { Section } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProgressWithTotals } from '../../ui/progress-with-totals.tsx';
import { RefusalText, refusalHelp } from '../../ui/refusal-text.tsx';
import { StatusPill } from '../../ui/status-pill.tsx';
import { MEASURE, TABULAR } from '../../ui/theme/theme.ts';
import { REASON_WORDS } from './recovery-words.ts';

/** The verified copies of this station's data. */
export function BackupsSection({ view, signedIn }: { view: RecoveryView; signedIn: boolean }) {
  const backUp = useCommand('recovery.backUpNow');
  const restore = useCommand('recovery.restore');
  const [passphrase, setPassphrase] = useState('');
  const { backups, running, problem, notAllowed, opening } = view;
  const byPassphrase = !signedIn && notAllowed?.field === 'passphrase';
  const wrong = restore.refusalsOf('passphrase');
  const putBack = async (name: string) => {
    const done = await restore.run({ name, ...(byPassphrase ? { passphrase } : {}) });
    if (done.ok) setPassphrase('');
  };
  return (
    <Section
      title="Cópias de segurança"
      hint="Uma por dia, conferida; ficam 7 dias e 4 semanas."
      actions={
        signedIn ? (
          <Button disabled={backUp.busy || running !== null || opening !== null} onClick={() => void backUp.run()}>
            Fazer cópia agora
          </Button>
        ) : null
      }
    >
      <Panel flush>
        {running ? (
          <Box sx={(theme) => ({ p: 2.5, borderBottom: `1px solid ${theme.vars.palette.divider}` })}>
            <ProgressWithTotals
              label={running.checking ? 'Conferindo a cópia' : 'Copiando os dados'}
              done={running.checking ? 0 : running.done}
              total={running.checking ? 0 : running.total}
              words={`${formatBytes(running.done)} de ${formatBytes(running.total)} · pode continuar atendendo`}
            />
          </Box>
        ) : null}
        {problem && !running ? (
          <Box sx={{ px: 2.5, pb: 1.5 }}>
            <RefusalText refusals={[{ code: 'backup-problem', message: problem.message, way: problem.way }]} />
          </Box>
        ) : null}
        {notAllowed && !byPassphrase && backups.length > 0 ? (
          <Box sx={(theme) => ({ px: 2.5, py: 1.5, borderBottom: `1px solid ${theme.vars.palette.divider}` })}>
            <Typography sx={{ color: 'text.secondary', maxWidth: MEASURE }}>
              {notAllowed.message} {notAllowed.way}
            </Typography>
          </Box>
        ) : null}
        {byPassphrase && backups.length > 0 ? (
          <Box sx={(theme) => ({ px: 2.5, py: 2, borderBottom: `1px solid ${theme.vars.palette.divider}` })}>
            <TextField
              label="Frase-senha dos dados"
              type="password"
              autoComplete="off"
              value={passphrase}
              error={wrong.length > 0}
              helperText={refusalHelp(wrong, 'Ninguém entrou: com a frase-senha dá para restaurar uma cópia.')}
              onChange={(event) => {
                setPassphrase(event.target.value);
                restore.forget('passphrase');
              }}
              sx={{ maxWidth: 420 }}
              fullWidth
            />
          </Box>
        ) : null}
        <Box sx={{ px: 2.5, pb: 1.5, '&:empty': { display: 'none' } }}>
          {backUp.refusals.length + restore.refusals.length > 0 ? (
            <RefusalText
              refusals={[...backUp.refusals, ...restore.refusals.filter(({ field }) => field !== 'passphrase')]}
            />
          ) : null}
        </Box>
        {backups.length === 0 && !running ? (
          <Typography sx={{ p: 2.5, color: 'text.secondary' }}>
            Ainda não há cópias. A primeira é feita sozinha, ao abrir a estação.
          </Typography>
        ) : null}
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {backups.map((backup) => (
            <BackupLine
              key={backup.name}
              backup={backup}
              busy={restore.busy || running !== null || opening !== null}
              onRestore={notAllowed && !(byPassphrase && passphrase !== '') ? null : () => void putBack(backup.name)}
            />
          ))}
        </Box>
      </Panel>
    </Section>
  );
}

function BackupLine({ backup, busy, onRestore }: { backup: BackupRow; busy: boolean; onRestore: (() => void) | null }) {
  const { at, reason, bytes, verified } = backup;
  return (
    <Box
      component="li"
      sx={(theme) => ({
        display: 'flex',
        alignItems: 'center',
        flexWrap: 'wrap',
        gap: 2,
        px: 2.5,
        py: 1,
        minHeight: 44,
        borderBottom: `1px solid ${theme.vars.palette.divider}`,
        '&:last-child': { borderBottom: 0 },
      })}
    >
      <Box sx={{ ...TABULAR, minWidth: 110, fontWeight: 550 }}>{formatMoment(at)}</Box>
      <Box sx={{ minWidth: 130, color: 'text.secondary' }}>{REASON_WORDS[reason]}</Box>
      <Box sx={{ ...TABULAR, minWidth: 80, color: 'text.secondary', textAlign: 'end' }}>{formatBytes(bytes)}</Box>
      <Box sx={{ flex: 1, minWidth: 200 }}>
        {verified ? (
          <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1 }}>
            <StatusPill tone="success">conferida</StatusPill>
            <Box component="span" sx={{ ...TABULAR, color: 'text.secondary' }}>
              {formatCounted(verified.tickets, 'chamado', 'chamados')} ·{' '}
              {formatCounted(verified.customers, 'cliente', 'clientes')}
            </Box>
          </Box>
        ) : (
          <StatusPill tone="warning">não conferida</StatusPill>
        )}
      </Box>
      {onRestore ? (
        <ConfirmInline
          label="Restaurar"
          question={`Voltar a ${formatMoment(at)}? O que veio depois volta da caixa-preta.`}
          confirm="Restaurar"
          color="primary"
          disabled={busy}
          onConfirm={onRestore}
        />
      ) : null}
    </Box>
  );
}
