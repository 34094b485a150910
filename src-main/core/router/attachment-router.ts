import { PIECE_LIMIT } from '#shared/contract/attachments.ts';
import { ok, type Refusal, refuse } from '#shared/domain/refusal.ts';
import { live } from '../live.ts';
import { acting, anybody, type RouterParts, signedIn } from './base.ts';

export function attachmentsRouter({ core, desks: { attachments } }: RouterParts) {
  return {
    begin: anybody.attachments.begin.handler(({ context, input }) =>
      acting(context.session, () => attachments.begin(input)),
    ),
    append: anybody.attachments.append.handler(({ context, input: { uploadId, offset, piece } }) =>
      acting(context.session, async () =>
        piece.size > PIECE_LIMIT ? refuse(TOO_LARGE) : attachments.append(uploadId, offset, await bytesOf(piece)),
      ),
    ),
    finish: anybody.attachments.finish.handler(({ context, input: { uploadId, thumbnail, ...input } }) =>
      acting(context.session, async (actor) =>
        attachments.finish(actor, uploadId, { ...input, thumbnail: thumbnail && (await bytesOf(thumbnail)) }),
      ),
    ),
    cancel: anybody.attachments.cancel.handler(({ context, input }) =>
      acting(context.session, () => attachments.cancel(input.uploadId)),
    ),
    list: signedIn.attachments.list.handler(({ signal, input }) =>
      live({
        feed: core.store.feed,
        signal,
        touches: ({ tickets, topics }) =>
          tickets.has(input.ticketId) || topics.has('attachments') || topics.has('settings'),
        answer: () => attachments.list(input.ticketId),
      }),
    ),
    read: anybody.attachments.read.handler(({ context, input }) =>
      acting(context.session, async () => {
        const read = await attachments.read(input, input);
        return read.ok ? ok({ piece: blobOf(read.value.piece), size: read.value.size }) : read;
      }),
    ),
    fetch: anybody.attachments.fetch.handler(({ context, input }) =>
      acting(context.session, async () => attachments.fetch(input)),
    ),
    thumbnail: anybody.attachments.thumbnail.handler(({ context, input }) =>
      acting(context.session, async () => {
        const found = await attachments.thumbnail(input);
        return found.ok ? ok({ picture: found.value && blobOf(found.value) }) : found;
      }),
    ),
    keepThumbnail: anybody.attachments.keepThumbnail.handler(({ context, input }) =>
      acting(context.session, async () => attachments.keepThumbnail(input, await bytesOf(input.thumbnail))),
    ),
  };
}

async function bytesOf(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer());
}

function blobOf(bytes: Uint8Array): Blob {
  return new Blob([new Uint8Array(bytes)]);
}

const TOO_LARGE: Refusal = { code: 'attachment-piece-too-large', message: 'O pedaço enviado é grande demais.' };
