/*
 * Converts cells with the kernel's converter and with the live lab's, and writes what differs as JSON:
 * node compare-converters.cjs POSITIONS CELLS NOTEBOOK..., where POSITIONS is how many places of a cell are
 * completed and hovered over, and CELLS how many cells of a notebook, from its first, are converted.
 */
const { readFileSync, mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join, relative } = require('node:path');
const { pathToFileURL } = require('node:url');
const ts = require('@tslab/typescript-for-tslab');

const DIST = join(__dirname, '..', '..', 'dist');
const [positions, most, ...notebooks] = process.argv.slice(2);
const notebooksHere = notebooks.map((path) => JSON.parse(readFileSync(path, 'utf8')));

/** JavaScript without the guards of loops, which the two set in different loops. */
function withoutGuards(text) {
  const file = ts.createSourceFile('cell.js', text, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const isGuard = (node) =>
    ts.isExpressionStatement(node) && node.getText(file) === '__heaplabTurn();';
  const removed = ts.transform(file, [
    (context) => {
      const visit = (node) => {
        if (ts.isBlock(node) && node.statements.length === 2 && isGuard(node.statements[0])) {
          return ts.visitNode(node.statements[1], visit);
        }
        return ts.visitEachChild(node, visit, context);
      };
      return (node) => ts.visitNode(node, visit);
    },
  ]);
  return ts.createPrinter({ removeComments: true }).printFile(removed.transformed[0]);
}

const codeOf = (cell) => (Array.isArray(cell.source) ? cell.source.join('') : cell.source);

const isTypeScript = (cell) => cell.cell_type === 'code' && !codeOf(cell).startsWith('%%');

/** Places in names, spread over a cell, and whether the name is a member of something. */
function placesOf(code, most) {
  const all = [...code.matchAll(/(?<=\.)[A-Za-z]\w*|\b[A-Za-z]\w{2,}/g)]
    // Each host declares its own console.
    .filter((m) => !/\bconsole\.?\w*$/.test(code.slice(0, m.index + m[0].length)))
    .map((m) => ({ place: m.index + 1, member: /[\w)\]]!?\.$/.test(code.slice(0, m.index)) }));
  const step = Math.max(1, Math.floor(all.length / most));
  return all.filter((_, i) => i % step === 0).slice(0, most);
}

/** The cell with a member that is not there. */
function misspelled(code) {
  const wrong = code.replace(/([A-Za-z]\w*)\.([A-Za-z]\w*)/, '$1.$2x');
  return wrong === code ? undefined : wrong;
}

const hover = (info) => info && [info.displayParts, info.documentation, info.tags];
const folder = mkdtempSync(join(tmpdir(), 'heaplab-converters-'));
/** The text of a value; files of the package lie elsewhere in memory. */
const text = (value) =>
  JSON.stringify(value ?? null)
    .replaceAll(`${relative(folder, DIST)}/`, '/heaplab/')
    .replaceAll('../../heaplab/', '/heaplab/')
    .replaceAll(`${DIST}/`, '/heaplab/');

async function main() {
  const live = (
    await import(pathToFileURL(join(DIST, 'live', 'typescript.js')))
  ).createCellConverter();
  process.chdir(folder);
  const { createCellConverter } = require(join(DIST, 'src', 'kernel', 'engine', 'typescript.js'));
  const kernel = createCellConverter({ entry: join(DIST, 'src', 'index') });
  const differences = [];
  const counts = { cells: 0, diagnostics: 0, places: 0 };
  const compare = (what, code, a, b) => {
    if (text(a) !== text(b)) differences.push({ what, code, kernel: text(a), live: text(b) });
  };
  for (const { cells: all } of notebooksHere) {
    const cells = all.filter(isTypeScript).slice(0, Number(most));
    let previous = '';
    let livePrevious = '';
    for (const cell of cells) {
      const code = codeOf(cell);
      counts.cells++;
      const wrong = misspelled(code);
      if (wrong !== undefined) {
        const { diagnostics } = kernel.convert(previous, wrong);
        counts.diagnostics += diagnostics.length;
        compare('diagnostics', wrong, diagnostics, live.convert(livePrevious, wrong).diagnostics);
      }
      for (const { place, member } of placesOf(code, Number(positions))) {
        counts.places++;
        const at = code.slice(0, place + 12);
        compare(
          'hover',
          at,
          hover(kernel.inspect(previous, code, place)),
          hover(live.inspect(livePrevious, code, place)),
        );
        if (!member) continue;
        const { candidates, start, end } = kernel.complete(previous, code, place);
        const other = live.complete(livePrevious, code, place);
        compare(
          'completion',
          at,
          [candidates, start, end],
          [other.candidates, other.start, other.end],
        );
      }
      const a = kernel.convert(previous, code);
      const b = live.convert(livePrevious, code);
      const { output, maps, sideOutputs, ...rest } = a;
      const { output: liveOutput, maps: liveMaps, sideOutputs: liveSide, ...liveRest } = b;
      compare('conversion', code, rest, liveRest);
      compare('output', code, withoutGuards(output ?? ''), withoutGuards(liveOutput ?? ''));
      previous = a.declOutput ?? previous;
      livePrevious = b.declOutput ?? livePrevious;
    }
  }
  rmSync(folder, { recursive: true, force: true });
  process.stdout.write(JSON.stringify({ counts, differences }), () => process.exit(0));
}

void main();
