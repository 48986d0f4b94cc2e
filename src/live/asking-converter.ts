import type { AsyncCellConverter } from '../kernel/engine/cell-converter';
import type {
  Conversion,
  ConversionFailed,
  ConversionReplies,
  ConversionRequest,
} from '../kernel/protocol';

/** Asks whoever has TypeScript (`answerConversion`), in another thread or process. */
export type Ask = (request: ConversionRequest) => Promise<unknown>;

/**
 * A converter for an engine that has no TypeScript of its own.
 * @param folder the cells' own
 */
export function askingConverter(ask: Ask, folder: string): AsyncCellConverter {
  const asked = async <R extends ConversionRequest>(
    request: R,
  ): Promise<ConversionReplies[R['kind']]> => {
    const answer = (await ask(request)) as ConversionReplies[R['kind']] | ConversionFailed;
    if (typeof answer === 'object' && answer !== null && 'failed' in answer)
      throw Object.assign(new Error(answer.failed.message), answer.failed);
    return answer;
  };
  return {
    metadata: (code) => asked({ kind: 'metadata', code }),
    addModule: (name, code, metadata) => asked({ kind: 'module', name, code, metadata }),
    async convert(previous, code): Promise<Conversion> {
      const { sideOutputs, ...cell } = await asked({ kind: 'cell', previous, code });
      const here = sideOutputs?.map(({ path, data }) => ({ path: `${folder}/${path}`, data }));
      return { ...cell, sideOutputs: here };
    },
    complete: (previous, code, position) => asked({ kind: 'complete', previous, code, position }),
    async inspect(previous, code, position) {
      return (await asked({ kind: 'inspect', previous, code, position })) ?? undefined;
    },
    classify: (code) => asked({ kind: 'classify', code }),
    close: () => {},
  };
}
