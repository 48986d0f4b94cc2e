export function tool(question: string): string {
  throw new Error('not written yet');
}
