export function arenasFor(blocks: number, _nbytes: number): number {
  return blocks;
}
