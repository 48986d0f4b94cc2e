export function leftOut(object: string): string[] {
  throw new Error('not written yet');
}
