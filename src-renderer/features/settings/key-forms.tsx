import { type KeyMove, keyMoveSchema, passphraseChangeSchema, type RecoveryView } from '#shared/contract/recovery.ts';
import type { KeyProtection } from '#shared/contract/views.ts';
import { useCommand } from '../../bridge/use-command.ts';
import { PassphraseForm } from './passphrase-form.tsx';

/** A verb for each way to keep the key of the data, what it means, and what is said once it is so. */
export const MOVE_WORDS: Record<KeyProtection, { label: string; text: string; said: string }> = {
  passphrase: {
    label: 'Proteger com frase-senha',
    text: 'A chave passa a abrir só com a frase-senha, pedida a cada início. Se alguém pode ter copiado a chave de antes, troque também a chave.',
    said: 'A chave agora é protegida pela frase-senha: ela será pedida no próximo início.',
  },
  'key-file': {
    label: 'Guardar a chave num arquivo',
    text: 'A estação passa a abrir sem pedir nada, e quem copiar a pasta inteira leva a chave junto. Use onde ninguém pode digitar a frase-senha a cada início.',
    said: 'A chave agora está num arquivo da pasta de dados: nada será pedido no próximo início.',
  },
  keychain: {
    label: 'Guardar a chave no cofre do computador',
    text: 'A estação passa a abrir sem pedir nada, e só na sua conta deste computador.',
    said: 'A chave agora está no cofre deste computador: nada será pedido no próximo início.',
  },
};

/** Another passphrase over the same key. */
export function ChangePassphrase({ onDone }: { onDone: (done: boolean) => void }) {
  const change = useCommand('recovery.changePassphrase');
  return (
    <PassphraseForm
      label="Trocar a frase-senha"
      asks={{ present: true, next: true }}
      schema={passphraseChangeSchema}
      inputOf={({ present, next }) => ({ present, next })}
      busy={change.busy}
      run={change.run}
      onDone={onDone}
    />
  );
}

export interface MoveKeyProps {
  from: RecoveryView['key']['protection'];
  to: KeyProtection;
  onDone: (done: boolean) => void;
}

/** The same key, kept in another way. */
export function MoveKey({ from, to, onDone }: MoveKeyProps) {
  const move = useCommand('recovery.moveKey');
  const { label, text } = MOVE_WORDS[to];
  const present = from === 'passphrase';
  return (
    <PassphraseForm<KeyMove>
      label={label}
      text={text}
      asks={{ present, next: to === 'passphrase' }}
      schema={keyMoveSchema}
      inputOf={(typed) =>
        to === 'passphrase' ? { to, next: typed.next } : { to, ...(present ? { present: typed.present } : {}) }
      }
      busy={move.busy}
      run={move.run}
      onDone={onDone}
    />
  );
}
