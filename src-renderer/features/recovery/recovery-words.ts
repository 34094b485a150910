import type { BackupReason, DayRecordKind, RecoveryCause, RecoveryReport } from '#shared/contract/recovery.ts';
import { formatCounted, formatMoment } from '../../ui/format.ts';

export const REASON_WORDS: Record<BackupReason, string> = {
  daily: 'do dia',
  manual: 'pedida por você',
  'before-migration': 'antes de atualizar',
};

const CAUSE_WORDS: Record<RecoveryCause, string> = {
  missing: 'O arquivo de dados não estava na pasta.',
  damaged: 'O arquivo de dados estava danificado.',
  'log-damaged': 'O registro de gravação, ao lado do arquivo de dados, estava danificado.',
  behind: 'O arquivo de dados era mais antigo que a caixa-preta.',
  asked: 'Uma cópia de segurança foi posta no lugar dos dados, a pedido.',
};

export const KIND_WORDS: Record<DayRecordKind, string> = {
  entry: 'Chamado',
  customer: 'Cliente',
  'work-order': 'O.S.',
  call: 'Ligação',
  shift: 'Turno',
  staff: 'Equipe',
  pack: 'Procedimentos',
};

/** What was found and done, line by line. */
export function reportWords(report: RecoveryReport): [label: string, text: string][] {
  const { fromBlackBox, salvaged, lost, backup, skipped, aside } = report;
  const lines: [string, string][] = [['O que houve', CAUSE_WORDS[report.cause]]];
  if (aside) lines.push(['O que estava lá', `Guardado na pasta ${aside}, dentro da pasta de dados. Nada foi apagado.`]);
  if (backup) lines.push(['Cópia usada', `${formatMoment(backup.at)} (${backup.name})`]);
  if (!backup && (report.cause === 'missing' || report.cause === 'damaged'))
    lines.push(['Cópia usada', 'Nenhuma: tudo veio da caixa-preta.']);
  if (skipped.length > 0) lines.push(['Cópias que não serviram', skipped.map(({ name }) => name).join(', ')]);
  lines.push(['Da caixa-preta', foundWords(fromBlackBox)]);
  if (salvaged.entries + salvaged.documents > 0) lines.push(['Do arquivo danificado', foundWords(salvaged)]);
  lines.push(['O que não pôde ser lido', lostWords(lost)]);
  lines.push(['Depois disso', `A estação tem ${formatCounted(report.tickets, 'chamado', 'chamados')}.`]);
  return lines;
}

function foundWords({ entries, documents }: { entries: number; documents: number }): string {
  const others = formatCounted(documents, 'outro documento', 'outros documentos');
  return `${formatCounted(entries, 'registro de chamado', 'registros de chamados')} e ${others} voltaram.`;
}

function lostWords({ records, unknown, files }: RecoveryReport['lost']): string {
  if (records + unknown === 0) return 'Nada: tudo o que tinha sido confirmado está na estação.';
  const where = files.length > 0 ? ` (${files.join(', ')})` : '';
  return `${formatCounted(records + unknown, 'gravação', 'gravações')} da caixa-preta${where}. Confira com quem atendeu nesse período.`;
}
