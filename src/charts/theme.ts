import type { Config } from 'vega-lite';

/*
 * Colours that people with any colour vision tell apart (Okabe and Ito's palette), bright enough
 * for a dark page and dark enough for a light one. A chart sets no text colour and no background of
 * its own: the front end's theme does.
 */
export const COLOURS = {
  blue: '#0f8fcb',
  orange: '#e08700',
  green: '#109e73',
  vermilion: '#d8622b',
  grey: '#8a8a8a',
} as const;

/** The colours in the order in which a chart's parts get them. */
export const PALETTE: readonly string[] = Object.values(COLOURS);

/** For pictures that no front end themes: text that reads on white and on black alike. */
const NEUTRAL_TEXT = '#7c7c7c';

export const STATIC_CONFIG: Config = {
  axis: {
    labelColor: NEUTRAL_TEXT,
    titleColor: NEUTRAL_TEXT,
    tickColor: NEUTRAL_TEXT,
    domainColor: NEUTRAL_TEXT,
    gridColor: '#8883',
  },
  legend: { labelColor: NEUTRAL_TEXT, titleColor: NEUTRAL_TEXT },
  header: { labelColor: NEUTRAL_TEXT, titleColor: NEUTRAL_TEXT },
  title: { color: NEUTRAL_TEXT, subtitleColor: NEUTRAL_TEXT },
};

/** What every chart has in common. */
export const SHARED_CONFIG: Config = {
  background: 'transparent',
  view: { stroke: null },
  axis: { gridOpacity: 0.25, labelOverlap: 'parity', labelSeparation: 4 },
};

/** Axis ticks for a few whole numbers: Vega-Lite would put some between them. */
export function wholeTicks(numbers: readonly number[]): { format?: string; values?: number[] } {
  const least = Math.min(...numbers);
  const most = Math.max(...numbers);
  if (!numbers.every(Number.isInteger) || !(most - least <= 12)) return {};
  return { format: 'd', values: Array.from({ length: most - least + 1 }, (_, i) => least + i) };
}
