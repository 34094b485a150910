import type { EnrolInput } from '#shared/contract/sync.ts';
import { ok, type Refusal, refuse } from '#shared/domain/refusal.ts';
import { centreAddress, enrolmentCode, parseEnrolmentLink } from '#shared/sync/enrolment-link.ts';
import { readCredential, readSetting } from '../store/local-settings.ts';
import { found } from '../store/read.ts';
import { forgetKeysToEnrol, keysToEnrol, takeUpEnrolment } from '../sync/enrolment.ts';
import type { StationClock } from '../sync/station-clock.ts';
import type { Supervisor } from '../sync/supervisor.ts';
import { CentreRefused, type Transport } from '../sync/transport/transport.ts';
import type { Core } from './core.ts';
import { NO_ANSWER, type SyncDesk } from './sync-desk.ts';

export interface EnrolParts {
  core: Core;
  supervisor: Supervisor;
  transport: (address: string) => Transport;
  clock: StationClock;
  version: string;
}

const ENROL_MS = 30_000;

/** Makes this station one of an organisation's: its people, its key and the numbers it had go to the centre. */
export async function enrolStation(parts: EnrolParts, input: EnrolInput): ReturnType<SyncDesk['enrol']> {
  const { core, supervisor } = parts;
  const { serially, store, log, journal } = core;
  // A centre that was restored may not know this station any more: it is enrolled anew then.
  const forgotten = supervisor.status.problem?.code === 'token-invalid';
  if (readSetting(store.file, 'enrolment') !== null && !forgotten) return refuse(ENROLLED);
  const link = parseEnrolmentLink(input.address);
  const address = link?.address ?? centreAddress(input.address);
  if (address === null)
    return refuse({
      code: 'address-invalid',
      field: 'address',
      message: 'Este endereço não pode ser o de uma central.',
    });
  const code = enrolmentCode(input.code) ?? link?.code ?? null;
  if (code === null)
    return refuse({
      code: 'code-invalid',
      field: 'code',
      message: 'Este código não está completo.',
      way: 'São três grupos de quatro letras e números.',
    });
  const keys = keysToEnrol(store.file);
  const staff = (await found(store.collections.staff)).flatMap(({ id, name, role, active }) => {
    const credential = active ? readCredential(store.file, id) : null;
    return credential ? [{ id, name, role, passwordHash: credential.hash }] : [];
  });
  const formerNumbers = [core.stationNumber, ...(readSetting(store.file, 'formerNumbers') ?? [])].map(String);
  const { transport, clock, version } = parts;
  try {
    const began = clock.wall();
    const reply = await transport(address).request(
      'enrol',
      { code, name: input.stationName, publicKey: keys.publicKey, version, formerNumbers, staff },
      { signal: AbortSignal.timeout(ENROL_MS) },
    );
    clock.measure(reply.at, began);
    return await serially(async () => {
      takeUpEnrolment(core.store.file, { address, name: input.stationName, keys, reply, staff });
      core.stationNumber = reply.stationNumber;
      core.journal.renumber(reply.stationNumber);
      log.info('station.enrolled', { station: reply.stationNumber });
      core.store.feed.tell({ topics: ['settings', 'staff', 'sync'] });
      supervisor.restart();
      return ok({ organisation: reply.organisation, unit: reply.unit, station: reply.stationNumber });
    });
  } catch (error) {
    if (error instanceof CentreRefused) {
      const { refusals } = error.problem;
      if (refusals.some((one) => one.code === 'key-taken')) forgetKeysToEnrol(store.file);
      return { ok: false, refusals };
    }
    log.info('enrol.no-answer', { at: journal.now() });
    return refuse(NO_ANSWER);
  }
}

const ENROLLED: Refusal = {
  code: 'enrolled-already',
  message: 'Esta estação já está inscrita em uma central.',
};
