import type { ConversionRequest } from '../../../kernel/protocol';
import { answerConversion, createCellConverter, FOLDER } from '../../../live/typescript';
import { clearGlobals, surroundings } from './ambient';
import { answerAll } from './frames';

/*
 * The program that turns cells into JavaScript for the ones that run them, and runs none itself. A cell
 * can make TypeScript take all time and memory, so it is behind the wall as well.
 */

interface Question {
  readonly request: ConversionRequest;
}

const around = surroundings();
clearGlobals();
const converter = createCellConverter();
void answerAll(around, ({ request }: Question) => answerConversion(converter, FOLDER, request));
