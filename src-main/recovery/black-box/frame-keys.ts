import { type Found, frameKey, openFrame } from './frame.ts';

type Frame = Pick<Extract<Found, { kind: 'frame' }>, 'salt' | 'sealed'>;

/** Opens frames with whichever of the recorded keys they were made with; all frames of a salt are under one. */
export class FrameKeys {
  readonly #keys: readonly Uint8Array[];
  readonly #bySalt = new Map<string, { dataKey: Uint8Array; derived: Uint8Array }>();

  /** @param keys 32 bytes each: of the station's data, the present one first */
  constructor(keys: readonly Uint8Array[]) {
    this.#keys = keys;
  }

  /** The body, and the data key it was under; `null` when none of the keys opens it. */
  open({ salt, sealed }: Frame): { body: Buffer; key: Uint8Array } | null {
    const name = Buffer.from(salt).toString('latin1');
    const known = this.#bySalt.get(name);
    if (known) {
      const body = openFrame(sealed, known.derived);
      return body && { body, key: known.dataKey };
    }
    for (const dataKey of this.#keys) {
      const derived = frameKey(dataKey, salt);
      const body = openFrame(sealed, derived);
      if (!body) continue;
      this.#bySalt.set(name, { dataKey, derived });
      return { body, key: dataKey };
    }
    return null;
  }
}
