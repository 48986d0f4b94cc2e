/*
 * Fences of a lesson that become cells which a notebook folds: `player`, a program that the reader can step, and
 * `figure`, a picture that the reader drives. They end in a call of `player` or `figure`, and the lesson's first cell
 * imports that.
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

/** A dozen requests, then three blocks are freed: what a pool begins with. */
const MOVES = [...Array<number>(12).fill(-1), 5, 2, 8];

/** What a figure is given besides the version: from its program's lines, or from its words. */
const FIGURES: Readonly<Record<string, (lines: readonly string[], n: string) => string>> = {
  layers: (_, n) => `n: ${n}`,
  pool: (_, n) => `size: ${n},\n  moves: [${MOVES.join(', ')}]`,
  references: (lines) => `lines: ${quotedLines(lines)}`,
  collection: (lines) => `lines: ${quotedLines(lines)}`,
  survivors: () => 'freed: []',
  fork: (_, n) => `frozen: false,\n  moves: [{ read: ${n} }]`,
  freelist: (_, n) =>
    `kind: 'list',\n  length: 3,\n  moves: [{ make: ${n} }, { free: 2 }, { free: 5 }]`,
  request: (_, n) => `moves: [{ ask: ${n} }]`,
  traced: (lines, n) => `lines: ${quotedLines(lines)},\n  frames: 5,\n  step: ${n}`,
  folder: (lines) => `lines: ${quotedLines(lines)},\n  opened: ['']`,
  diagnosis: (_, n) => `service: ${n},\n  asked: []`,
  sizes: (_, n) => `kind: 'instance',\n  n: ${n}`,
};

function quotedLines(lines: readonly string[]): string {
  const quoted = lines.map((line) => `    '${line.replace(/['\\]/g, '\\$&')}',\n`);
  return `[\n${quoted.join('')}  ]`;
}

/**
 * The cell of a figure.
 * @param body the lines of Python that make what is shown, where a figure has some
 * @param options its name, and `n=1000` where it begins with a number
 * @throws RangeError for a figure or a word that there is not
 */
export function figureCell(body: string, options: string): string {
  const [name = '', ...words] = options.split(/\s+/);
  const input = FIGURES[name];
  if (!input) throw new RangeError(`there is no figure ${name}`);
  const wrong = words.find((word) => !/^n=\d+$/.test(word));
  if (wrong !== undefined) throw new RangeError(`a figure cannot have ${wrong}`);
  const lines = body.split('\n').filter(Boolean);
  const n = words[0]?.slice(2) ?? '0';
  return `figure('${name}', {\n  python: VERSION,\n  ${input(lines, n)},\n});`;
}
