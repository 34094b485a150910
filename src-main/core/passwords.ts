import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';

/** RFC 9106, second recommended choice: 64 MiB, three passes, four lanes. */
const COST = { memory: 65_536, passes: 3, parallelism: 4, tagLength: 32 } as const;
const PREFIX = 'argon2id';

/** Wrong passwords in a row that are free; from then on each doubles the wait. */
const FREE_FAILURES = 3;
const FIRST_WAIT_SECONDS = 5;
const LONGEST_WAIT_SECONDS = 15 * 60;

/** `argon2id$memory$passes$parallelism$salt$tag`, the last two in base64. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const tag = await derive(password, { salt, ...COST });
  return [PREFIX, COST.memory, COST.passes, COST.parallelism, salt.toString('base64'), tag.toString('base64')].join(
    '$',
  );
}

/** Whether the password made the hash. A hash that cannot be read is an error, not a wrong password. */
export async function passwordHolds(password: string, hash: string): Promise<boolean> {
  const [prefix, memory, passes, parallelism, salt, tag] = hash.split('$');
  if (prefix !== PREFIX || !salt || !tag) throw new Error('credential in an unknown form');
  const expected = Buffer.from(tag, 'base64');
  const cost = {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
  };
  return timingSafeEqual(await derive(password, { salt: Buffer.from(salt, 'base64'), ...cost }), expected);
}

/** Seconds to wait before the next try, after so many wrong ones in a row. */
export function lockOutSeconds(failures: number): number {
  if (failures < FREE_FAILURES) return 0;
  return Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** (failures - FREE_FAILURES));
}

interface Derivation {
  salt: Buffer;
  memory: number;
  passes: number;
  parallelism: number;
  tagLength: number;
}

function derive(password: string, { salt, memory, passes, parallelism, tagLength }: Derivation): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    argon2(
      'argon2id',
      { message: password.normalize('NFKC'), nonce: salt, memory, passes, parallelism, tagLength },
      (error, tag) => (error ? reject(error) : resolve(tag)),
    );
  });
}
