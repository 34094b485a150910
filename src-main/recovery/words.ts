/** What the storage refuses, in words for the screen. The codes are the storage's own (`StorageError`). */
import type { Refusal } from '#shared/domain/refusal.ts';
import type { StorageError, StorageErrorCode } from '../storage/storage-error.ts';

export interface StorageWords {
  message: string;
  way: string;
}

const AGAIN = 'Depois use “Tentar de novo”.';

const WORDS: Partial<Record<StorageErrorCode, StorageWords>> = {
  full: {
    message: 'O disco está cheio: a estação parou de gravar para não gravar pela metade.',
    way: `Libere espaço no disco deste computador. ${AGAIN}`,
  },
  io: {
    message: 'O sistema não conseguiu ler ou gravar os dados, e a estação parou de gravar.',
    way: `Confira se o disco está conectado e sem erros. ${AGAIN}`,
  },
  corrupt: {
    message: 'O arquivo de dados está danificado, e a estação parou de gravar.',
    way: 'Use “Tentar de novo”: a estação guarda o arquivo danificado à parte e se refaz com a cópia de segurança e a caixa-preta.',
  },
  locked: {
    message: 'Os dados estão abertos por outro programa.',
    way: `Feche a outra estação. ${AGAIN}`,
  },
  'read-only': {
    message: 'Os dados não podem mais ser gravados por este usuário.',
    way: `Confira as permissões da pasta e do disco. ${AGAIN}`,
  },
  'cannot-open': {
    message: 'Os dados não puderam ser abertos.',
    way: `Confira se a pasta existe e se este usuário pode gravar nela. ${AGAIN}`,
  },
  memory: {
    message: 'Faltou memória, e a estação parou de gravar.',
    way: `Feche outros programas. ${AGAIN}`,
  },
  closed: {
    message: 'Os dados estão fechados: a estação parou de gravar.',
    way: 'Use “Tentar de novo”.',
  },
  'newer-version': {
    message: 'Os dados foram gravados por uma versão mais nova do Prumo.',
    way: 'Atualize o Prumo neste computador; os dados ficam como estão.',
  },
  'wrong-key': {
    message: 'A chave não abre os dados.',
    way: 'Traga de volta a chave certa e inicie a estação de novo; os dados ficam como estão.',
  },
};

/** @param backup name of the copy made right before */
export function migrationWords(backup: string): StorageWords {
  return {
    message: 'Os dados não puderam ser convertidos para esta versão do Prumo, e a estação não foi aberta.',
    way: `Nada se perdeu: os dados voltaram ao que eram, da cópia ${backup}, feita logo antes. Abra-os com a versão anterior do Prumo e avise quem cuida do sistema.`,
  };
}

const OTHER: StorageWords = {
  message: 'A estação não conseguiu usar os seus dados e parou de gravar.',
  way: 'Use “Tentar de novo”. Se repetir, feche e abra o Prumo.',
};

/** The disk is full, and the station saves into what it had held back for this. */
export const LOW: StorageWords = {
  message: 'O disco está quase cheio: a estação está usando o espaço que guardava para isso.',
  way: 'Libere espaço no disco deste computador agora, antes que ela pare de gravar.',
};

export function storageWords(code: string): StorageWords {
  return WORDS[code as StorageErrorCode] ?? OTHER;
}

/** What a command answers that could not be saved. Nothing of it was: what was typed is still in the window. */
export function notSaved(error: StorageError): Refusal {
  const { message, way } = storageWords(error.code);
  return {
    code: `storage-${error.code}`,
    rule: 'B1',
    message: `Não foi salvo. ${message}`,
    way: `O que você digitou está guardado nesta janela. ${way}`,
  };
}

/** Restoring would not bring everything back. */
export const TOO_OLD: Refusal = {
  code: 'backup-too-old',
  rule: 'B1',
  field: 'name',
  message: 'Esta cópia é de antes do que a caixa-preta ainda guarda: o que veio entre as duas não voltaria.',
  way: 'Escolha uma cópia mais nova. Para só olhar esta, copie a pasta de dados para outro lugar e abra-a com --data.',
};
