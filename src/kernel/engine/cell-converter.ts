import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import type { Converter } from 'tslab/dist/converter';
import type { CodeMetadata } from 'tslab/dist/metadata';
import type { Conversion, QuickInfo } from '../protocol';

/**
 * What turns cells into JavaScript and knows about their code: tslab's converter, with TypeScript in
 * this process (typescript.ts) or in another (live/asking-converter.ts).
 */
export interface CellConverter extends Converter {
  /** What a cell says about itself: `@module`, `@browser`. */
  metadata(code: string): CodeMetadata;
  convert(previous: string, code: string): Conversion;
  /** Whether a source is a whole program, the beginning of one, or no program at all. */
  classify(code: string): 'complete' | 'incomplete' | 'invalid';
}

/** The same, but for answers that may come later: from another thread, say. */
export type AsyncCellConverter = {
  [Method in keyof CellConverter]: (
    ...args: Parameters<CellConverter[Method]>
  ) =>
    | Answer<ReturnType<CellConverter[Method]>>
    | Promise<Answer<ReturnType<CellConverter[Method]>>>;
};

/** tslab finds nothing to say about many places, though its types do not say so. */
type Answer<R> = R extends QuickInfo ? QuickInfo | undefined : R;

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The converter puts one line (`export {};`) before the user's source. */
const PREFIX_LINES = 1;

/** The way from a place in a cell's JavaScript to the one in its TypeScript; both count from 1. */
export function sourcePlaces(maps: readonly string[]): (from: Place) => Place | undefined {
  let traces: readonly TraceMap[] | undefined;
  return ({ line, column }) => {
    traces ??= maps.map((map) => new TraceMap(map));
    let position = { line, column: Math.max(0, column - 1) };
    for (const trace of traces) {
      const found = originalPositionFor(trace, position);
      if (found.line === null) return undefined;
      position = { line: found.line, column: found.column };
    }
    if (traces.length === 0 || position.line <= PREFIX_LINES) return undefined;
    return { line: position.line - PREFIX_LINES, column: position.column + 1 };
  };
}

/** UTF-8 text in base64, decoded without Node's Buffer. */
export function textOfBase64(base64: string): string {
  return new TextDecoder().decode(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)));
}
