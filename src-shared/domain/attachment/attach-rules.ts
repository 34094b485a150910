import type { AttachmentLimits } from '../../procedures/schema/attachments.ts';
import type { Refusal } from '../refusal.ts';
import { extensionOf } from './file-name.ts';
import { agrees, sniff } from './sniff.ts';

export interface FileFacts {
  /** As `cleanFileName` leaves it. */
  name: string;
  /** Bytes. */
  size: number;
}

export function maxBytes({ maxMegabytes }: AttachmentLimits): number {
  return maxMegabytes * 1024 * 1024;
}

/** Why a file may not be attached, as far as its name and size say. */
export function fileRefusals({ name, size }: FileFacts, limits: AttachmentLimits): Refusal[] {
  const extension = extensionOf(name);
  const refusals: Refusal[] = [];
  if (size === 0)
    refusals.push({
      code: 'attachment-empty',
      rule: 'S2.5',
      field: 'file',
      message: `O arquivo “${name}” está vazio.`,
      way: 'Confira o arquivo no programa que o gravou.',
    });
  if (size > maxBytes(limits))
    refusals.push({
      code: 'attachment-too-large',
      rule: 'S2.5',
      field: 'file',
      message: `O arquivo “${name}” passa de ${limits.maxMegabytes} MB.`,
      way: 'Compacte o arquivo, ou envie só a parte que interessa.',
    });
  if (limits.blockedExtensions.includes(extension)) refusals.push(program(name));
  return refusals;
}

/** Why a file may not be attached, as far as its beginning (`HEAD_BYTES`) says. */
export function contentRefusals(name: string, head: Uint8Array): Refusal[] {
  if (sniff(head)?.runs) return [program(name)];
  if (agrees(name, head)) return [];
  return [
    {
      code: 'attachment-type-mismatch',
      rule: 'S2.5',
      field: 'file',
      message: `O conteúdo de “${name}” não é o que a terminação .${extensionOf(name)} diz.`,
      way: 'Salve o arquivo de novo no programa de origem, com a terminação certa.',
    },
  ];
}

function program(name: string): Refusal {
  return {
    code: 'attachment-type-blocked',
    rule: 'S2.5',
    field: 'file',
    message: `“${name}” é um programa ou script: não pode ser anexado.`,
    way: 'Anexe uma captura de tela ou um texto que o descreva.',
  };
}
