/** Why a station cannot be opened at all, for the screen that stands in its place: what happened, what is safe, which ways there are. */
import { MigrationFailed } from '../../recovery/migration-failed.ts';
import { asStorageError, StorageError } from '../../storage/storage-error.ts';
import { HostError, type HostErrorCode } from '../host-error.ts';

/** `passphrase`: it is typed again. `restore`: a backup is chosen. `day`: the newest backup that holds, and the black box. */
export type Way = 'again' | 'passphrase' | 'restore' | 'day';

export interface Trouble {
  /** Of the storage or of the host; `unknown` for a defect. */
  code: string;
  /** What happened, pt-BR. */
  what: string;
  /** What is not lost, pt-BR. */
  safe: string;
  /** What to do, before one of the ways is taken; pt-BR. */
  next: string;
  /** The likeliest first; none where nothing here helps. */
  ways: readonly Way[];
  cause: unknown;
}

type Words = Omit<Trouble, 'code' | 'cause'>;

const STAYS = 'Nada foi apagado nem mudado: os dados, as cópias de segurança e a caixa-preta ficam como estão.';
const ASIDE =
  'O arquivo que está lá é guardado à parte, na pasta damaged, e nunca apagado. As cópias de segurança e a caixa-preta (tudo o que foi confirmado, gravado em separado) são outros arquivos.';
const REPAIR: readonly Way[] = ['again', 'restore', 'day'];

