import { cleanLine } from '../text/clean.ts';

/** Longest name of a file, in UTF-16 units: fits every disk with what is put around it. */
export const FILE_NAME_LIMIT = 150;

const FORBIDDEN = /[<>:"/\\|?*]/gu;
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/iu;

/**
 * The name under which a file is kept: one that every system can save, without folders, controls or direction marks. A
 * long one keeps its ending; what nothing is left of is called "arquivo". Idempotent.
 */
export function cleanFileName(name: string): string {
  const line = cleanLine(cleanLine(name).replace(FORBIDDEN, ' ')).replace(/^[.\s]+|[.\s]+$/gu, '');
  const plain = DEVICES.test(line) ? `_${line}` : line;
  if (plain === '') return 'arquivo';
  if (plain.length <= FILE_NAME_LIMIT) return plain;
  const extension = extensionOf(plain);
  const ending = extension === '' ? '' : `.${extension}`;
  const start = plain
    .slice(0, FILE_NAME_LIMIT - ending.length)
    .replace(/[\uD800-\uDBFF]$/u, '')
    .replace(/[.\s]+$/u, '');
  return `${start}${plain.slice(plain.length - ending.length)}`;
}

/** Ending of a name in small letters, without the dot; '' for none. */
export function extensionOf(name: string): string {
  return /[^.]\.([\p{L}\p{N}]{1,12})$/u.exec(name)?.[1]?.toLowerCase() ?? '';
}
