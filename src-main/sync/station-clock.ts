/**
 * The wall clock of the station, corrected by what was measured of the centre's. The offset is taken as half-way through an
 * exchange; among several the one with the shortest way counts for more. It never orders anything and never blocks.
 */
export class StationClock {
  readonly #wall: () => number;
  #offset = 0;
  #measured = false;
  #shortest = Number.POSITIVE_INFINITY;
  #atWall = 0;

  constructor(wall: () => number) {
    this.#wall = wall;
  }

  /** Milliseconds since the epoch, as the centre would say. */
  readonly now = (): number => this.#wall() + this.#offset;

  /** As this machine says. */
  readonly wall = (): number => this.#wall();

  /** Wall clock of the station less that of the centre, milliseconds; `null`: never measured. */
  get skewMs(): number | null {
    return this.#measured ? -this.#offset : null;
  }

  /** @param at ISO instant of the centre @param began wall clock of the station when the request left */
  measure(at: string, began: number): void {
    const centre = Date.parse(at);
    const ended = this.#wall();
    const took = ended - began;
    // The clock was set back or forward meanwhile: this exchange says nothing.
    if (!Number.isFinite(centre) || took < 0 || took > 60_000) return;
    const offset = centre - (began + took / 2);
    const jumped = Math.abs(offset - this.#offset) > Math.max(1_000, took);
    const aged = Math.abs(ended - this.#atWall) > AGED_MS;
    if (this.#measured && !jumped && !aged && took > this.#shortest) return;
    this.#offset = Math.round(offset);
    this.#measured = true;
    this.#shortest = took;
    this.#atWall = ended;
  }
}

const AGED_MS = 10 * 60_000;
