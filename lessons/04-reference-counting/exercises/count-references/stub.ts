export interface Statement {
  op: 'make' | 'alias' | 'append' | 'delete';
  name: string;
  from?: string;
}

export function countOf(statements: Statement[], target: string): number {
  throw new Error('not written yet');
}
