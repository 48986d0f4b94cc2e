import { readSync } from 'node:fs';
import { join } from 'node:path';
import {
  type CellMessage,
  CONVERSION_FD,
  type ConversionFailed,
  type ConversionReplies,
  type ConversionRequest,
} from '../protocol';
import type { CellConverter } from './cell-converter';

/*
 * A cell process without TypeScript, which takes most of the time that a process needs to start: the
 * host has a process that converts the cells of several (Session's `convert`). The other end is
 * answer-conversion.ts.
 */

/** The cell process's end: waits for each answer, as a converter in the same process would. */
export function remoteConverter(send: (message: CellMessage) => void): CellConverter {
  let rest = Buffer.alloc(0);
  const readLine = (): string => {
    const chunks = [rest];
    for (;;) {
      const chunk = chunks.at(-1)!;
      const end = chunk.indexOf(10);
      if (end >= 0) {
        rest = chunk.subarray(end + 1);
        return Buffer.concat([...chunks.slice(0, -1), chunk.subarray(0, end)]).toString('utf8');
      }
      const next = Buffer.alloc(2 ** 16);
      const bytes = readSync(CONVERSION_FD, next);
      if (bytes === 0) throw new Error('the host has gone');
      chunks.push(next.subarray(0, bytes));
    }
  };
  const ask = <R extends ConversionRequest>(request: R): ConversionReplies[R['of']] => {
    send({ type: 'convert', request });
    const answer = JSON.parse(readLine()) as ConversionReplies[R['of']] | ConversionFailed;
    if (typeof answer === 'object' && answer !== null && 'failed' in answer)
      throw Object.assign(new Error(answer.failed.message), answer.failed);
    return answer;
  };
  const none = (): never => {
    throw new Error('cells are only run here, not looked into');
  };
  return {
    metadata: (code) => ask({ of: 'metadata', code }),
    addModule: (name, code, metadata) => ask({ of: 'module', name, code, metadata }),
    convert(previous, code) {
      const { sideOutputs, ...cell } = ask({ of: 'cell', previous, code });
      // Each of the two processes has a folder of its own.
      const here = sideOutputs?.map(({ path, data }) => ({
        path: join(process.cwd(), path),
        data,
      }));
      return { ...cell, sideOutputs: here };
    },
    complete: none,
    inspect: none,
    classify: none,
    close: () => {},
  };
}
