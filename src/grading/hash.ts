/** A 32-bit fingerprint of a text (FNV-1a): tells whether code has changed, and seeds what need not be secret. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
