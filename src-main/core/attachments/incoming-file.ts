import { HEAD_BYTES } from '#shared/domain/attachment/sniff.ts';
import { ok, type Refusal, type Result, refuse } from '#shared/domain/refusal.ts';
import type { BlobWriter } from '../../attachments/blob-writer.ts';

export interface IncomingFacts {
  ticketId: string;
  name: string;
  /** Bytes, as the window said. */
  size: number;
}

/** A file on its way from a window into the station. Calls run one after another, in the order in which they came. */
export class IncomingFile {
  readonly facts: IncomingFacts;
  readonly writer: BlobWriter;
  /** Milliseconds of the process at the last call. */
  lastUse = performance.now();
  #head = Buffer.alloc(0);
  #under: Promise<unknown> = Promise.resolve();
  #finished: Promise<Result<{ sha256: string }>> | null = null;

  constructor(facts: IncomingFacts, writer: BlobWriter) {
    this.facts = facts;
    this.writer = writer;
  }

  /** Its first `HEAD_BYTES`. */
  get head(): Uint8Array {
    return this.#head;
  }

  get isFinished(): boolean {
    return this.#finished !== null;
  }

  append(offset: number, piece: Uint8Array): Promise<Result<{ received: number }>> {
    return this.#next(async () => {
      if (this.#finished) return refuse(UNKNOWN_UPLOAD);
      const { size } = this.writer;
      const repeated = offset + piece.length <= size;
      if (repeated) return ok({ received: size });
      if (offset !== size || size + piece.length > this.facts.size) return refuse(CHANGED);
      if (this.#head.length < HEAD_BYTES)
        this.#head = Buffer.concat([this.#head, piece.subarray(0, HEAD_BYTES - this.#head.length)]);
      await this.writer.append(piece);
      return ok({ received: this.writer.size });
    });
  }

  /** Once: whoever asks again gets the same answer. What was refused for a piece that is missing may be asked again. */
  finish(work: () => Promise<Result<{ sha256: string }>>): Promise<Result<{ sha256: string }>> {
    return this.#next(() => {
      if (!this.#finished && this.writer.size !== this.facts.size) return Promise.resolve(refuse(CHANGED));
      this.#finished ??= work();
      return this.#finished;
    });
  }

  discard(): Promise<void> {
    return this.#next(async () => {
      if (this.#finished) return;
      this.#finished = Promise.resolve(refuse(UNKNOWN_UPLOAD));
      await this.writer.discard();
    });
  }

  #next<T>(work: () => Promise<T>): Promise<T> {
    this.lastUse = performance.now();
    const done = this.#under.then(work);
    this.#under = done.catch(() => {});
    return done;
  }
}

export const UNKNOWN_UPLOAD: Refusal = {
  code: 'attachment-upload-unknown',
  message: 'O envio deste arquivo foi interrompido: a estação foi reiniciada.',
  way: 'Anexe o arquivo de novo.',
};

const CHANGED: Refusal = {
  code: 'attachment-changed',
  field: 'file',
  message: 'O arquivo mudou enquanto era lido.',
  way: 'Feche-o no outro programa e anexe de novo.',
};
