import { type FigureName, type Figures, measureFigure } from '../../charts/touch/measure';

/*
 * Asks the simulator what a figure shows, in a worker: the page sends what its reader did.
 */

export interface TouchRequest {
  readonly id: number;
  readonly figure: FigureName;
  readonly input: Figures[FigureName]['input'];
}

addEventListener('message', ({ data }: MessageEvent<TouchRequest>) => {
  try {
    postMessage({ id: data.id, value: measureFigure(data.figure, data.input) });
  } catch (error) {
    postMessage({ id: data.id, error: (error as Error).message });
  }
});
