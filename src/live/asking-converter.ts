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
  ): Promise<ConversionReplies[R['of']]> => {
    const answer = (await ask(request)) as ConversionReplies[R['of']] | ConversionFailed;
    if (typeof answer === 'object' && answer !== null && 'failed' in answer)
      throw Object.assign(new Error(answer.failed.message), answer.failed);
    return answer;
  };
  return {
    metadata: (code) => asked({ of: 'metadata', code }),
    addModule: (name, code, metadata) => asked({ of: 'module', name, code, metadata }),
    async convert(previous, code): Promise<Conversion> {
      const { sideOutputs, ...cell } = await asked({ of: 'cell', previous, code });
      const here = sideOutputs?.map(({ path, data }) => ({ path: `${folder}/${path}`, data }));
      return { ...cell, sideOutputs: here };
    },
    complete: (previous, code, position) => asked({ of: 'complete', previous, code, position }),
    async inspect(previous, code, position) {
      return (await asked({ of: 'inspect', previous, code, position })) ?? undefined;
    },
    classify: (code) => asked({ of: 'classify', code }),
    close: () => {},
  };
}
