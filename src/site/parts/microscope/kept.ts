/*
 * Programs that are too long for an address. This tab of the browser keeps them, so that a reload and Back bring them
 * back; the address has only the token of one.
 */

const KEY = 'heaplab-program-';

/** What this page has seen, also where there is no storage. */
const seen = new Map<string, string>();

/** Storage can be switched off. */
function tab(): Storage | undefined {
  try {
    return globalThis.sessionStorage;
  } catch {
    return undefined;
  }
}

/** A short name for a program, from its text: 53 bits in base 36 (FNV-1a, two lanes). */
export function tokenOf(program: string): string {
  let [low, high] = [0x811c9dc5, 0x1000193];
  for (let i = 0; i < program.length; i++) {
    const unit = program.charCodeAt(i);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x5bd1e995);
  }
  return ((high >>> 11) * 2 ** 32 + (low >>> 0)).toString(36);
}

/** Keeps a program. @returns whether a reload finds it: storage can be full, or switched off */
export function keepProgram(program: string): boolean {
  const token = tokenOf(program);
  seen.set(token, program);
  const storage = tab();
  if (!storage) return false;
  const key = KEY + token;
  try {
    storage.setItem(key, program);
    return true;
  } catch {
    // It is full: the older programs make room.
    for (const other of Object.keys(storage)) if (other.startsWith(KEY)) storage.removeItem(other);
  }
  try {
    storage.setItem(key, program);
    return true;
  } catch {
    return false;
  }
}

/** The program of a token; undefined where this tab does not have it. */
export function keptProgram(token: string): string | undefined {
  return seen.get(token) ?? tab()?.getItem(KEY + token) ?? undefined;
}
