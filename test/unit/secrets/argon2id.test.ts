import { expect, test } from 'vitest';
import { argon2id, inJavaScript } from '#main/secrets/argon2id.ts';

const cost = { memory: 256, passes: 2, parallelism: 4 };
const salt = new Uint8Array(16).fill(7);

test('gives the same bytes by Node and by JavaScript, so that either host opens what the other closed', async () => {
  const input = { password: 'ação é vida 😀', salt, cost };
  expect(Buffer.from(await inJavaScript(input)).toString('hex')).toBe(
    Buffer.from(await argon2id(input)).toString('hex'),
  );
});

test('takes composed and decomposed letters for the same password', async () => {
  const composed = await argon2id({ password: 'senha é'.normalize('NFC'), salt, cost });
  const decomposed = await argon2id({ password: 'senha é'.normalize('NFD'), salt, cost });
  expect(Buffer.from(decomposed).equals(Buffer.from(composed))).toBe(true);
});
