import { eventIterator, oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { Refusal, Result } from '../domain/refusal.ts';
import type { TicketAttachment } from '../domain/ticket/ticket.ts';

/** Most bytes of one piece, either way. */
export const PIECE_LIMIT = 1024 * 1024;
/** Of a small picture, in bytes and in pixels of its longer side. */
export const THUMBNAIL_LIMIT = 128 * 1024;
export const THUMBNAIL_SIDE = 320;

/** Where a file is. `done`: bytes of `size`. */
export type AttachmentState =
  /** Here alone, and there is nothing that it should be sent to, or it waits for its turn. */
  | { at: 'here' }
  | { at: 'sending'; done: number }
  /** At the centre; `here`: and here too. */
  | { at: 'centre'; here: boolean }
  /** The centre did not take the file or its entry. */
  | { at: 'refused'; refusals: Refusal[] }
  | { at: 'fetching'; done: number }
  /** Neither here nor, when it was asked, at the centre: it comes when the station that has it is connected. */
  | { at: 'absent' }
  /** What was kept here cannot be read any more, and there is nowhere to fetch it from. */
  | { at: 'damaged' };

export interface AttachmentView extends TicketAttachment {
  state: AttachmentState;
  /** A small picture of it is here. */
  thumbnail: boolean;
}

const uploadId = z.uuid();
const ticketId = z.uuid();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const file = z.object({ ticketId, sha256 });
const offset = z.int().nonnegative();

/*
 * Files of tickets (S2.5). In: begin → append the file in pieces → finish, or cancel; a piece that is repeated because its
 * answer was lost does no harm, and neither does a repeated finish. Out: read in pieces; what is not here is fetched first.
 */
export const attachmentsContract = {
  /** Refuses at once what the name and the size already rule out. */
  begin: oc
    .input(z.object({ ticketId, name: z.string().max(2_000), size: z.int().nonnegative() }))
    .output(type<Result<{ uploadId: string }>>()),
  append: oc
    .input(z.object({ uploadId, offset, piece: z.instanceof(Blob) }))
    .output(type<Result<{ received: number }>>()),
  /** Attaches the file. `thumbnail`: made by the window, of pictures. */
  finish: oc
    .input(
      z.object({
        uploadId,
        visibility: z.enum(['public', 'private']),
        dimensions: z.object({ width: z.int().min(1).max(100_000), height: z.int().min(1).max(100_000) }).nullable(),
        thumbnail: z.instanceof(Blob).nullable(),
      }),
    )
    .output(type<Result<{ sha256: string }>>()),
  cancel: oc.input(z.object({ uploadId })).output(type<Result<null>>()),
  /** Live: the files of a ticket, oldest first. */
  list: oc.input(z.object({ ticketId })).output(eventIterator(type<AttachmentView[]>())),
  /** Refused where the file is not here: `fetch` brings it. */
  read: oc
    .input(z.object({ ...file.shape, offset, length: z.int().min(1).max(PIECE_LIMIT) }))
    .output(type<Result<{ piece: Blob; size: number }>>()),
  /** Brings a file here from the centre; `list` tells how it goes. */
  fetch: oc.input(file).output(type<Result<null>>()),
  thumbnail: oc.input(file).output(type<Result<{ picture: Blob | null }>>()),
  /** Keeps the small picture of a file that came from elsewhere. */
  keepThumbnail: oc.input(z.object({ ...file.shape, thumbnail: z.instanceof(Blob) })).output(type<Result<null>>()),
};
