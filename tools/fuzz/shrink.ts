/** The shortest program, by leaving statements out, that still fails. */
export async function shrink(
  statements: readonly string[],
  fails: (statements: readonly string[]) => Promise<boolean>,
): Promise<string[]> {
  let best = [...statements];
  for (let size = best.length >> 1; size >= 1; size >>= 1) {
    for (let at = 0; at < best.length; ) {
      const without = [...best.slice(0, at), ...best.slice(at + size)];
      if (await fails(without)) best = without;
      else at += size;
    }
  }
  return best;
}
