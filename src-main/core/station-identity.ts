import { randomInt } from 'node:crypto';
import type { RandomBytes } from '#shared/domain/id/uuid.ts';
import { FIRST_OWN_STATION, MAX_STATION } from '#shared/domain/protocol/protocol-number.ts';
import type { SqliteFile } from '../storage/sqlite-file.ts';
import { readSetting, writeSetting } from '../store/local-settings.ts';

/** The station's own number and clock node, and the key of its windows' drafts: chosen once, at the first start. */
export function stationIdentity(file: SqliteFile, random: RandomBytes): { stationNumber: number; node: string } {
  const known = readSetting(file, 'stationNumber');
  const node = readSetting(file, 'node');
  if (known !== null && node !== null) return { stationNumber: known, node };
  const chosen = {
    stationNumber: randomInt(FIRST_OWN_STATION, MAX_STATION + 1),
    node: Buffer.from(random(4)).toString('hex'),
  };
  file.transaction(() => {
    writeSetting(file, 'stationNumber', chosen.stationNumber);
    writeSetting(file, 'node', chosen.node);
    writeSetting(file, 'draftKey', Buffer.from(random(32)).toString('base64'));
  });
  return chosen;
}
