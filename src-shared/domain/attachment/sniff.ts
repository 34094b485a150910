import { FILE_KINDS, type FileKind, TEXT_TYPES, UNKNOWN_TYPE } from './file-kinds.ts';
import { extensionOf } from './file-name.ts';

/** So many bytes of a file's beginning are enough to know it. */
export const HEAD_BYTES = 4_096;

/** What a file is by how it begins; `null`: nothing that is known, text for instance. */
export function sniff(head: Uint8Array): FileKind | null {
  return FILE_KINDS.find(({ begins }) => begins(head)) ?? null;
}

/** The media type that a name stands for. Follows from the name alone: every station and the centre agree on it. */
export function typeOfName(name: string): string {
  const extension = extensionOf(name);
  const kind = FILE_KINDS.find(({ types }) => Object.hasOwn(types, extension));
  if (kind) return kind.types[extension]!;
  return Object.hasOwn(TEXT_TYPES, extension) ? TEXT_TYPES[extension]! : UNKNOWN_TYPE;
}

/** Whether a file begins as its name says. A name that says nothing agrees with everything. */
export function agrees(name: string, head: Uint8Array): boolean {
  const extension = extensionOf(name);
  const sniffed = sniff(head);
  const named = FILE_KINDS.filter(({ types }) => Object.hasOwn(types, extension));
  if (named.length > 0) return named.some(({ id }) => id === sniffed?.id);
  return !Object.hasOwn(TEXT_TYPES, extension) || (sniffed === null ? isText(head) : sniffed.id === 'rtf');
}

/** A name without an ending gets that of what the file is, where it has one of its own. */
export function completeName(name: string, head: Uint8Array): string {
  if (extensionOf(name) !== '') return name;
  const [extension] = Object.keys(sniff(head)?.types ?? {});
  return extension === undefined ? name : `${name}.${extension}`;
}

function isText(head: Uint8Array): boolean {
  const utf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  return utf16 || !head.includes(0);
}

/** Types that a window draws as a picture. None that may hold a script. */
const PICTURES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp']);

export function isPicture(type: string): boolean {
  return PICTURES.has(type);
}
