import type { BackupReason, BackupRow, RecoveryReport } from '#shared/contract/recovery.ts';

export const REASONS: Record<BackupReason, string> = {
  daily: 'do dia',
  manual: 'pedida',
  'before-migration': 'antes de atualizar',
};

const CAUSES: Record<RecoveryReport['cause'], string> = {
  missing: 'O arquivo de dados não estava lá.',
  damaged: 'O arquivo de dados estava danificado.',
  'log-damaged': 'O registro de gravação do arquivo de dados estava danificado.',
  behind: 'O arquivo de dados era mais antigo que a caixa-preta.',
  asked: 'A cópia pedida foi posta no lugar dos dados.',
};

const count = new Intl.NumberFormat('pt-BR');
export const moment = new Intl.DateTimeFormat('pt-BR', { dateStyle: 'short', timeStyle: 'short' });

export function counted(number: number, one: string, many: string): string {
  return `${count.format(number)} ${number === 1 ? one : many}`;
}

export function bytesWords(bytes: number): string {
  const mebibytes = bytes / 1024 / 1024;
  return mebibytes < 1
    ? `${count.format(Math.ceil(bytes / 1024))} KB`
    : `${new Intl.NumberFormat('pt-BR', { maximumFractionDigits: 1 }).format(mebibytes)} MB`;
}

export function backupLine({ name, at, reason, bytes, verified }: BackupRow): string {
  const content = verified
    ? `${counted(verified.tickets, 'chamado', 'chamados')}, ${counted(verified.customers, 'cliente', 'clientes')}`
    : 'não conferida';
  return `${moment.format(Date.parse(at))}  ${REASONS[reason].padEnd(18)} ${bytesWords(bytes).padStart(9)}  ${content}  ${name}`;
}

export function reportLines(report: RecoveryReport): string[] {
  const { fromBlackBox, salvaged, lost } = report;
  const lines = [CAUSES[report.cause]];
  if (report.aside) lines.push(`O que estava no lugar foi guardado em ${report.aside}.`);
  for (const { name } of report.skipped) lines.push(`A cópia ${name} não serviu: está danificada.`);
  if (report.backup) lines.push(`Cópia usada: ${report.backup.name} (${moment.format(Date.parse(report.backup.at))}).`);
  else if (report.cause !== 'log-damaged' && report.cause !== 'behind')
    lines.push('Nenhuma cópia pôde ser usada: tudo veio da caixa-preta.');
  lines.push(
    `Da caixa-preta: ${counted(fromBlackBox.entries, 'registro', 'registros')} e ${counted(fromBlackBox.documents, 'outro documento', 'outros documentos')}.`,
  );
  if (salvaged.entries + salvaged.documents > 0)
    lines.push(`Resgatados do arquivo danificado: ${count.format(salvaged.entries + salvaged.documents)}.`);
  lines.push(
    lost.records + lost.unknown === 0
      ? 'Nada do que a caixa-preta guardou se perdeu.'
      : `Não puderam ser lidos: ${counted(lost.records + lost.unknown, 'registro', 'registros')} (${lost.files.join(', ')}).`,
    `A estação tem ${counted(report.tickets, 'chamado', 'chamados')}.`,
  );
  return lines;
}
