import type { ConversionFailed, ConversionReplies, ConversionRequest } from '../protocol';
import type { CellConverter } from './cell-converter';

/**
 * The end of a conversion in another place (live/asking-converter.ts) that has a converter.
 * @param folder the converter's working folder; the answer's paths are relative to it
 */
export function answerConversion(
  converter: CellConverter,
  folder: string,
  request: ConversionRequest,
): ConversionReplies[keyof ConversionReplies] | ConversionFailed {
  try {
    return converted(converter, folder, request);
  } catch (error) {
    const { name, message } = error as Error;
    return { failed: { name, message } };
  }
}

function converted(
  converter: CellConverter,
  folder: string,
  request: ConversionRequest,
): ConversionReplies[keyof ConversionReplies] {
  switch (request.kind) {
    case 'metadata':
      return converter.metadata(request.code);
    case 'module':
      return converter.addModule(request.name, request.code, request.metadata);
    case 'complete': {
      const { previous, code, position } = request;
      const { candidates, start, end } = converter.complete(previous, code, position);
      return { candidates, start, end };
    }
    case 'inspect': {
      const info = converter.inspect(request.previous, request.code, request.position);
      if (!info) return null;
      const { kind, kindModifiers, textSpan, displayParts, documentation, tags } = info;
      return { kind, kindModifiers, textSpan, displayParts, documentation, tags };
    }
    case 'classify':
      return converter.classify(request.code);
    case 'cell': {
      const { sideOutputs, ...cell } = converter.convert(request.previous, request.code);
      return {
        ...cell,
        // They all lie below the folder.
        sideOutputs: sideOutputs?.map(({ path, data }) => ({
          path: path.slice(folder.length + 1),
          data,
        })),
      };
    }
  }
}
