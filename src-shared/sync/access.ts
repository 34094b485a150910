import { z } from 'zod';

/*
 * How a station and its agents come in at the centre. A one-use code makes the station a key pair (Ed25519); it proves the
 * private key to get a short token, bound to the station. Agents sign in at the centre through their station, and may
 * then sign in there offline until their lease ends.
 */

/** Digits and letters without look-alikes, in groups of four: `K7QM-2RTX-9PWD`. */
export const ENROLMENT_CODE = /^[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){2}$/;

export const enrolRequestSchema = z.strictObject({
  code: z.string().regex(ENROLMENT_CODE),
  /** What people call the workstation. */
  name: z.string().trim().min(1).max(80),
  /** Ed25519, raw, base64url. */
  publicKey: z.string().regex(/^[\w-]{43}$/),
  version: z.string().max(40),
  /**
   * Numbers under which the station wrote before: what it wrote then is its own. Counted are those it gave itself, and
   * after the centre was restored from a backup that does not know the station, also the one it had been given.
   */
  formerNumbers: z
    .array(z.string().regex(/^\d{1,4}$/))
    .max(20)
    .default([]),
  /** People who already work at the station, with their own passwords: taken over where the code allows it. */
  staff: z
    .array(
      z.strictObject({
        id: z.uuid(),
        name: z.string().min(1).max(120),
        role: z.string().min(1).max(60),
        passwordHash: z.string().max(400),
      }),
    )
    .max(200),
});
export type EnrolRequest = z.infer<typeof enrolRequestSchema>;
export interface EnrolReply {
  stationId: string;
  /** For protocol numbers and journal entries, from now on. */
  stationNumber: number;
  unit: { id: string; name: string };
  organisation: string;
  epoch: string;
  /** Of the sent people, those that the centre knows now. */
  staffTaken: string[];
  at: string;
}

/** A nonce of the centre, valid for a minute. */
export const challengeRequestSchema = z.strictObject({ stationId: z.uuid() });
export interface ChallengeReply {
  nonce: string;
  at: string;
}
export const stationTokenRequestSchema = z.strictObject({
  stationId: z.uuid(),
  nonce: z.string().max(400),
  /** Ed25519 over the bytes of `nonce`, base64url. */
  signature: z.string().max(200),
});
export type StationTokenRequest = z.infer<typeof stationTokenRequestSchema>;
export interface TokenReply {
  token: string;
  expiresInSeconds: number;
  at: string;
}

export const agentSignInSchema = z.strictObject({ staffId: z.uuid(), password: z.string().min(1).max(200) });
export type AgentSignIn = z.infer<typeof agentSignInSchema>;
export interface AgentSignInReply {
  staff: { id: string; name: string; role: string; unitId: string };
  /** Rotates with each use. A lost reply does no harm: the former one works until its successor was used. */
  refreshToken: string;
  /** Until then the agent may sign in at this station with no network. */
  leaseUntil: string;
  at: string;
}
/** 72 hours. */
export const LEASE_MS = 72 * 3_600_000;

export const refreshSchema = z.strictObject({ staffId: z.uuid(), refreshToken: z.string().max(200) });
export type RefreshRequest = z.infer<typeof refreshSchema>;
