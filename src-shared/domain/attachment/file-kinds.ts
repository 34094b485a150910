/*
 * Kinds of files that are known by how they begin. The type that is kept of a file is that of its name; the beginning
 * only has to agree with it, so that nothing is opened as something else than it says.
 */

export interface FileKind {
  id: string;
  /** Endings of names → media type. */
  types: Readonly<Record<string, string>>;
  /** Whether a file begins as this kind does. */
  begins: (head: Uint8Array) => boolean;
  /** A computer would run it: never taken, whatever its name. */
  runs?: true;
}

const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
const at = (head: Uint8Array, bytes: readonly number[], from = 0) =>
  bytes.every((byte, index) => head[from + index] === byte);
const starts =
  (...beginnings: (string | readonly number[])[]) =>
  (head: Uint8Array) =>
    beginnings.some((bytes) => at(head, typeof bytes === 'string' ? ascii(bytes) : bytes));
const riff = (form: string) => (head: Uint8Array) => at(head, ascii('RIFF')) && at(head, ascii(form), 8);
const office = (name: string) => `application/vnd.openxmlformats-officedocument.${name}`;

/** The first that fits is it. */
export const FILE_KINDS: readonly FileKind[] = [
  {
    id: 'png',
    types: { png: 'image/png' },
    begins: starts([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  },
  {
    id: 'jpeg',
    types: { jpg: 'image/jpeg', jpeg: 'image/jpeg', jfif: 'image/jpeg' },
    begins: starts([0xff, 0xd8, 0xff]),
  },
  { id: 'gif', types: { gif: 'image/gif' }, begins: starts('GIF87a', 'GIF89a') },
  { id: 'webp', types: { webp: 'image/webp' }, begins: riff('WEBP') },
  { id: 'bmp', types: { bmp: 'image/bmp' }, begins: (head) => at(head, ascii('BM')) && at(head, [0, 0, 0, 0], 6) },
  {
    id: 'tiff',
    types: { tif: 'image/tiff', tiff: 'image/tiff' },
    begins: starts([0x49, 0x49, 0x2a, 0], [0x4d, 0x4d, 0, 0x2a]),
  },
  { id: 'pdf', types: { pdf: 'application/pdf' }, begins: beginsSoon('%PDF-') },
  {
    id: 'zip',
    types: {
      zip: 'application/zip',
      docx: office('wordprocessingml.document'),
      xlsx: office('spreadsheetml.sheet'),
      pptx: office('presentationml.presentation'),
      docm: 'application/vnd.ms-word.document.macroenabled.12',
      xlsm: 'application/vnd.ms-excel.sheet.macroenabled.12',
      odt: 'application/vnd.oasis.opendocument.text',
      ods: 'application/vnd.oasis.opendocument.spreadsheet',
      odp: 'application/vnd.oasis.opendocument.presentation',
    },
    begins: starts([0x50, 0x4b, 3, 4], [0x50, 0x4b, 5, 6]),
  },
  {
    id: 'ole',
    types: {
      doc: 'application/msword',
      xls: 'application/vnd.ms-excel',
      ppt: 'application/vnd.ms-powerpoint',
      msg: 'application/vnd.ms-outlook',
    },
    begins: starts([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
  },
  { id: '7z', types: { '7z': 'application/x-7z-compressed' }, begins: starts([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]) },
  { id: 'rar', types: { rar: 'application/vnd.rar' }, begins: starts('Rar!\u001a\u0007') },
  { id: 'gzip', types: { gz: 'application/gzip', tgz: 'application/gzip' }, begins: starts([0x1f, 0x8b]) },
  { id: 'sqlite', types: {}, begins: starts('SQLite format 3\0') },
  { id: 'rtf', types: { rtf: 'application/rtf' }, begins: starts('{\\rtf') },
  {
    id: 'mp4',
    types: { mp4: 'video/mp4', m4v: 'video/mp4', mov: 'video/quicktime', m4a: 'audio/mp4', '3gp': 'video/3gpp' },
    begins: (head) => at(head, ascii('ftyp'), 4) && !PICTURE_BRANDS.some((brand) => at(head, ascii(brand), 8)),
  },
  {
    id: 'heif',
    types: { heic: 'image/heic', heif: 'image/heif', avif: 'image/avif' },
    begins: (head) => at(head, ascii('ftyp'), 4),
  },
  {
    id: 'matroska',
    types: { webm: 'video/webm', mkv: 'video/x-matroska' },
    begins: starts([0x1a, 0x45, 0xdf, 0xa3]),
  },
  { id: 'ogg', types: { ogg: 'audio/ogg', oga: 'audio/ogg', opus: 'audio/ogg' }, begins: starts('OggS') },
  { id: 'wav', types: { wav: 'audio/wav' }, begins: riff('WAVE') },
  { id: 'avi', types: { avi: 'video/x-msvideo' }, begins: riff('AVI ') },
  {
    id: 'mp3',
    types: { mp3: 'audio/mpeg' },
    begins: starts('ID3', [0xff, 0xfb], [0xff, 0xf3], [0xff, 0xf2], [0xff, 0xfa]),
  },
  {
    id: 'windows-program',
    types: {},
    runs: true,
    begins: (head) => at(head, ascii('MZ')) && head.subarray(0, 64).includes(0),
  },
  { id: 'linux-program', types: {}, runs: true, begins: starts([0x7f, 0x45, 0x4c, 0x46]) },
  {
    id: 'mac-program',
    types: {},
    runs: true,
    begins: starts(
      [0xfe, 0xed, 0xfa, 0xce],
      [0xfe, 0xed, 0xfa, 0xcf],
      [0xce, 0xfa, 0xed, 0xfe],
      [0xcf, 0xfa, 0xed, 0xfe],
      [0xca, 0xfe, 0xba, 0xbe],
    ),
  },
  { id: 'script', types: {}, runs: true, begins: starts('#!') },
  { id: 'android-program', types: {}, runs: true, begins: starts('dex\n') },
  { id: 'shortcut', types: {}, runs: true, begins: starts([0x4c, 0, 0, 0, 1, 0x14, 2, 0]) },
];

const PICTURE_BRANDS = ['heic', 'heix', 'heif', 'mif1', 'msf1', 'avif', 'avis'];

/** A PDF may have some bytes before it. */
function beginsSoon(text: string): (head: Uint8Array) => boolean {
  const bytes = ascii(text);
  return (head) => {
    for (let from = 0; from < Math.min(head.length, 1024); from++) if (at(head, bytes, from)) return true;
    return false;
  };
}

const text = (subtype: string) => `text/${subtype}`;

/** Text has no beginning of its own; it only has to be text. */
export const TEXT_TYPES: Readonly<Record<string, string>> = {
  txt: text('plain'),
  log: text('plain'),
  ini: text('plain'),
  sql: text('plain'),
  csv: text('csv'),
  tsv: text('tab-separated-values'),
  md: text('markdown'),
  htm: text('html'),
  html: text('html'),
  xml: 'application/xml',
  json: 'application/json',
  yml: 'application/yaml',
  yaml: 'application/yaml',
  eml: 'message/rfc822',
  svg: 'image/svg+xml',
  ofx: 'application/x-ofx',
};

export const UNKNOWN_TYPE = 'application/octet-stream';
