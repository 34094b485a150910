/** What the storage, or a migration of the data, refuses at the start, in words for a person. The codes are the storage's own (`StorageError`). */
import { MigrationFailed } from '../recovery/migration-failed.ts';
import { migrationWords } from '../recovery/words.ts';
import { HostError } from './host-error.ts';

const WORDS: Record<string, (dataDir: string) => string> = {
  'wrong-key': (dir) =>
    `A chave não abre os dados em ${dir}: ela é de outros dados, ou o começo do arquivo está danificado. Traga a chave certa de volta de uma cópia de segurança; os dados ficam como estão.`,
  'not-encrypted': (dir) =>
    `O arquivo station.db em ${dir} não é cifrado: não foi esta estação que o fez. Escolha outra pasta com --data PASTA.`,
  'not-a-database': (dir) =>
    `O arquivo station.db em ${dir} não é um banco de dados. Escolha outra pasta com --data PASTA.`,
  'foreign-file': (dir) => `O arquivo station.db em ${dir} é de outro programa. Escolha outra pasta com --data PASTA.`,
  'newer-version': (dir) =>
    `Os dados em ${dir} foram gravados por uma versão mais nova do Prumo. Atualize este programa para abri-los.`,
  'read-only': (dir) =>
    `Os dados em ${dir} não podem ser gravados por este usuário. Confira as permissões da pasta e do disco.`,
  'cannot-open': (dir) => `Os dados em ${dir} não puderam ser abertos nem criados. Confira as permissões da pasta.`,
  full: (dir) => `O disco de ${dir} está cheio. Libere espaço e inicie de novo: nada do que foi salvo se perdeu.`,
  io: (dir) => `O sistema não conseguiu ler ou gravar os dados em ${dir}. Confira o disco e inicie de novo.`,
  corrupt: (dir) =>
    `Os dados em ${dir} estão danificados. Não apague nada: traga uma cópia de segurança de volta, ou chame quem cuida do sistema.`,
};

/** The refusal for what opening the station threw; anything the storage did not say is passed on as it is. */
export function storageRefusal(dataDir: string, error: unknown): unknown {
  if (error instanceof MigrationFailed) {
    const { message, way } = migrationWords(error.backup);
    return new HostError('migration-failed', `${message} ${way}`, { cause: error });
  }
  const { code } = error as { code?: unknown };
  const words = typeof code === 'string' ? WORDS[code] : undefined;
  return error instanceof Error && error.name === 'StorageError' && words
    ? new HostError('storage', words(dataDir), { cause: error })
    : error;
}
