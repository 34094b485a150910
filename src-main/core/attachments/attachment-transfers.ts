import { type Refusal, type Result, refuse } from '#shared/domain/refusal.ts';

/** What the desk asks of whoever brings files to the centre and back. Changes are told to the feed under `attachments`. */
export interface AttachmentTransfers {
  /** Bytes of this file that are across, while it is on its way. */
  progress(sha256: string): { way: 'out' | 'in'; done: number } | null;
  /** Has a file brought here; it is under way when this answers. */
  fetch(sha256: string): Result<null>;
  /** A file is to be sent. */
  wake(): void;
}

/** Without a centre files stay where they are. */
export function noTransfers(): AttachmentTransfers {
  return { progress: () => null, fetch: () => refuse(NOWHERE), wake: () => {} };
}

const NOWHERE: Refusal = {
  code: 'attachment-not-here',
  message: 'Este arquivo não está neste computador, e não há uma central de onde buscá-lo.',
  way: 'Procure na estação em que ele foi anexado.',
};
