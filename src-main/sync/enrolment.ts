import { generateKeyPairSync } from 'node:crypto';
import type { EnrolReply, EnrolRequest } from '#shared/sync/access.ts';
import { LEASE_MS } from '#shared/sync/access.ts';
import type { SqliteFile } from '../storage/sqlite-file.ts';
import { type Enrolment, readSetting, writeSetting } from '../store/local-settings.ts';
import { writeLease } from './leases.ts';
import { beginOffering } from './offering.ts';
import { writeState } from './tables.ts';

/** An Ed25519 pair: the private part never leaves the station's encrypted file. */
export interface StationKeys {
  /** Raw, base64url. */
  publicKey: string;
  /** PKCS 8, base64. */
  privateKey: string;
}

/**
 * The keys of an enrolment under way, made once: asked again after a lost answer with the same code the centre knows
 * the station by them.
 */
export function keysToEnrol(file: SqliteFile): StationKeys {
  const kept = readSetting(file, 'enrolling');
  if (kept) return kept;
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const keys = {
    publicKey: publicKey.export({ format: 'jwk' }).x!,
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  };
  writeSetting(file, 'enrolling', keys);
  return keys;
}

/** Another station has these keys (a copied profile): the next enrolment makes its own. */
export function forgetKeysToEnrol(file: SqliteFile): void {
  file.prepare("DELETE FROM local_setting WHERE name = 'enrolling'").run();
}

export interface Enrolled {
  address: string;
  name: string;
  keys: StationKeys;
  reply: EnrolReply;
  /** Who worked here before. */
  staff: EnrolRequest['staff'];
}

/** Takes up the place that the centre gave: number, organisation, and everything that is here is to be offered. One commit. */
export function takeUpEnrolment(file: SqliteFile, { address, name, keys, reply, staff }: Enrolled): void {
  const { stationId, stationNumber, unit, organisation, epoch, at, staffTaken } = reply;
  const enrolment: Enrolment = { address, stationId, name, privateKey: keys.privateKey, unit, organisation, at };
  file.transaction(() => {
    const former = readSetting(file, 'stationNumber');
    const before = readSetting(file, 'formerNumbers') ?? [];
    if (former !== null && former !== stationNumber) writeSetting(file, 'formerNumbers', [former, ...before]);
    writeSetting(file, 'stationNumber', stationNumber);
    writeSetting(file, 'enrolment', enrolment);
    writeSetting(file, 'company', organisation);
    forgetKeysToEnrol(file);
    writeState(file, 'epoch', epoch);
    // Whoever the centre did not take over has to be let in by it first.
    const until = (id: string) => (staffTaken.includes(id) ? new Date(Date.parse(at) + LEASE_MS).toISOString() : at);
    for (const { id } of staff) writeLease(file, { agentId: id, until: until(id), refresh: '' });
    beginOffering(file);
  });
}
