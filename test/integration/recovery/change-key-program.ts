/** `node change-key-program.ts <dataDir>`: says when it begins to change the key of the data, and does it again and again. */
import { writeSync } from 'node:fs';
import { openStation } from '#main/core/station.ts';
import { openKey } from '#main/hosts/keys/open-key.ts';

const dataDir = process.argv[2] ?? '';
const { source, protection } = await openKey(dataDir, {
  keychain: null,
  askPassphrase: async () => null,
  protectNewBy: 'key-file',
});
const station = await openStation({ dataDir, keySource: source, keyProtection: protection, version: 'test' });
writeSync(1, 'changing\n');
for (;;) {
  await station.recovery.changeKey();
  await station.core.data.data.caretaker.care();
}
