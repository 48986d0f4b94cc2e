import { h, render } from 'preact';
import type { FigureName, Figures } from '../../charts/touch/measure';
import { TouchFigure } from '../parts/touch/figure';
import type { TouchData } from '../touch-data';
import type { TouchRequest } from './touch-worker';
import { WorkerRequests } from './worker-requests';

/*
 * Figures that a reader drives: a chunk of its own, loaded when the first of them comes into view.
 */

const worker = new WorkerRequests<TouchRequest>('touch.js', {
  notLoaded:
    'The simulator could not be loaded. A browser refuses it on pages from the disk: serve the folder.',
  failed: 'The simulator failed',
});

function ask<N extends FigureName>(figure: N, input: Figures[N]['input']) {
  return worker.request({ figure, input }) as Promise<Figures[N]['shown']>;
}

/** Makes a figure live where its picture is. */
export function openFigure(place: HTMLElement, data: TouchData): void {
  place.replaceChildren();
  render(h(TouchFigure, { data, ask }), place);
}

export function closeFigure(place: HTMLElement): void {
  render(null, place);
}
