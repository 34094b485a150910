import { type AttachmentState, type AttachmentView, THUMBNAIL_LIMIT } from '#shared/contract/attachments.ts';
import type { EntryDelivery } from '#shared/contract/views.ts';
import { fileRefusals } from '#shared/domain/attachment/attach-rules.ts';
import { cleanFileName } from '#shared/domain/attachment/file-name.ts';
import { sniff } from '#shared/domain/attachment/sniff.ts';
import { ok, type Refusal, type Result, refuse } from '#shared/domain/refusal.ts';
import { decideAttach } from '#shared/domain/ticket/decide/attach.ts';
import type { Entry, EntryOf, Person } from '#shared/domain/ticket/entry.ts';
import type { BlobStore } from '../../attachments/blob-store.ts';
import { BlobDamaged } from '../../attachments/cipher.ts';
import { isNamed, noteHere, noteLost, readCopy } from '../../attachments/copies.ts';
import { readSetting } from '../../store/local-settings.ts';
import { attachmentEntries, namesFile } from '../../store/projections/ticket-attachments.ts';
import type { Core } from '../core.ts';
import type { AttachmentTransfers } from './attachment-transfers.ts';
import { IncomingFile, UNKNOWN_UPLOAD } from './incoming-file.ts';

export interface AttachmentDeskParts {
  core: Core;
  blobs: BlobStore;
  transfers: AttachmentTransfers;
  /** Of the entries of a ticket that are not on the centre. */
  deliveryOf: (ticketId: string) => Record<string, EntryDelivery>;
}

export interface FinishInput {
  visibility: Entry['visibility'];
  dimensions: { width: number; height: number } | null;
  thumbnail: Uint8Array | null;
}

const MOST_UPLOADS = 16;
const IDLE_MS = 10 * 60_000;
/** So long the answer of a finished one can be asked for again. */
const FINISHED_MS = 60_000;

/** Files of tickets: into the station in pieces, attached, and out again in pieces. */
export class AttachmentDesk {
  readonly #parts: AttachmentDeskParts;
  readonly #uploads = new Map<string, IncomingFile>();
  /** Files whose small picture is here; `false`: known not to be. */
  readonly #thumbnails = new Map<string, boolean>();

  constructor(parts: AttachmentDeskParts) {
    this.#parts = parts;
  }

