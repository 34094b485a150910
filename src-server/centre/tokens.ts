import { errors, jwtVerify, SignJWT } from 'jose';
import { type Answer, given, tokenExpired, tokenInvalid } from './answer.ts';
import type { CentreContext } from './context.ts';

/** What a token is good for. One made for one purpose never works for another. */
export type TokenUse = 'challenge' | 'station';

export const TOKEN_SECONDS: Record<TokenUse, number> = { challenge: 60, station: 600 };

/** Stations and people. */
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Signing = Pick<CentreContext, 'secret' | 'clock' | 'random'>;

export function makeToken({ secret, clock, random }: Signing, use: TokenUse, subject: string): Promise<string> {
  const now = Math.floor(clock() / 1000);
  return new SignJWT()
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(subject)
    .setAudience(use)
    .setJti(Buffer.from(random(12)).toString('base64url'))
    .setIssuedAt(now)
    .setExpirationTime(now + TOKEN_SECONDS[use])
    .sign(secret);
}

/** The subject of a sound token. */
export async function readToken({ secret, clock }: Signing, use: TokenUse, token: string): Promise<Answer<string>> {
  try {
    const { payload } = await jwtVerify(token, secret, {
      algorithms: ['HS256'],
      audience: use,
      currentDate: new Date(clock()),
      requiredClaims: ['sub', 'exp'],
    });
    return payload.sub && UUID.test(payload.sub) ? given(payload.sub) : tokenInvalid();
  } catch (error) {
    if (error instanceof errors.JWTExpired) return tokenExpired();
    // Whatever else is wrong with it, the caller learns no more than that.
    if (error instanceof errors.JOSEError || error instanceof TypeError) return tokenInvalid();
    throw error;
  }
}
