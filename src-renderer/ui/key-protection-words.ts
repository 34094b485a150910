import type { KeyProtection } from '#shared/contract/views.ts';

/** Where the key of the database lies, in words a person can act on. */
export const KEY_PROTECTION_WORDS: Record<KeyProtection, { title: string; text: string }> = {
  keychain: {
    title: 'A chave dos dados está no cofre deste computador',
    text: 'Os dados ficam cifrados no disco, e a chave está no cofre do sistema operacional: só abre na sua conta deste computador.',
  },
  passphrase: {
    title: 'A chave dos dados vem da frase-senha',
    text: 'Os dados ficam cifrados no disco, e a chave só se forma com a frase-senha digitada ao iniciar a estação. Sem ela, ninguém abre os dados: guarde-a.',
  },
  'key-file': {
    title: 'A chave dos dados está num arquivo',
    text: 'Os dados ficam cifrados no disco, e a chave está num arquivo na pasta de dados que só a sua conta deste computador lê. Quem copiar a pasta inteira leva a chave junto: cuide das cópias.',
  },
};
