import { useCallback, useEffect, useRef, useState } from 'react';
import type { AttachmentView } from '#shared/contract/attachments.ts';
import type { Refusal } from '#shared/domain/refusal.ts';
import { useRpc } from '../../bridge/bridge-context.tsx';
import { refusalsOfError } from '../../bridge/refusals-of-error.ts';
import { isHere } from './attachment-words.ts';
import { pictureFacts } from './picture.ts';
import { readFile, saveAs } from './read-file.ts';

export type FileAction = 'save' | 'show';

export interface FileActions {
  /** What is being done; a file that is not here is fetched first. */
  wanted: FileAction | null;
  refusals: readonly Refusal[];
  /** The picture, while it is shown. */
  picture: string | null;
  save(): void;
  show(): void;
  hide(): void;
}

/** What can be done with a file of a ticket. */
export function useFileActions(ticketId: string, file: AttachmentView): FileActions {
  const rpc = useRpc();
  const { sha256, name, type, state, thumbnail } = file;
  const [wanted, setWanted] = useState<FileAction | null>(null);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [picture, setPicture] = useState<string | null>(null);
  const shown = useRef<string | null>(null);
  const here = isHere(state);
  const absent = state.at === 'absent' || state.at === 'damaged';

  const want = useCallback(
    async (action: FileAction) => {
      setRefusals([]);
      setWanted(action);
      if (here) return;
      try {
        const fetching = await rpc.attachments.fetch({ ticketId, sha256 });
        if (fetching.ok) return;
        setRefusals(fetching.refusals);
      } catch (error) {
        setRefusals(refusalsOfError(error));
      }
      setWanted(null);
    },
    [rpc, ticketId, sha256, here],
  );

  useEffect(() => {
    if (wanted !== null && absent) setWanted(null);
    if (wanted === null || !here) return;
    const abort = new AbortController();
    const act = async () => {
      const read = await readFile(rpc, { ticketId, sha256 }, abort.signal);
      if (abort.signal.aborted) return;
      if (!read.ok) setRefusals(read.refusals);
      else if (wanted === 'save') saveAs(name, read.value);
      else {
        const whole = new Blob(read.value, { type });
        shown.current = URL.createObjectURL(whole);
        setPicture(shown.current);
        const small = thumbnail ? null : ((await pictureFacts(whole, type))?.thumbnail ?? null);
        if (small) await rpc.attachments.keepThumbnail({ ticketId, sha256, thumbnail: small });
      }
      setWanted(null);
    };
    act().catch((error: unknown) => {
      if (abort.signal.aborted) return;
      setRefusals(refusalsOfError(error));
      setWanted(null);
    });
    return () => abort.abort();
  }, [wanted, here, absent, rpc, ticketId, sha256, name, type, thumbnail]);

  const hide = useCallback(() => {
    if (shown.current) URL.revokeObjectURL(shown.current);
    shown.current = null;
    setPicture(null);
  }, []);
  useEffect(() => hide, [hide]);

  return { wanted, refusals, picture, save: () => void want('save'), show: () => void want('show'), hide };
}
