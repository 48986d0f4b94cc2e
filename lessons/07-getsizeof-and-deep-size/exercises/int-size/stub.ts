export function intSize(text: string): number {
  throw new Error('not written yet');
}
