import type { Result } from '#shared/domain/refusal.ts';

/** What the desk asks of whoever brings files to the centre and back. Changes are told to the feed under `attachments`. */
export interface AttachmentTransfers {
  /** Bytes of this file that are across, while it is on its way; `absent`: the centre was asked and does not have it yet. */
  progress(sha256: string): { way: 'out' | 'in' | 'absent'; done: number } | null;
  /** Has a file brought here; it is under way when this answers. */
  fetch(sha256: string): Result<null>;
  /** A file is to be sent. */
  wake(): void;
}
