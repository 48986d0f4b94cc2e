/*
 * What a host (Jupyter, the headless runner, the grader) and the process that runs the cells say to
 * each other: one JSON object a line, over two pipes of their own, so that nothing a cell prints or
 * closes gets in between.
 */

import type { CompletionInfo, Converter, ConvertResult, Diagnostic } from 'tslab/dist/converter';
import type { CodeMetadata } from 'tslab/dist/metadata';
import type { MimeBundle } from './mime-bundle';

/** File descriptors in the cell process. */
export const CELL_TO_HOST_FD = 3;
export const HOST_TO_CELL_FD = 4;

export type Request =
  | {
      readonly type: 'execute';
      readonly code: string;
      /** Shown in tracebacks as the cell's number. */
      readonly count: number;
      /** Expressions to evaluate after the cell, by name. */
      readonly userExpressions?: Readonly<Record<string, string>>;
      readonly allowStdin?: boolean;
    }
  | { readonly type: 'complete'; readonly code: string; readonly position: number }
  | { readonly type: 'inspect'; readonly code: string; readonly position: number }
  | { readonly type: 'isComplete'; readonly code: string }
  /** Calls a function of the session with plain data. */
  | { readonly type: 'call'; readonly name: string; readonly args: readonly unknown[] };

/** Host to cell process. `id` names the request, and the cell that output belongs to. */
export type HostMessage =
  | ({ readonly id: number } & Request)
  | { readonly id: number; readonly type: 'inputReply'; readonly value: string }
  /** Ends the wait of a cell that is at an `await`. */
  | { readonly id: number; readonly type: 'interrupt' };

export interface CellError {
  readonly ename: string;
  readonly evalue: string;
  /** Lines, the user's own code among them. */
  readonly traceback: readonly string[];
}

export type Page = { readonly data: MimeBundle; readonly start: number };

export interface ExecuteReply {
  readonly status: 'ok' | 'error';
  readonly error?: CellError;
  readonly userExpressions: Readonly<Record<string, unknown>>;
  readonly pages: readonly Page[];
}

export interface CompleteReply {
  readonly matches: readonly string[];
  readonly start: number;
  readonly end: number;
}

export interface InspectReply {
  readonly found: boolean;
  readonly data: MimeBundle;
}

export interface IsCompleteReply {
  readonly status: 'complete' | 'incomplete' | 'invalid' | 'unknown';
  readonly indent?: string;
}

/** The answer to `call`: the value the function returned, and its arguments after the call. */
export type CallReply =
  | { readonly status: 'ok'; readonly value: unknown; readonly args: readonly unknown[] }
  | { readonly status: 'missing' }
  | { readonly status: 'error'; readonly error: CellError };

/** What a cell process without TypeScript asks of one that has it. */
export type ConversionRequest =
  | { readonly kind: 'metadata'; readonly code: string }
  | { readonly kind: 'cell'; readonly previous: string; readonly code: string }
  | {
      readonly kind: 'module';
      readonly name: string;
      readonly code: string;
      readonly metadata: CodeMetadata | undefined;
    }
  | {
      readonly kind: 'complete' | 'inspect';
      readonly previous: string;
      readonly code: string;
      readonly position: number;
    }
  | { readonly kind: 'classify'; readonly code: string };

/** A cell converted to JavaScript: plain data. */
export interface Conversion extends ConvertResult {
  /** Source maps, as JSON: from the JavaScript to a step between, and from there to the TypeScript. */
  readonly maps: readonly string[];
}

/** A cell of a lesson, converted ahead (live/known-cells.ts): after those before it. */
export interface KnownConversion {
  readonly code: string;
  /** The names that it declares. */
  readonly names: readonly string[];
  readonly conversion: Conversion;
}

/** The answers; paths are relative to the working folder. */
export interface ConversionReplies {
  readonly metadata: CodeMetadata;
  readonly cell: Conversion;
  readonly module: Diagnostic[];
  readonly complete: Pick<CompletionInfo, 'candidates' | 'start' | 'end'>;
  /** Null where there is nothing to say. */
  readonly inspect: QuickInfo | null;
  readonly classify: Exclude<IsCompleteReply['status'], 'unknown'>;
}

/** What is known about a name: TypeScript's, as plain data. */
export type QuickInfo = ReturnType<Converter['inspect']>;

/** TypeScript gave up on a cell: nested too deep, say. */
export interface ConversionFailed {
  readonly failed: { readonly name: string; readonly message: string };
}

export interface Replies {
  readonly execute: ExecuteReply;
  readonly complete: CompleteReply;
  readonly inspect: InspectReply;
  readonly isComplete: IsCompleteReply;
  readonly call: CallReply;
}

/** What a cell puts out. */
export type Output =
  | { readonly type: 'stream'; readonly name: 'stdout' | 'stderr'; readonly text: string }
  | {
      readonly type: 'display' | 'updateDisplay';
      readonly data: MimeBundle;
      readonly metadata: Record<string, unknown>;
      readonly displayId?: string;
    }
  | {
      readonly type: 'result';
      readonly data: MimeBundle;
      readonly metadata: Record<string, unknown>;
    }
  | { readonly type: 'error'; readonly error: CellError }
  | { readonly type: 'clearOutput'; readonly wait: boolean };

/** Who hears of what cells put out and ask for. `id` names the request of the cell. */
export interface CellListeners {
  /** Output of cells, also of callbacks that outlive their cell. */
  onOutput?(id: number, output: Output): void;
  /** A cell asks for a line of text; the answer goes to `reply`. */
  onInput?(id: number, prompt: string, password: boolean, reply: (value: string) => void): void;
}

/** Tells the listeners what a message of a cell says. `send` takes the answer to a question of the cell. */
export function tellListeners(
  message: CellMessage & { readonly type: 'output' | 'inputRequest' },
  listeners: CellListeners,
  send: (answer: HostMessage) => void,
): void {
  const { id } = message;
  if (message.type === 'output') listeners.onOutput?.(id, message.output);
  else
    listeners.onInput?.(id, message.prompt, message.password, (value) =>
      send({ id, type: 'inputReply', value }),
    );
}

/** Cell process to host. */
export type CellMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'output'; readonly id: number; readonly output: Output }
  | {
      readonly type: 'inputRequest';
      readonly id: number;
      readonly prompt: string;
      readonly password: boolean;
    }
  | { readonly type: 'reply'; readonly id: number; readonly content: Replies[keyof Replies] };
