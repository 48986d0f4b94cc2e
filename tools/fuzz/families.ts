import { hostileProgram, hostileStatements } from './hostile';
import { mutationProgram, mutationStatements } from './mutation';
import { memoryProgram, memoryStatements } from './programs';

/** A family of random programs. */
export interface Family {
  /** What the help says of it. */
  readonly about: string;
  /** How many statements a program has. */
  readonly length: number;
  /** A program's statements: the same for the same seed. */
  statements(seed: number, length: number): string[];
  source(statements: readonly string[], seed: number): string;
  /** Whether a real interpreter prints the same. */
  readonly isComparable: boolean;
}

export const FAMILIES: Readonly<Record<string, Family>> = {
  memory: {
    about: 'objects, counts, sizes, collections, exceptions, classes',
    length: 25,
    statements: memoryStatements,
    source: memoryProgram,
    isComparable: true,
  },
  mutation: {
    about: 'methods that change what is being worked on',
    length: 30,
    statements: mutationStatements,
    source: mutationProgram,
    isComparable: true,
  },
  hostile: {
    about: 'syntax noise, deep nesting, huge numbers, wrong arguments, endless recursion',
    length: 12,
    statements: hostileStatements,
    source: hostileProgram,
    isComparable: false,
  },
};
