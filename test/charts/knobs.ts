import { measureFigure } from '../../src/charts/touch/measure';
import type { PLANTED, PlantedKnob } from '../../src/charts/touch/planted';

/** What helps each of the services of the figure `diagnosis`. */
export const KNOB: Readonly<Record<(typeof PLANTED)[number], PlantedKnob>> = {
  error: 'text',
  heap: 'trim',
  cache: 'limit',
  survivors: 'join',
  cycle: 'collect',
};

/** Whether less than half of the memory is left after a knob was turned. */
export function helps(python: string, service: number, knob: PlantedKnob): boolean {
  const { held, tried } = measureFigure('diagnosis', { python, service, asked: [], knob });
  return tried! < 0.5 * held;
}
