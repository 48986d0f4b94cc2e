export function strSize(text: string): number {
  throw new Error('not written yet');
}
