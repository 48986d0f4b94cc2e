/** What looks at the variables of a frame. */
const WORDS = /\b(?:f_locals|_getframe|currentframe)\b/;

/** Whether part of a syntax tree says so: in a name, or in a string, which may be a name or a program. */
export function showsFrames(part: unknown): boolean {
  if (typeof part === 'string') return WORDS.test(part);
  if (Array.isArray(part)) return part.some(showsFrames);
  if (typeof part !== 'object' || part === null) return false;
  return Object.values(part).some(showsFrames);
}
