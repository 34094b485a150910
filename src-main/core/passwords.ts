import { randomBytes, timingSafeEqual } from 'node:crypto';
import { ARGON2ID_COST, argon2id } from '../secrets/argon2id.ts';

const PREFIX = 'argon2id';
const SALT_BYTES = 16;

/** Wrong passwords in a row that are free; from then on each doubles the wait. */
const FREE_FAILURES = 3;
const FIRST_WAIT_SECONDS = 5;
const LONGEST_WAIT_SECONDS = 15 * 60;

/** `argon2id$memory$passes$parallelism$salt$tag`, the last two in base64. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const tag = await argon2id({ password, salt, cost: ARGON2ID_COST });
  const { memory, passes, parallelism } = ARGON2ID_COST;
  return [PREFIX, memory, passes, parallelism, salt.toString('base64'), Buffer.from(tag).toString('base64')].join('$');
}

/** Whether the password made the hash. A hash that cannot be read is an error, not a wrong password. */
export async function passwordHolds(password: string, hash: string): Promise<boolean> {
  const [prefix, memory, passes, parallelism, salt, tag] = hash.split('$');
  if (prefix !== PREFIX || !salt || !tag) throw new Error('credential in an unknown form');
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  const derived = await argon2id({ password, salt: Buffer.from(salt, 'base64'), cost });
  return timingSafeEqual(derived, Buffer.from(tag, 'base64'));
}

/** Seconds to wait before the next try, after so many wrong ones in a row. */
export function lockOutSeconds(failures: number): number {
  if (failures < FREE_FAILURES) return 0;
  return Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** (failures - FREE_FAILURES));
}
