/*
 * A fence marked `player` as a cell: a program that the reader can step. It ends in a call of `player`, and the lesson's
 * first cell imports that.
 */

/** The metadata of a cell whose source a notebook folds. */
export const HIDDEN = { jupyter: { source_hidden: true }, tags: ['hide-input'] };

const OPTIONS: Readonly<Record<string, RegExp>> = {
  python: /^3\.\d+$/,
  beside: /^3\.\d+$/,
  step: /^\d+$/,
  show: /^(objects|bytes|heap|memory)(,(objects|bytes|heap|memory))*$/,
};

/**
 * The cell of a program.
 * @param options words like `python=3.8 beside=3.12 step=4 show=objects,heap`; without `python` it is `VERSION`
 * @throws RangeError for a word that means nothing
 */
export function playerCell(program: string, options: string): string {
  const said: Record<string, string> = {};
  for (const word of options.split(/\s+/).filter(Boolean)) {
    const [name = '', value = ''] = word.split('=');
    if (!OPTIONS[name]?.test(value)) throw new RangeError(`a player cannot have ${word}`);
    said[name] = value;
  }
  const { python, beside, step, show } = said;
  const quoted = (text: string): string => `'${text}'`;
  const own = [
    `python: ${python ? quoted(python) : 'VERSION'}`,
    ...(beside ? [`beside: ${quoted(beside)}`] : []),
    ...(step ? [`step: ${step}`] : []),
    ...(show ? [`show: [${show.split(',').map(quoted).join(', ')}]`] : []),
  ];
  const text = program.replace(/[`\\]|\$\{/g, '\\$&');
  return `player(\n  \`${text}\`,\n  { ${own.join(', ')} },\n);`;
}
