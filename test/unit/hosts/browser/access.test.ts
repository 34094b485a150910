import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createAccess } from '#main/hosts/browser/access.ts';

const secret = () => randomBytes(32).toString('base64url');
const pairOf = (setCookie: string | null) => setCookie?.split(';')[0] ?? '';

describe('access to the browser host', () => {
  test('exchanges a token for a cookie that no script and no other site gets', () => {
    const access = createAccess(secret());
    const cookie = access.exchange(access.newToken());
    expect(cookie).toMatch(/; HttpOnly; SameSite=Strict; /);
    expect(access.sessionOf(pairOf(cookie))).toMatch(/^[\w-]{22}$/);
  });

  test('gives every exchange a session of its own', () => {
    const access = createAccess(secret());
    const token = access.newToken();
    expect(pairOf(access.exchange(token))).not.toBe(pairOf(access.exchange(token)));
  });

  test('takes a token for one use once', () => {
    const access = createAccess(secret());
    const token = access.newToken(1);
    expect(access.exchange(token)).not.toBeNull();
    expect(access.exchange(token)).toBeNull();
  });

  test('refuses a token it did not make', () => {
    const access = createAccess(secret());
    access.newToken();
    expect(access.exchange('')).toBeNull();
    expect(access.exchange('x'.repeat(43))).toBeNull();
  });

  test('knows a cookie again after a restart with the same secret', () => {
    const kept = secret();
    const before = createAccess(kept);
    const pair = pairOf(before.exchange(before.newToken()));
    const after = createAccess(kept);
    expect(after.sessionOf(`other=1; ${pair}; more=2`)).toBe(before.sessionOf(pair));
  });

  test('refuses a cookie of another profile, a changed one and none', () => {
    const access = createAccess(secret());
    const pair = pairOf(access.exchange(access.newToken()));
    const other = createAccess(secret());
    expect(other.sessionOf(pair.replace(access.cookieName, other.cookieName))).toBeNull();
    expect(access.sessionOf(`${pair}x`)).toBeNull();
    expect(access.sessionOf(pair.replace('=', '=A'))).toBeNull();
    expect(access.sessionOf(`${access.cookieName}=`)).toBeNull();
    expect(access.sessionOf(undefined)).toBeNull();
  });

  test('names its cookie after the profile, because cookies do not tell ports apart', () => {
    expect(createAccess(secret()).cookieName).not.toBe(createAccess(secret()).cookieName);
  });
});
