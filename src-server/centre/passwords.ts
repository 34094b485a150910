/** Passwords by argon2id, in the form that stations use as well, so that a hash can be taken over from one. */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2);

/** RFC 9106, second recommended choice. */
const COST = { memory: 64 * 1024, passes: 3, parallelism: 4 };
/** A hash that came from a station names its own cost: no more than this is computed for anybody. */
const MOST = { memory: 256 * 1024, passes: 10, parallelism: 16 };
const SALT_BYTES = 16;
const TAG_BYTES = 32;

interface ReadHash {
  cost: typeof COST;
  salt: Buffer;
  tag: Buffer;
}

/** `argon2id$memory$passes$parallelism$salt$tag`, the last two in base64. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const tag = await tagOf(password, { cost: COST, salt });
  return ['argon2id', COST.memory, COST.passes, COST.parallelism, salt.toString('base64'), tag.toString('base64')].join(
    '$',
  );
}

/** `null` for text that is no hash of ours, or one that costs too much. */
export function readHash(hash: string): ReadHash | null {
  const match = /^argon2id\$(\d{1,7})\$(\d{1,3})\$(\d{1,3})\$([\w+/]{22,88}={0,2})\$([\w+/]{43}=)$/.exec(hash);
  if (!match) return null;
  const [memory, passes, parallelism] = match.slice(1, 4).map(Number) as [number, number, number];
  const small = memory < 8 * parallelism || passes < 1 || parallelism < 1;
  if (small || memory > MOST.memory || passes > MOST.passes || parallelism > MOST.parallelism) return null;
  return {
    cost: { memory, passes, parallelism },
    salt: Buffer.from(match[4]!, 'base64'),
    tag: Buffer.from(match[5]!, 'base64'),
  };
}

/** `false` too for a hash that cannot be read. Costs the same time when there is no hash: nobody learns who exists. */
export async function passwordHolds(password: string, hash: string | null): Promise<boolean> {
  const read = hash === null ? null : readHash(hash);
  if (!read) {
    await tagOf(password, { cost: COST, salt: Buffer.alloc(SALT_BYTES) });
    return false;
  }
  return timingSafeEqual(await tagOf(password, read), read.tag);
}

function tagOf(password: string, { cost, salt }: Pick<ReadHash, 'cost' | 'salt'>): Promise<Buffer> {
  return derive('argon2id', { message: password.normalize('NFKC'), nonce: salt, tagLength: TAG_BYTES, ...cost });
}

const FREE_FAILURES = 3;
const FIRST_WAIT_SECONDS = 5;
const LONGEST_WAIT_SECONDS = 15 * 60;

/** Seconds to wait before the next try, after so many wrong ones in a row. */
export function lockOutSeconds(failures: number): number {
  if (failures < FREE_FAILURES) return 0;
  return Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** (failures - FREE_FAILURES));
}
