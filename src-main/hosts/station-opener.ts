/** Opens a profile's key and its station: at the start, and again from the screen that stands in for one that did not open. */
import { openStation, type Station } from '#main/core/station.ts';
import type { Logger } from '../log/logger.ts';
import type { OpenedKey, PassphraseQuestion } from './keys/open-key.ts';
import { RESERVE_BYTES } from './profile.ts';

export interface OpenedStation {
  key: OpenedKey;
  station: Station;
}

export interface Attempt {
  /** Typed on the page: the one answer to the question for it. */
  passphrase?: string;
  /** Name of a backup, or `NEWEST_THAT_HOLDS`. */
  restore?: string;
  /** `YYYY-MM-DD`: once the station is open, what it lacks of this day is put back from the black box. */
  day?: string;
}

export interface OpenerOptions {
  dataDir: string;
  /** Opens the key. @throws {HostError} also where the key is not one to go on with */
  openKey: (ask: ((question: PassphraseQuestion) => Promise<string | null>) | null) => Promise<OpenedKey>;
  version: string;
  sampleData: boolean;
  onProgress?: Parameters<typeof openStation>[0]['onProgress'];
  log: Logger;
}

export type StationOpener = (attempt?: Attempt) => Promise<OpenedStation>;

/** @returns opens; each time the key is read anew, unless a passphrase that was right before would be asked for again */
export function stationOpener({
  dataDir,
  openKey,
  version,
  sampleData,
  onProgress,
  log,
}: OpenerOptions): StationOpener {
  let known: OpenedKey | null = null;
  return async ({ passphrase, restore, day } = {}) => {
    const key = known ?? (await openKey(passphrase === undefined ? null : once(passphrase)));
    known = key.protection === 'passphrase' ? key : null;
    const { source: keySource, protection: keyProtection } = key;
    const station = await openStation({
      ...{ dataDir, keySource, keyProtection, version, sampleData, log },
      reserveBytes: RESERVE_BYTES,
      ...(onProgress ? { onProgress } : {}),
      ...(restore === undefined ? {} : { restore }),
    }).catch((error: unknown) => {
      if ((error as { code?: unknown }).code === 'wrong-key') known = null;
      throw error;
    });
    if (day !== undefined) await recoverDay(station, { day, log });
    return { key, station };
  };
}

function once(passphrase: string): () => Promise<string | null> {
  let answer: string | null = passphrase;
  return async () => {
    const given = answer;
    answer = null;
    return given;
  };
}

/** The station is open by then; a day that cannot be read does not close it again. */
async function recoverDay(station: Station, { day, log }: { day: string; log: Logger }): Promise<void> {
  try {
    const done = await station.recovery.recoverDay(day);
    log.info('rescue.day', done.ok ? { restored: done.value.restored } : { refused: done.refusals[0]?.code ?? '' });
  } catch (error) {
    log.error('rescue.day-failed', error);
  }
}
