export interface Figures {
  rss: number;
  startUp: number;
  traces: number;
  blocks: number;
  arenas: number;
  large: number;
}

export function whereIsIt(process: Figures): string {
  const parts: [string, number][] = [
    ['interpreter', process.startUp],
    ['records', process.traces],
    ['small objects', process.blocks],
    ['empty space in arenas', process.arenas - process.blocks],
    ['large objects', process.large],
  ];
  return parts.reduce((most, part) => (part[1] > most[1] ? part : most))[0];
}
