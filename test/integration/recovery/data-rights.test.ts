import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStation, type Station } from '#main/core/station.ts';
import { openKey } from '#main/hosts/keys/open-key.ts';
import { listBackups } from '#main/recovery/backups/backup-file.ts';
import { done, newDataDir, now, PASSWORD, refused, type StationClient } from '#test/support/station-client.ts';

const PASSPHRASE = 'uma frase bem longa';

let dataDir: string;
let station: Station;
let attendant: StationClient;

async function open(passphrase: string): Promise<void> {
  const { source, protection } = await openKey(dataDir, {
    keychain: null,
    askPassphrase: async ({ problem }) => {
      if (problem) throw problem;
      return passphrase;
    },
    protectNewBy: 'passphrase',
  });
  station = await openStation({ dataDir, keySource: source, keyProtection: protection, version: 'test' });
}

const window = () => createRouterClient(station.router, { context: { session: station.newSession() } });
const name = () => listBackups(join(dataDir, 'backups')).find(({ note }) => note)!.name;

async function signedIn(who: string): Promise<StationClient> {
  const client = window();
  const { agents } = await now(client.station.watch());
  await done(client.station.signIn({ agentId: agents.find((one) => one.name === who)!.id, password: PASSWORD }));
  return client;
}

beforeEach(async () => {
  dataDir = newDataDir();
  await open(PASSPHRASE);
  attendant = window();
  const first = { company: 'Softcom', agentName: 'Ana Lima', agentRole: 'atendente-n1', password: PASSWORD };
  await done(attendant.station.firstRun({ ...first, withSampleData: false }));
  await done(attendant.recovery.backUpNow());
});
afterEach(async () => {
  await station.close();
  rmSync(dataDir, { recursive: true });
});

describe('[B1] who may restore the data and change their key', () => {
  it('is everybody who works there, where nobody has the duty', async () => {
    expect((await now(attendant.recovery.watch())).notAllowed).toBeNull();
    await done(attendant.recovery.changeKey());
    await done(attendant.recovery.restore({ name: name() }));
  });

  it('is whoever has the duty; others are refused, with who may', async () => {
    await done(attendant.station.addStaff({ name: 'Bruno Prado', role: 'gestao-tecnica', password: PASSWORD }));
    const may = 'B1 data-right-missing';
    expect(await refused(attendant.recovery.restore({ name: name() }))).toEqual([may]);
    expect(await refused(attendant.recovery.changeKey())).toEqual([may]);
    expect(
      await refused(attendant.recovery.changePassphrase({ present: PASSPHRASE, next: 'outra bem longa' })),
    ).toEqual([may]);
    // Not even by the passphrase: whoever is signed in stands for themselves.
    expect(await refused(attendant.recovery.restore({ name: name(), passphrase: PASSPHRASE }))).toEqual([may]);
    expect((await now(attendant.recovery.watch())).notAllowed?.way).toContain('Gestão técnica');
    const lead = await signedIn('Bruno Prado');
    expect((await now(lead.recovery.watch())).notAllowed).toBeNull();
    await done(lead.recovery.changeKey());
  });

  it('with nobody signed in is whoever knows the passphrase, after few tries', async () => {
    const nobody = window();
    expect(await refused(nobody.recovery.changeKey())).toEqual(['signed-out']);
    expect(await refused(nobody.recovery.restore({ name: name() }))).toEqual(['B1 passphrase-wanted']);
    for (let time = 0; time < 3; time++) {
      expect(await refused(nobody.recovery.restore({ name: name(), passphrase: 'errada' }))).toEqual([
        'B1 passphrase-wrong',
      ]);
    }
    expect(await refused(nobody.recovery.restore({ name: name(), passphrase: PASSPHRASE }))).toEqual(['locked-out']);
  });

  it('restores by the passphrase', async () => {
    const report = await done(window().recovery.restore({ name: name(), passphrase: PASSPHRASE }));
    expect(report).toMatchObject({ cause: 'asked', lost: { records: 0 } });
  });
});

describe('[B1] another passphrase', () => {
  it('opens the data from then on, also after the key was changed; the former one does not', async () => {
    expect(await refused(attendant.recovery.changePassphrase({ present: 'errada', next: 'outra bem longa' }))).toEqual([
      'B1 passphrase-wrong',
    ]);
    await done(attendant.recovery.changePassphrase({ present: PASSPHRASE, next: 'outra bem longa' }));
    await done(attendant.recovery.changeKey());
    await station.close();
    await expect(open(PASSPHRASE)).rejects.toMatchObject({ code: 'passphrase-wrong' });
    await open('outra bem longa');
    const { phase } = await now(window().station.watch());
    expect(phase).toBe('signed-out');
  });

  it('is given up for a key file only by whoever knows it', async () => {
    expect(await refused(attendant.recovery.moveKey({ to: 'key-file', present: 'errada' }))).toEqual([
      'B1 passphrase-wrong',
    ]);
    expect(await refused(attendant.recovery.moveKey({ to: 'keychain', present: PASSPHRASE }))).toEqual([
      'protection-not-here',
    ]);
    await done(attendant.recovery.moveKey({ to: 'key-file', present: PASSPHRASE }));
    expect((await now(attendant.recovery.watch())).key).toMatchObject({
      protection: 'key-file',
      others: ['passphrase'],
    });
    expect((await now(attendant.station.watch())).keyProtection).toBe('key-file');
  });
});