  async begin(input: { ticketId: string; name: string; size: number }): Promise<Result<{ uploadId: string }>> {
    const { core, blobs } = this.#parts;
    if (!core.journal.ticket(input.ticketId)) return refuse(UNKNOWN_TICKET);
    const name = cleanFileName(input.name);
    const [first, ...others] = fileRefusals({ name, size: input.size }, core.packs.inForce.attachments);
    if (first) return refuse(first, ...others);
    await this.#dropIdle();
    if (this.#uploads.size >= MOST_UPLOADS) return refuse(BUSY);
    return onDisk(async () => {
      const uploadId = core.journal.newId();
      this.#uploads.set(uploadId, new IncomingFile({ ...input, name }, await blobs.begin()));
      return ok({ uploadId });
    });
  }

  async append(uploadId: string, offset: number, piece: Uint8Array): Promise<Result<{ received: number }>> {
    const upload = this.#uploads.get(uploadId);
    return upload ? onDisk(() => upload.append(offset, piece)) : refuse(UNKNOWN_UPLOAD);
  }

  async finish(actor: Person, uploadId: string, input: FinishInput): Promise<Result<{ sha256: string }>> {
    const upload = this.#uploads.get(uploadId);
    return upload ? onDisk(() => upload.finish(() => this.#attach(actor, upload, input))) : refuse(UNKNOWN_UPLOAD);
  }

  async cancel(uploadId: string): Promise<Result<null>> {
    const upload = this.#uploads.get(uploadId);
    this.#uploads.delete(uploadId);
    await upload?.discard();
    return ok(null);
  }

  async list(ticketId: string): Promise<AttachmentView[]> {
    const { core, deliveryOf } = this.#parts;
    const delivery = deliveryOf(ticketId);
    const views: AttachmentView[] = [];
    for (const id of attachmentEntries(core.store.file, ticketId)) {
      const entry = core.store.raw.entries.one(id) as unknown as EntryOf<'attached'> | null;
      if (!entry) continue;
      const { at, actor: by, visibility, data } = entry;
      const thumbnail = await this.#hasThumbnail(data.sha256);
      views.push({ ...data, entryId: id, at, by, visibility, state: this.#stateOf(data, delivery[id]), thumbnail });
    }
    return views.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  }

  async read(
    { ticketId, sha256 }: { ticketId: string; sha256: string },
    { offset, length }: { offset: number; length: number },
  ): Promise<Result<{ piece: Uint8Array; size: number }>> {
    const { core, blobs } = this.#parts;
    if (!namesFile(core.store.file, ticketId, sha256)) return refuse(UNKNOWN_FILE);
    try {
      const reader = await blobs.open(sha256);
      if (!reader) return this.#lost(sha256, NOT_HERE);
      try {
        return ok({ piece: await reader.read(offset, length), size: reader.size });
      } finally {
        await reader.close();
      }
    } catch (error) {
      if (!(error instanceof BlobDamaged)) throw error;
      core.log.error('attachment.damaged', error);
      return this.#lost(sha256, DAMAGED);
    }
  }

  fetch({ ticketId, sha256 }: { ticketId: string; sha256: string }): Result<null> {
    const { core, transfers } = this.#parts;
    if (!namesFile(core.store.file, ticketId, sha256)) return refuse(UNKNOWN_FILE);
    return readCopy(core.store.file, sha256)?.here ? ok(null) : transfers.fetch(sha256);
  }

  async thumbnail({ ticketId, sha256 }: { ticketId: string; sha256: string }): Promise<Result<Uint8Array | null>> {
    const { core, blobs } = this.#parts;
    if (!namesFile(core.store.file, ticketId, sha256)) return refuse(UNKNOWN_FILE);
    try {
      const reader = await blobs.open(sha256, 'thumbnail');
      if (!reader) return ok(null);
      try {
        return ok(await reader.read(0, reader.size));
      } finally {
        await reader.close();
      }
    } catch (error) {
      if (!(error instanceof BlobDamaged)) throw error;
      // It is made anew of the file itself.
      this.#thumbnails.set(sha256, false);
      return ok(null);
    }
  }

  async keepThumbnail(
    { ticketId, sha256 }: { ticketId: string; sha256: string },
    picture: Uint8Array,
  ): Promise<Result<null>> {
    const { core } = this.#parts;
    if (!namesFile(core.store.file, ticketId, sha256)) return refuse(UNKNOWN_FILE);
    return onDisk(async () => {
      await this.#keepThumbnail(sha256, picture);
      core.store.feed.tell({ topics: ['attachments'] });
      return ok(null);
    });
  }

  /** Before the data are closed: what is under way is given up. */
  async close(): Promise<void> {
    for (const upload of this.#uploads.values()) await upload.discard();
    this.#uploads.clear();
  }

  /** The file is whole: it is kept, and then the entry that names it is written. One that was damaged here is whole again. */
  async #attach(actor: Person, upload: IncomingFile, input: FinishInput): Promise<Result<{ sha256: string }>> {
    const { core, blobs, transfers } = this.#parts;
    const { facts, writer, head } = upload;
    const { packs, serially } = core;
    const sha256 = writer.digest();
    const { inForce } = packs;
    const rules = { limits: inForce.attachments, publicText: packs.publicText(inForce.version) };
    const decide = () => {
      const ticket = core.journal.ticket(facts.ticketId);
      if (!ticket) return refuse(UNKNOWN_TICKET);
      const { visibility, dimensions } = input;
      return decideAttach(ticket, { sha256, name: facts.name, size: facts.size, head, visibility, dimensions }, rules);
    };
    const before = decide();
    const repairs = !before.ok && before.refusals[0]?.code === 'attachment-twice' && !(await this.#isSound(sha256));
    if (!before.ok && !repairs) {
      await writer.discard();
      return before;
    }
    await blobs.adopt(writer);
    if (input.thumbnail) await this.#keepThumbnail(sha256, input.thumbnail);
    const attached = await serially(async () => {
      const decided = repairs ? ok([]) : decide();
      if (!decided.ok) return decided;
      noteHere(core.store.file, { sha256, size: facts.size }, 'unsent');
      await core.journal.commit(decided.value, actor);
      return ok({ sha256 });
    });
    if (!attached.ok && !isNamed(core.store.file, sha256)) await blobs.remove(sha256);
    if (attached.ok) transfers.wake();
    if (repairs) core.store.feed.tell({ topics: ['attachments'] });
    return attached;
  }

  #stateOf({ sha256, size }: { sha256: string; size: number }, delivery: EntryDelivery | undefined): AttachmentState {
    const { core, transfers } = this.#parts;
    if (delivery?.state === 'refused') return { at: 'refused', refusals: delivery.refusals };
    const { file } = core.store;
    const copy = readCopy(file, sha256);
    const enrolled = readSetting(file, 'enrolment') !== null;
    const progress = transfers.progress(sha256);
    if (progress?.way === 'in' || (copy?.wanted && !copy.here)) return { at: 'fetching', done: progress?.done ?? 0 };
    if (progress?.way === 'absent' && !copy?.here) return { at: 'absent' };
    if (!copy) return enrolled ? { at: 'centre', here: false } : { at: 'damaged' };
    if (copy.centre === 'refused') return { at: 'refused', refusals: copy.refusals };
    if (copy.centre !== 'unsent') return { at: 'centre', here: copy.here };
    if (!copy.here) return { at: 'damaged' };
    return progress ? { at: 'sending', done: Math.min(progress.done, size) } : { at: 'here' };
  }

  async #hasThumbnail(sha256: string): Promise<boolean> {
    const known = this.#thumbnails.get(sha256);
    if (known !== undefined) return known;
    const has = await this.#parts.blobs.has(sha256, 'thumbnail');
    this.#thumbnails.set(sha256, has);
    return has;
  }

  async #keepThumbnail(sha256: string, picture: Uint8Array): Promise<void> {
    const kind = sniff(picture)?.id;
    if (picture.length > THUMBNAIL_LIMIT || (kind !== 'webp' && kind !== 'png' && kind !== 'jpeg')) return;
    await this.#parts.blobs.keepThumbnail(sha256, picture);
    this.#thumbnails.set(sha256, true);
  }

  /** What is here can be read. */
  async #isSound(sha256: string): Promise<boolean> {
    try {
      const reader = await this.#parts.blobs.open(sha256);
      try {
        await reader?.verify();
      } finally {
        await reader?.close();
      }
      return reader !== null;
    } catch (error) {
      if (error instanceof BlobDamaged) return false;
      throw error;
    }
  }

  #lost(sha256: string, refusal: Refusal): Result<never> {
    const { file, feed } = this.#parts.core.store;
    if (readCopy(file, sha256)?.here) {
      noteLost(file, sha256);
      feed.tell({ topics: ['attachments'] });
    }
    return refuse(refusal);
  }

  async #dropIdle(): Promise<void> {
    for (const [id, upload] of this.#uploads) {
      const idle = performance.now() - upload.lastUse;
      if (idle < (upload.isFinished ? FINISHED_MS : IDLE_MS)) continue;
      this.#uploads.delete(id);
      await upload.discard();
    }
  }
}

