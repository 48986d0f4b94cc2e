export interface Weak {
  target: string;
  holder: string;
}

export function callbacksRun(dies: string[], cyclic: string[], references: Weak[]): string[] {
  throw new Error('not written yet');
}
