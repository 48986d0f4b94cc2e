// The truth about recorded steps: node compare-recordings.cjs SEED PART/PARTS FILE… For each program a second process
// runs it, is stopped at the line of a step and looked at itself, without a recording. Every byte of its memory, its
// figures and the names of its calls have to be those of the step. The last step is compared with a run that nobody
// steps through. Two versions for each program, which follow from its name and the seed; so do the steps. Prints a
// line of JSON for each program: how many steps were compared, and what was not the same.
const { readFileSync } = require('node:fs');
const { basename } = require('node:path');
const { boot, deterministicHost, recordLines, VERSIONS } = require('../../dist/src');

const PAGE_WORDS = 1024;
/** Mapped, resident, dirty. */
const STATE = 7;
const STEPS = 5;

/** Where two memories are not the same. */
function differences(a, b) {
  const found = [];
  const bounds = (memory) => JSON.stringify(memory.listMappings());
  if (bounds(a) !== bounds(b)) found.push(`mappings ${bounds(a)} and ${bounds(b)}`);
  for (const { start, end } of a.listMappings()) {
    for (let word = start; word < end; word += PAGE_WORDS) {
      const [left, right] = [a, b].map(({ pages }) => pages[word / PAGE_WORDS] & STATE);
      if (left !== right) found.push(`page ${word / PAGE_WORDS}: state ${left} and ${right}`);
      const words = (memory) => memory.i32.subarray(word, word + PAGE_WORDS);
      if (Buffer.compare(bytes(words(a)), bytes(words(b))) !== 0) found.push(`bytes at ${word}`);
    }
  }
  return found;
}

function bytes({ buffer, byteOffset, byteLength }) {
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** What a process says of itself. */
function figures(py) {
  const { gc, sys } = py;
  return JSON.stringify([
    py.status(),
    py.stats(),
    gc.get_count(),
    sys.getallocatedblocks(),
    py.freeLists(),
    py.arenas(),
  ]);
}

/** The locals of a program's own calls, read from the calls themselves. */
function localsNow(py, filename) {
  const found = [];
  for (let { frame } = py.runtime; frame !== null; frame = frame.back) {
    const { code } = frame;
    if (code.filename !== filename || code.kind === 'module' || code.kind === 'class') continue;
    const values = frame.snapshot?.() ?? [];
    for (const [i, name] of code.varnames.entries()) {
      if (values[i] && !code.cellvars.includes(name))
        found.push(`${code.name} ${name} ${py.memory.addressOf(values[i])}`);
    }
  }
  return found;
}

function compareNow(recorded, step, py) {
  const shown = recorded.at(step);
  const found = differences(shown.memory, py.memory).slice(0, 3);
  if (figures(shown) !== figures(py)) found.push(`figures ${figures(shown)} and ${figures(py)}`);
  const { rss, arenaCount, inBlocks } = recorded.steps[step];
  const stats = py.stats();
  const told = `${[rss, arenaCount, inBlocks]}`;
  const real = `${[py.status().VmRSS, stats.arenasCurrent, stats.allocatedBytes]}`;
  if (told !== real) found.push(`RSS, arenas, bytes in blocks ${told} and ${real}`);
  const state = recorded.state(step, { objects: 40 });
  for (const object of state.objects) {
    const op = py.memory.wordAt(object.address);
    const count = py.interpreter.i32[op];
    if (object.refcount !== (count < 0 ? null : count)) found.push(`count of ${object.value}`);
    if (object.type !== py.interpreter.typeName(py.interpreter.typeOf(op)))
      found.push(`type of ${object.value}`);
    if (count !== 0 && object.size !== py.sys.getsizeof(object.address))
      found.push(`size of ${object.value}`);
  }
  const locals = state.frames.flatMap(({ function: name, names }) =>
    names
      .filter(({ scope }) => scope === 'local')
      .map((each) => `${name} ${each.name} ${each.address}`),
  );
  for (const local of localsNow(py, recorded.info.filename))
    if (!locals.includes(local)) found.push(`not shown: ${local}`);
  return found;
}

const STOP = new Error('stopped here');

/** Runs the program until as many lines have run as at the step. */
function compareStep(recorded, step, make, source) {
  const py = make();
  const { filename } = recorded.info;
  let left = recorded.steps.slice(0, step + 1).reduce((sum, { lines }) => sum + lines, 0);
  let found = ['the line was not reached'];
  py.runtime.onLine = (event) => {
    if (event.filename !== filename || left-- > 0) return;
    found = compareNow(recorded, step, py);
    throw STOP;
  };
  try {
    py.exec(source, { filename, quiet: true });
  } catch (error) {
    if (error !== STOP) throw error;
  }
  return found;
}

function compareEnd(recorded, make, source) {
  const py = make();
  const last = recorded.steps.length - 1;
  let found;
  py.runtime.onProgramEnd = () => {
    found = compareNow(recorded, last, py);
  };
  py.exec(source, { filename: recorded.info.filename, quiet: true });
  // A program that could not be compiled has no last line.
  return found ?? compareNow(recorded, last, py);
}

/** Numbers from 0 to 1 that follow from a text. */
function* numbers(text) {
  let x = [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 7);
  for (;;) {
    x = (Math.imul(x ^ (x >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    yield ((x ^ (x >>> 13)) >>> 0) / 2 ** 32;
  }
}

const [seed, part, ...files] = process.argv.slice(2);
const [index, parts] = part.split('/').map(Number);
const versions = VERSIONS.map(({ name }) => name).filter((name) => name !== 'textbook');
for (const file of files.filter((_, i) => i % parts === index)) {
  const source = readFileSync(file, 'utf8');
  const random = numbers(`${seed} ${basename(file)}`);
  const next = () => random.next().value;
  const first = Math.floor(next() * versions.length);
  const found = [];
  let compared = 0;
  for (const version of [first, first + 4].map((i) => versions[i % versions.length])) {
    const make = () => boot(version, { host: deterministicHost() });
    const recorded = recordLines(make(), source);
    const last = recorded.steps.length - 1;
    // In any order: steps are reached from both sides.
    const steps = new Set(Array.from({ length: STEPS }, () => Math.floor(next() * last)));
    for (const step of [...steps, last]) {
      compared++;
      let wrong;
      try {
        wrong =
          step === last
            ? compareEnd(recorded, make, source)
            : compareStep(recorded, step, make, source);
      } catch (error) {
        wrong = [error.stack];
      }
      found.push(
        ...wrong.map((each) => `${version}, step ${step} of ${last}: ${each}`.slice(0, 2000)),
      );
    }
    recorded.close();
  }
  process.stdout.write(`${JSON.stringify({ name: basename(file), compared, found })}\n`);
}
