/** What a kind of statement is made from. */
export interface Parts {
  /** Two of the program's variables, which may be the same. */
  readonly x: string;
  readonly y: string;
  /** A number from 0 up to and without `below`. */
  n(below: number): number;
  /** An expression for a new or an old object. */
  value(): string;
  /** One of those that are given. */
  one(...of: string[]): string;
}

/**
 * One kind of statement, of one or several lines. It runs whatever the variables are, catches what it
 * raises, prints what it sees but never an address, and leaves no names behind but the program's.
 */
export type Kind = (parts: Parts) => string;

/** Several lines. */
export function lines(...of: readonly string[]): string {
  return of.join('\n');
}

/** Prints what an expression raises; what it gives if it does not. */
export function attempt(expression: string): string {
  return lines(
    `try: print(show(${expression}))`,
    'except Exception as err: print(type(err).__name__, err)',
  );
}
