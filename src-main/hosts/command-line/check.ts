import { statSync } from 'node:fs';
import { listBackups } from '../../recovery/backups/backup-file.ts';
import { contentsOf, verifyBackup } from '../../recovery/backups/verify-backup.ts';
import { readBeginning } from '../../recovery/black-box/beginning.ts';
import { readBlackBox } from '../../recovery/black-box/read-black-box.ts';
import { recoveryFiles } from '../../recovery/files.ts';
import { betterSqlite3Driver } from '../../storage/drivers/better-sqlite3.ts';
import { openWithOneOf } from '../../storage/open-sqlite-file.ts';
import { StorageError } from '../../storage/storage-error.ts';
import { counted } from './words.ts';

interface Checked {
  lines: string[];
  /** Nothing was found wrong. */
  sound: boolean;
}

/** Reads everything and changes nothing. @throws {StorageError} when the data are in use or cannot be read at all */
export async function checkData(dataDir: string, keys: readonly Uint8Array[]): Promise<Checked> {
  const files = recoveryFiles(dataDir);
  const checks = [
    checkDatabase(files.database, keys),
    await checkBlackBox(files.blackBox, keys),
    checkBackups(files.backups, keys),
  ];
  return { lines: checks.flatMap(({ lines }) => lines), sound: checks.every(({ sound }) => sound) };
}

/** What no file can be blamed for. */
const MISFORTUNES = new Set<StorageError['code']>(['locked', 'io', 'full', 'memory', 'read-only', 'cannot-open']);

function checkDatabase(path: string, keys: readonly Uint8Array[]): Checked {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) === 0)
    return { lines: ['Dados: o arquivo não está lá. A próxima abertura da estação o restaura.'], sound: false };
  try {
    const { file, key } = openWithOneOf({ path, driver: betterSqlite3Driver() }, keys);
    try {
      const check = file.quickCheck();
      if (!check.ok)
        return { lines: ['Dados: DANIFICADOS.', ...check.problems.map((one) => `  ${one}`)], sound: false };
      const { tickets, entries, customers } = contentsOf(file);
      const content = [
        counted(tickets, 'chamado', 'chamados'),
        counted(entries, 'registro', 'registros'),
        counted(customers, 'cliente', 'clientes'),
      ].join(', ');
      const lines = [`Dados: em ordem. ${content}.`];
      if (key !== keys[0]) lines.push('  Ainda sob a chave de antes: a próxima abertura da estação termina a troca.');
      return { lines, sound: true };
    } finally {
      file.close();
    }
  } catch (error) {
    if (!(error instanceof StorageError) || MISFORTUNES.has(error.code)) throw error;
    return {
      lines: [`Dados: não abrem (${error.code}). A próxima abertura da estação tenta restaurá-los.`],
      sound: false,
    };
  }
}

async function checkBlackBox(directory: string, keys: readonly Uint8Array[]): Promise<Checked> {
  const records = readBlackBox({ directory, keys, after: readBeginning(directory) - 1 });
  for (let number = 0; ; number++) {
    const next = await records.next();
    if (!next.done) continue;
    const { lostFrames, unreadableFrames, cutOff, files } = next.value.damage;
    const lines = [`Caixa-preta: ${counted(number, 'gravação legível', 'gravações legíveis')}.`];
    if (lostFrames > 0)
      lines.push(`  ${counted(lostFrames, 'danificada ou ausente', 'danificadas ou ausentes')}: ${files.join(', ')}`);
    if (unreadableFrames > 0)
      lines.push(`  ${counted(unreadableFrames, 'que esta chave não abre', 'que esta chave não abre')}.`);
    if (cutOff > 0)
      lines.push(
        `  ${counted(cutOff, 'gravação interrompida', 'gravações interrompidas')} no fim de um arquivo (nunca confirmada).`,
      );
    return { lines, sound: lostFrames + unreadableFrames === 0 };
  }
}

function checkBackups(directory: string, keys: readonly Uint8Array[]): Checked {
  const lines: string[] = [];
  let sound = true;
  for (const { name, path } of listBackups(directory)) {
    try {
      const { tickets } = verifyBackup({ path, keys });
      lines.push(`Cópia ${name}: em ordem, ${counted(tickets, 'chamado', 'chamados')}.`);
    } catch (error) {
      if (!(error instanceof StorageError) || MISFORTUNES.has(error.code)) throw error;
      sound = false;
      lines.push(`Cópia ${name}: NÃO SERVE (${error.code}).`);
    }
  }
  return { lines: lines.length > 0 ? lines : ['Cópias: nenhuma ainda.'], sound };
}
