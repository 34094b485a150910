/**
 * How the bytes of an imported file are to be read. Files come from Excel, from old ERPs and from databases:
 * UTF-8 with or without byte order mark, UTF-16 ("Texto Unicode"), or Windows-1252, which includes Latin-1's letters.
 *
 * What decides: a byte order mark; else NULs in every second place (UTF-16 without mark); else whether the
 * bytes above 127 form UTF-8 sequences, which accented Portuguese in Windows-1252 practically never does. A few
 * broken bytes in a file otherwise full of good sequences leave it UTF-8: the lines that hold them are refused,
 * instead of the accents of all the others being garbled.
 */
export type FileEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export type DetectedEncoding = {
  encoding: FileEncoding;
  /** The file begins with a byte order mark. */
  bom: boolean;
  /** Byte sequences that are not UTF-8, when the file is taken for UTF-8 all the same. */
  damaged: number;
};

export const ENCODING_LABELS: Record<FileEncoding, string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16 (big-endian)',
  'windows-1252': 'Windows-1252 (Latin-1)',
};

/** Good sequences for each broken one that still speak for UTF-8. */
const GOOD_PER_DAMAGED = 10;

export type EncodingDetector = {
  /** Any cut of the file, in order; a cut in the middle of a character does no harm. */
  push: (bytes: Uint8Array) => void;
  /** What the bytes so far say. */
  result: () => DetectedEncoding;
};

function byteOrderMark(head: readonly number[]): FileEncoding | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : undefined;
}

/** How many continuation bytes follow; `undefined` for a byte that begins no UTF-8 sequence. */
function continuationBytes(lead: number): number | undefined {
  if (lead >= 0xc2 && lead <= 0xdf) return 1;
  if (lead >= 0xe0 && lead <= 0xef) return 2;
  return lead >= 0xf0 && lead <= 0xf4 ? 3 : undefined;
}

export function createEncodingDetector(): EncodingDetector {
  const head: number[] = [];
  const nuls = [0, 0];
  let length = 0;
  let good = 0;
  let damaged = 0;
  let expected = 0;

  function take(byte: number): void {
    if (expected > 0) {
      if ((byte & 0xc0) === 0x80) {
        expected -= 1;
        if (expected === 0) good += 1;
        return;
      }
      damaged += 1;
      expected = 0;
    }
    if (byte < 0x80) return;
    const following = continuationBytes(byte);
    if (following === undefined) damaged += 1;
    else expected = following;
  }

  return {
    push(bytes) {
      for (const byte of bytes) {
        if (length < 3) head.push(byte);
        if (byte === 0) nuls[length % 2]! += 1;
        length += 1;
        take(byte);
      }
    },
    result() {
      const marked = byteOrderMark(head);
      if (marked) return { encoding: marked, bom: true, damaged: marked === 'utf-8' ? damaged : 0 };
      const [even, odd] = nuls as [number, number];
      const half = length / 2;
      if (odd > half * 0.3 && even < half * 0.1) return { encoding: 'utf-16le', bom: false, damaged: 0 };
      if (even > half * 0.3 && odd < half * 0.1) return { encoding: 'utf-16be', bom: false, damaged: 0 };
      const isUtf8 = damaged === 0 || good >= damaged * GOOD_PER_DAMAGED;
      return { encoding: isUtf8 ? 'utf-8' : 'windows-1252', bom: false, damaged: isUtf8 ? damaged : 0 };
    },
  };
}

/** The encoding of a whole file or of its beginning. The whole is surer: the first accent may come late. */
export function detectEncoding(bytes: Uint8Array): DetectedEncoding {
  const detector = createEncodingDetector();
  detector.push(bytes);
  return detector.result();
}

export type ChunkDecoder = {
  /** The text of the next cut of the file; a character cut in two comes with the next cut. */
  push: (bytes: Uint8Array) => string;
  /** What is left at the end: a half character becomes U+FFFD. */
  end: () => string;
};

/** Drops the byte order mark. Broken bytes become U+FFFD. */
export function createChunkDecoder(encoding: FileEncoding): ChunkDecoder {
  const decoder = new TextDecoder(encoding);
  return {
    push: (bytes) => decoder.decode(bytes, { stream: true }),
    end: () => decoder.decode(),
  };
}
