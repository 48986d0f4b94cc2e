import { createHash, createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { Random } from './exercise';

/*
 * The secret that hidden inputs are drawn from. Nothing of a submission goes into them: not its text,
 * not its metadata, not the variant of its notebook: learners write them.
 */

/** No seed in what was given as one; the message says what one is. */
export class SeedError extends Error {
  override readonly name = 'SeedError';
}

/** A new seed that nobody can guess: 64 hexadecimal digits. */
export function newSeed(): string {
  return randomBytes(32).toString('hex');
}

/**
 * The seed that a teacher gives: a whole number, one of `newSeed` as results record it, or the name of
 * a file whose content is the secret. Of a file the results record a hash, which repeats the grade as well.
 * @throws SeedError
 */
export function seedFrom(text: string): string {
  if (/^\d{1,20}$/.test(text)) return String(BigInt(text));
  if (/^[0-9a-f]{64}$/.test(text)) return text;
  if (!existsSync(text) || !statSync(text).isFile()) {
    throw new SeedError(
      `'${text}' is no seed: give a whole number, the 64 digits that grades.json records, or a file`,
    );
  }
  // An editor may have put the end of a line behind it.
  const secret = readFileSync(text, 'latin1').trimEnd();
  if (secret === '') throw new SeedError(`${text} is empty: a seed's file holds the secret`);
  return createHash('sha256').update(secret, 'latin1').digest('hex');
}

/**
 * The random numbers of one check of an exercise: HMAC-SHA256 under the seed, in counter mode. Whoever
 * sees all inputs of a check learns nothing of another's, nor of the seed.
 */
export function hiddenRandom(seed: string | Uint8Array, exercise: string, check: number): Random {
  let counter = 0;
  let block = Buffer.alloc(0);
  let used = 0;
  return new Random(() => {
    if (used === block.length) {
      const label = JSON.stringify([exercise, check, counter++]);
      block = createHmac('sha256', seed).update(label).digest();
      used = 0;
    }
    const word = block.readUInt32LE(used);
    used += 4;
    return word;
  });
}
