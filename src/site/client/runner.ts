import type { NotebookOutput } from '../../kernel/notebook';
import type { CallReply, CompleteReply } from '../../kernel/protocol';

/*
 * What the page needs of whoever runs its cells.
 */

export interface RunnableCell {
  readonly id: string;
  /** As a notebook has it: Python behind `%%python`. */
  readonly code: string;
}

export interface Reactions {
  /** The cell's outputs so far, each time that they change. */
  outputs(outputs: readonly NotebookOutput[]): void;
  /** The cell asks for a line of text. */
  input(prompt: string, password: boolean): Promise<string>;
}

export interface Finished {
  readonly count: number;
  readonly failed: boolean;
  /** Lines of the cell that an error names, from 1. */
  readonly errorLines: readonly { readonly line: number; readonly message: string }[];
}

/** What a stop came to: `gone` when only a new worker helped, and all variables are lost. */
export type Stopped = 'stopped' | 'gone';

export interface Runner {
  /** Loads what a cell in TypeScript needs, ahead of its run. */
  warm(code: string): void;
  execute(cell: RunnableCell, reactions: Reactions): Promise<Finished>;
  /** Calls a function of the session with plain data. */
  call(name: string, args: readonly unknown[]): Promise<CallReply>;
  complete(code: string, position: number): Promise<CompleteReply>;
  /** What is known about the name at a position, as Markdown or text. */
  hover(code: string, position: number): Promise<string | undefined>;
  interrupt(): Promise<Stopped>;
  restart(): Promise<void>;
  /**
   * The indices of earlier cells that a cell needs, in order; the cells by their code.
   * @param edited whether one of them or the cell itself is TypeScript of the reader's
   */
  needed(cells: readonly string[], index: number, edited: boolean): readonly number[];
  /** The indices of later cells that need a cell. */
  dependent(cells: readonly string[], index: number): readonly number[];
}