const WORDS: Record<string, Words> = {
  corrupt: {
    what: 'O arquivo de dados está danificado.',
    safe: ASIDE,
    next: 'Tente de novo primeiro: a estação confere o arquivo inteiro e se refaz sozinha com a cópia de segurança e a caixa-preta. Se não der, escolha uma cópia.',
    ways: REPAIR,
  },
  'not-a-database': {
    what: 'O arquivo de dados não é mais um banco de dados: ele foi trocado ou danificado.',
    safe: ASIDE,
    next: 'Ponha de volta o arquivo station.db que estava aqui e tente de novo, ou escolha uma cópia.',
    ways: REPAIR,
  },
  'not-encrypted': {
    what: 'O arquivo de dados não é cifrado: não foi esta estação que o gravou.',
    safe: ASIDE,
    next: 'Ponha de volta o arquivo station.db que estava aqui e tente de novo, ou escolha uma cópia.',
    ways: REPAIR,
  },
  'foreign-file': {
    what: 'O arquivo de dados é de outro programa.',
    safe: ASIDE,
    next: 'Ponha de volta o arquivo station.db que estava aqui e tente de novo, ou escolha uma cópia.',
    ways: REPAIR,
  },
  io: {
    what: 'O sistema não conseguiu ler ou gravar os dados: o disco pode estar com defeito ou desconectado.',
    safe: STAYS,
    next: 'Confira o disco e tente de novo. Se o erro continuar, leve uma cópia desta pasta para outro disco antes de restaurar.',
    ways: REPAIR,
  },
  unknown: {
    what: 'A estação não abriu por um erro que ela não esperava.',
    safe: STAYS,
    next: 'Tente de novo. Se repetir, guarde o diagnóstico e envie-o a quem cuida do sistema antes de restaurar.',
    ways: REPAIR,
  },
  full: {
    what: 'O disco está cheio.',
    safe: 'Nada do que foi salvo se perdeu: os dados ficam como estão.',
    next: 'Libere espaço no disco deste computador e tente de novo.',
    ways: ['again'],
  },
  memory: {
    what: 'Faltou memória para abrir os dados.',
    safe: STAYS,
    next: 'Feche outros programas e tente de novo.',
    ways: ['again'],
  },
  'read-only': {
    what: 'Os dados não podem ser gravados por este usuário.',
    safe: STAYS,
    next: 'Confira as permissões da pasta e se o disco não está protegido contra gravação, e tente de novo.',
    ways: ['again'],
  },
  'cannot-open': {
    what: 'Os dados não puderam ser abertos nem criados.',
    safe: STAYS,
    next: 'Confira se a pasta existe e se este usuário pode ler e gravar nela, e tente de novo.',
    ways: ['again'],
  },
  'newer-version': {
    what: 'Os dados foram gravados por uma versão mais nova do Prumo.',
    safe: STAYS,
    next: 'Atualize o Prumo neste computador e abra-o de novo. Restaurar uma cópia aqui não é oferecido: o que a versão nova gravou não caberia nesta.',
    ways: ['again'],
  },
  'migration-failed': {
    what: 'Os dados não puderam ser convertidos para esta versão do Prumo.',
    safe: 'Nada se perdeu: os dados voltaram ao que eram, de uma cópia feita logo antes da conversão.',
    next: 'Abra-os com a versão anterior do Prumo e avise quem cuida do sistema. Se faltava espaço no disco, libere-o e tente de novo.',
    ways: ['again'],
  },
  'wrong-key': {
    what: 'A chave que está na pasta não abre os dados: ela é de outros dados.',
    safe: STAYS,
    next: 'Traga a chave certa de volta para a pasta (station.key ou station.key.json, de onde a guardou) e tente de novo.',
    ways: ['again'],
  },
  'key-missing': {
    what: 'A chave dos dados não está na pasta, e sem ela ninguém os lê.',
    safe: STAYS,
    next: 'Traga o arquivo da chave de volta para a pasta (station.key ou station.key.json, de onde o guardou) e tente de novo.',
    ways: ['again'],
  },
  'key-damaged': {
    what: 'O arquivo da chave está danificado.',
    safe: STAYS,
    next: 'Traga o arquivo da chave de volta para a pasta, de onde o guardou, e tente de novo.',
    ways: ['again'],
  },
  'key-ambiguous': {
    what: 'Há duas chaves na pasta: station.key e station.key.json.',
    safe: STAYS,
    next: 'Deixe na pasta só a que pertence a estes dados, guarde a outra em outro lugar, e tente de novo. Não apague nenhuma.',
    ways: ['again'],
  },
  'key-elsewhere': {
    what: 'A chave destes dados está no chaveiro do sistema, que só a janela do Prumo abre.',
    safe: STAYS,
    next: 'Abra a estação pela janela do Prumo, com o mesmo usuário do computador.',
    ways: ['again'],
  },
  'keychain-unavailable': {
    what: 'O chaveiro do sistema não abriu a chave destes dados.',
    safe: STAYS,
    next: 'Desbloqueie o chaveiro, entre no computador com o usuário que criou a estação, e tente de novo.',
    ways: ['again'],
  },
  'passphrase-needed': {
    what: 'Os dados desta estação são protegidos por uma frase-senha.',
    safe: STAYS,
    next: 'Digite a frase-senha para abrir a estação.',
    ways: ['passphrase'],
  },
  'passphrase-wrong': {
    what: 'A frase-senha não abre estes dados.',
    safe: STAYS,
    next: 'Digite-a de novo, com atenção a maiúsculas, espaços e acentos. Sem ela ninguém lê os dados.',
    ways: ['passphrase'],
  },
  'station-revoked': {
    what: 'A central desligou esta estação, e a chave dos dados foi destruída.',
    safe: 'Os dados neste computador não podem mais ser lidos por ninguém. O que já tinha chegado à central está nela.',
    next: 'Fale com a administração. Para usar este computador de novo, inicie com outra pasta (--data PASTA) e inscreva a estação na central.',
    ways: [],
  },
};

/** What the person at the console did, or another process: no screen in the station's place. */
const CONSOLE_ONLY = new Set<HostErrorCode>([
  'bad-option',
  'data-dir',
  'data-in-use',
  'port-in-use',
  'passphrase-short',
  'passphrase-differs',
  'passphrase-not-used',
]);

/** @returns `null` for what belongs at the console alone */
export function troubleOf(error: unknown): Trouble | null {
  if (error instanceof HostError && CONSOLE_ONLY.has(error.code)) return null;
  const code = codeOf(error);
  const words = WORDS[code];
  return { ...(words ?? WORDS.unknown!), code: words ? code : 'unknown', cause: error };
}

function codeOf(error: unknown): string {
  if (error instanceof HostError || error instanceof MigrationFailed || error instanceof StorageError)
    return error.code;
  const typed = asStorageError(error, { path: '', resultOf: () => undefined });
  return typed instanceof StorageError ? typed.code : 'unknown';
}
