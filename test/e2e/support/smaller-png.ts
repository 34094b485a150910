/**
 * The same picture in fewer bytes: Chromium writes PNG in haste. Pictures of screens, flat areas and letters, are
 * smallest with unfiltered rows; nothing of them changes.
 */
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = 8;
/** Bytes of a pixel by the colour type of the header. */
const PIXEL: Record<number, number> = { 2: 3, 6: 4 };

/** @param png 8 bits a channel, RGB or RGBA, not interlaced: as browsers write screenshots */
export function smallerPng(png: Buffer): Buffer {
  const header = png.subarray(SIGNATURE + 8, SIGNATURE + 21);
  const pixel = PIXEL[header[9] ?? 0];
  if (!pixel || header[8] !== 8) throw new Error('not an RGB or RGBA picture of 8 bits');
  const width = header.readUInt32BE(0) * pixel;
  const rows = unfiltered(inflateSync(Buffer.concat(chunksOf(png, 'IDAT'))), { width, pixel });
  const data = deflateSync(rows, { level: 9, memLevel: 9 });
  const end = Buffer.alloc(0);
  return Buffer.concat([png.subarray(0, SIGNATURE), chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', end)]);
}

function chunksOf(png: Buffer, kind: string): Buffer[] {
  const found: Buffer[] = [];
  for (let at = SIGNATURE; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === kind)
      found.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  return found;
}

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** Takes the five filters of PNG (RFC 2083, 6) off the rows, and leaves each with the mark of none. */
function unfiltered(filtered: Buffer, { width, pixel }: { width: number; pixel: number }): Buffer {
  const rows = Buffer.from(filtered);
  for (let start = 0; start < rows.length; start += width + 1) {
    const filter = rows[start] ?? 0;
    rows[start] = 0;
    for (let at = start + 1; at <= start + width; at++) {
      const left = at - start > pixel ? (rows[at - pixel] ?? 0) : 0;
      const up = start > 0 ? (rows[at - width - 1] ?? 0) : 0;
      const corner = start > 0 && at - start > pixel ? (rows[at - width - 1 - pixel] ?? 0) : 0;
      rows[at] = (rows[at] ?? 0) + predicted(filter, { left, up, corner });
    }
  }
  return rows;
}

function predicted(filter: number, { left, up, corner }: { left: number; up: number; corner: number }): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const [byLeft, byUp, byCorner] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (byLeft <= byUp && byLeft <= byCorner) return left;
  return byUp <= byCorner ? up : corner;
}
