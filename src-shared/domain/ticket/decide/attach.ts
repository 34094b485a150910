import type { AttachmentLimits } from '../../../procedures/schema/attachments.ts';
import { contentRefusals, fileRefusals } from '../../attachment/attach-rules.ts';
import { cleanFileName } from '../../attachment/file-name.ts';
import { completeName, isPicture, typeOfName } from '../../attachment/sniff.ts';
import type { PublicTextCheck } from '../../flow/moment.ts';
import { ok, type Refusal, type Result, refuse } from '../../refusal.ts';
import { draft, type EntryDraft } from '../draft.ts';
import type { Entry, EntryData } from '../entry.ts';
import type { Ticket } from '../ticket.ts';

export interface AttachInput {
  /** Of all of it, 64 hexadecimal digits. */
  sha256: string;
  /** As the window gave it. */
  name: string;
  /** Bytes. */
  size: number;
  /** Its first `HEAD_BYTES`, or all of it. */
  head: Uint8Array;
  visibility: Entry['visibility'];
  /** Of pictures, in pixels, where the window could read it. */
  dimensions: { width: number; height: number } | null;
}

export interface AttachRules {
  limits: AttachmentLimits;
  publicText: PublicTextCheck;
}

/** Attaches a file that is here whole (S2.5), also to a closed ticket. The same file stands on a ticket only once. */
export function decideAttach(
  ticket: Ticket,
  input: AttachInput,
  { limits, publicText }: AttachRules,
): Result<EntryDraft[]> {
  const { sha256, size, head, visibility, dimensions } = input;
  const name = completeName(cleanFileName(input.name), head);
  const type = typeOfName(name);
  const data: EntryData<'attached'> = { sha256, name, type, size, ...(isPicture(type) ? dimensions : null) };
  const [first, ...others] = [
    ...contentRefusals(name, head),
    ...attachRefusals(ticket, { data, visibility }, { limits, publicText }),
  ];
  return first ? refuse(first, ...others) : ok([draft(ticket.id, 'attached', { data, visibility })]);
}

type Attached = { data: EntryData<'attached'>; visibility: Entry['visibility'] };

/** Why a ticket may not have this attachment, as far as can be said without the file. */
export function attachRefusals(
  ticket: Ticket,
  { data, visibility }: Attached,
  { limits, publicText }: AttachRules,
): Refusal[] {
  const { sha256, name } = data;
  const before = ticket.attachments.find((one) => one.sha256 === sha256 && one.visibility === visibility);
  const twice: Refusal = {
    code: 'attachment-twice',
    field: 'file',
    message: `Este arquivo já está no chamado: “${before?.name}”.`,
    way: 'Use o que já está anexado.',
  };
  return [
    ...fileRefusals(data, limits),
    ...(before ? [twice] : []),
    ...(visibility === 'public' ? publicText(name, 'name') : []),
  ];
}

/** Whether an attachment is told as this station would tell it. */
export function isWellTold({ name, type, width, height }: EntryData<'attached'>): boolean {
  const sized = width !== undefined && height !== undefined;
  const unsized = width === undefined && height === undefined;
  return name === cleanFileName(name) && type === typeOfName(name) && (unsized || (sized && isPicture(type)));
}