/** A full disk is told as a refusal: the station itself goes on. */
async function onDisk<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC' || code === 'EDQUOT') return refuse(FULL);
    throw error;
  }
}

const UNKNOWN_TICKET: Refusal = {
  code: 'ticket-unknown',
  message: 'Este chamado não existe nesta estação.',
  way: 'Procure pelo protocolo na busca.',
};
const UNKNOWN_FILE: Refusal = {
  code: 'attachment-unknown',
  message: 'Este chamado não tem este arquivo.',
  way: 'Abra o chamado de novo.',
};
const NOT_HERE: Refusal = {
  code: 'attachment-not-here',
  message: 'Este arquivo não está neste computador.',
  way: 'Baixe-o da central.',
};
const DAMAGED: Refusal = {
  code: 'attachment-damaged',
  message: 'O arquivo guardado neste computador está danificado.',
  way: 'Baixe-o de novo da central, ou anexe-o de novo.',
};
const BUSY: Refusal = {
  code: 'attachment-busy',
  message: 'Já há muitos arquivos sendo anexados.',
  way: 'Espere alguns terminarem.',
};
const FULL: Refusal = {
  code: 'attachment-disk-full',
  rule: 'B1',
  field: 'file',
  message: 'O disco deste computador está cheio: o arquivo não foi anexado.',
  way: 'Libere espaço e anexe de novo. O chamado continua como estava.',
};
