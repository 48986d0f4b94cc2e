import type { CodeMetadata } from 'tslab/dist/metadata';
import type { Conversion, ConversionRequest, KnownConversion } from '../kernel/protocol';
import { LESSON_VERSION } from './lesson-version';

/**
 * Cells of a lesson that were converted when the site was built: as long as only these have run,
 * nothing has to be converted, and TypeScript need not be loaded. They may run in any order, and some
 * may be left out: then names are declared that have no value yet, as those of cells further down.
 */
export class KnownCells {
  private readonly places: ReadonlyMap<string, number>;
  /** What was answered last: the last cell of the lesson that it declares, and the declarations. */
  private last = -1;
  private declarations = '';

  constructor(private readonly cells: readonly KnownConversion[]) {
    this.places = new Map(cells.map(({ code }, place) => [code, place]));
  }

  /** Whether a cell is one of these as it is. */
  has(code: string): boolean {
    return this.placeOf(code) !== undefined;
  }

  private placeOf(code: string): number | undefined {
    const place = this.places.get(code);
    if (place !== undefined || !LESSON_VERSION.test(code)) return place;
    const found = this.cells.findIndex((cell) => withVersion(cell.code, code) === code);
    return found < 0 ? undefined : found;
  }

  /** What a request is answered with; undefined where TypeScript has to be asked. */
  answer(request: ConversionRequest): Conversion | CodeMetadata | undefined {
    // None of these says anything about itself.
    if (request.kind === 'metadata') return this.has(request.code) ? {} : undefined;
    if (request.kind !== 'cell') return undefined;
    const { previous, code } = request;
    const place = this.placeOf(code);
    if (place === undefined) return undefined;
    const isNew = previous === '';
    if (!isNew && previous !== this.declarations) return undefined;
    const last = isNew ? -1 : this.last;
    if (last > place && this.redeclared(place, last)) return undefined;
    const { conversion } = this.cells[place]!;
    const { output } = conversion;
    const declared = last > place ? previous : (conversion.declOutput ?? '');
    this.last = Math.max(last, place);
    this.declarations = withVersion(declared, LESSON_VERSION.test(code) ? code : previous);
    return {
      ...conversion,
      ...(output !== undefined && { output: withVersion(output, code) }),
      declOutput: this.declarations,
    };
  }

  /** Whether a cell up to another one declares a name of a cell before it again. */
  private redeclared(place: number, last: number): boolean {
    const { names } = this.cells[place]!;
    return this.cells
      .slice(place + 1, last + 1)
      .some((cell) => cell.names.some((name) => names.includes(name)));
  }
}

/** A text with the version that another one names. */
function withVersion(text: string, other: string): string {
  const wanted = LESSON_VERSION.exec(other)?.[2];
  if (wanted === undefined) return text;
  return text.replace(LESSON_VERSION, (_, quote) => `const VERSION = ${quote}${wanted}${quote}`);
}
