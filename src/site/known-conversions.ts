import { join } from 'node:path';
import { pythonCell } from '../kernel/engine/python-cell';
import type { Notebook } from '../kernel/notebook';
import type { Conversion, KnownConversion } from '../kernel/protocol';
import { namesOf } from '../live/cell-names';

/**
 * What converts the cells of a notebook ahead, as the live lab would when they run from the top; those that
 * need an answer of the reader's are left out.
 * @param live the folder with the bundles of the live lab: the converter is its own
 */
export function converterOf(live: string): (notebook: Notebook) => readonly KnownConversion[] {
  const { answerConversion, createCellConverter, FOLDER } = require(
    join(live, 'typescript.js'),
  ) as typeof import('../live/typescript');
  const converter = createCellConverter();
  return (notebook) => {
    const known: KnownConversion[] = [];
    let previous = '';
    for (const { cell_type: type, source: code } of notebook.cells) {
      if (type !== 'code' || pythonCell(code)) continue;
      const { module, mode } = converter.metadata(code);
      if (module !== undefined || mode !== undefined) continue;
      const request = { kind: 'cell', previous, code } as const;
      const conversion = answerConversion(converter, FOLDER, request) as Conversion;
      if (conversion.diagnostics.length > 0) continue;
      known.push({ code, names: [...namesOf(code).defines.keys()], conversion });
      previous = conversion.declOutput ?? '';
    }
    return known;
  };
}
