export function writes(version: string, actions: string[]): string[] {
  throw new Error('not written yet');
}
