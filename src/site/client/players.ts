import { h, render } from 'preact';
import type { PlayerData } from '../../charts/player';
import { LessonPlayer } from '../parts/microscope/lesson-player';

/*
 * Players in lessons: a chunk of its own, loaded when the first of them comes into view.
 */

/** Makes a player of a figure; what it has is its picture until the program is recorded. */
export function openPlayer(figure: HTMLElement, player: PlayerData): void {
  const { root = '' } = document.body.dataset;
  const still = figure.querySelector('.still')?.innerHTML ?? '';
  render(h(LessonPlayer, { ...player, still, root }), figure);
}

/** Ends a player, and its worker. */
export function closePlayer(figure: HTMLElement): void {
  render(null, figure);
}
