import type { Figures } from '../solution';

export function whereIsIt(process: Figures): string {
  const parts: [string, number][] = [
    ['interpreter', process.startUp],
    ['records', process.traces],
    ['small objects', process.blocks],
    ['large objects', process.large],
  ];
  return parts.reduce((most, part) => (part[1] > most[1] ? part : most))[0];
}
