import { THUMBNAIL_LIMIT, THUMBNAIL_SIDE } from '#shared/contract/attachments.ts';
import { isPicture } from '#shared/domain/attachment/sniff.ts';

export interface PictureFacts {
  dimensions: { width: number; height: number };
  /** At most `THUMBNAIL_SIDE` pixels and `THUMBNAIL_LIMIT` bytes; `null`: it could not be made that small. */
  thumbnail: Blob | null;
}

const QUALITIES = [0.8, 0.5];

/** Of a picture that this window can draw; `null` of anything else. Never of what may hold a script. */
export async function pictureFacts(file: Blob, type: string): Promise<PictureFacts | null> {
  if (!isPicture(type)) return null;
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (!bitmap) return null;
  try {
    const { width, height } = bitmap;
    return { dimensions: { width, height }, thumbnail: await smaller(bitmap) };
  } finally {
    bitmap.close();
  }
}

async function smaller(bitmap: ImageBitmap): Promise<Blob | null> {
  const scale = Math.min(1, THUMBNAIL_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(bitmap.width * scale)),
    Math.max(1, Math.round(bitmap.height * scale)),
  );
  const context = canvas.getContext('2d');
  if (!context) return null;
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  for (const quality of QUALITIES) {
    const blob = await canvas.convertToBlob({ type: 'image/webp', quality });
    if (blob.size <= THUMBNAIL_LIMIT) return blob;
  }
  return null;
}
