import { boot, deterministicHost } from '../../src/python';
import { type LineRecording, recordLines } from '../../src/recording';
import { importedModules } from '../../src/site/code';
import { GALLERY } from '../../src/site/gallery';
import { addressText, readAddress } from '../../src/site/parts/microscope/address';
import { tilesOf } from '../../src/site/parts/microscope/arenas';
import { focusObject, focusPool } from '../../src/site/parts/microscope/focus';
import { titleOf } from '../../src/site/parts/microscope/graph';
import { BOX, layoutOf } from '../../src/site/parts/microscope/graph-layout';
import { blockLetters, type Moment, momentOf } from '../../src/site/parts/microscope/moment';
import { Words } from '../../src/site/parts/microscope/words';
import { sample } from '../support/deep';
import { nativeRequire } from '../support/native';

const { h } = nativeRequire('preact') as typeof import('preact');
const { renderToString } = nativeRequire(
  'preact-render-to-string',
) as typeof import('preact-render-to-string');

const known = { versions: ['3.8', '3.12'], version: '3.12', examples: ['peak', 'cycle'] };

function recorded(source: string, version = '3.12'): LineRecording {
  return recordLines(boot(version, { host: deterministicHost() }), source);
}

function moments(run: LineRecording): Moment[] {
  const facts = { info: run.info, steps: run.steps };
  return run.steps.map((_, i) =>
    momentOf(facts, i, run.state(i), i > 0 ? run.state(i - 1) : undefined),
  );
}

const said = (moment: Moment): string =>
  renderToString(h(Words, { moment }))
    .replace(/<[^>]+>/g, '')
    .replace(/\s+/g, ' ');

/** The moment right after a line ran for the first time. */
const rightAfter = (all: readonly Moment[], line: number): Moment =>
  all.find(({ step }) => step.line === line)!;

describe('an address', () => {
  const whole = {
    python: '3.8',
    beside: '3.12',
    step: 41,
    between: [5000, 6200] as const,
    example: undefined,
    program: 'print("ä → 10 %")\n# & # = +',
    missing: undefined,
    object: 0x7ffff77fc980,
    pool: '12:3',
    play: false,
    embed: true,
  };

  test('tells everything, the program too', () => {
    expect(readAddress(addressText(whole), known)).toEqual(whole);
    const example = { ...whole, program: undefined, example: 'cycle', embed: false };
    expect(readAddress(addressText(example), known)).toEqual(example);
  });

  test('with what cannot be is as at the beginning', () => {
    const wrong =
      '#python=2.7&beside=x&step=-1&example=cats&program=%%%&object=7&pool=a:b&between=4';
    expect(readAddress(wrong, known)).toEqual({
      ...whole,
      python: '3.12',
      beside: undefined,
      step: 0,
      between: undefined,
      example: 'peak',
      program: undefined,
      missing: 'cut off',
      object: undefined,
      pool: undefined,
      embed: false,
    });
  });
});

describe('the first program of the gallery', () => {
  const all = moments(recorded(GALLERY[0]!.source));

  test.each([
    [3, /prices names a new list of 200\s000 items\. pymalloc takes 6 new arenas/],
    [
      5,
      /199\s891 blocks are freed\. Yet no arena goes back: in each, at least one object survives/,
    ],
    [10, /tags names an object that was there already: its count goes up by one/],
    [11, /The list has outgrown its array\. It moves to a larger block, of 64 B/],
    [13, /The names are gone, but nothing is freed: the objects still refer to each other/],
    [15, /The collector ran\. It found 3 objects that no name could reach and freed them/],
  ])('line %d is told', (line, words) => {
    expect(said(rightAfter(all, line))).toMatch(words);
  });

  test('on 3.8 the same line gives arenas back', () => {
    const old = moments(recorded(GALLERY[0]!.source, '3.8'));
    expect(said(rightAfter(old, 5))).toMatch(/15 arenas go back to the system/);
    const tiles = tilesOf(rightAfter(old, 5));
    expect(tiles.filter(({ kind }) => kind === 'returned').map(({ count }) => count)).toEqual([15]);
    expect(tiles.length).toBeLessThanOrEqual(16);
  });

  test('the picture goes where the line did something', () => {
    const dead = rightAfter(all, 5);
    const pool = focusPool(dead)!;
    const arena = dead.state.arenas.find(({ index }) => index === pool.arena)!;
    expect(arena.pools.find(({ index }) => index === pool.pool)!.used).toBe(1);
    const grown = rightAfter(all, 11);
    expect(grown.objects.get(focusObject(grown)!)!.type).toBe('list');
    const lost = rightAfter(all, 13);
    expect(lost.objects.get(focusObject(lost)!)!.unreachable).toBe(true);
  });
});

describe('what a step did is told', () => {
  /** The narration of each step, after its line: `4 The list has …`. */
  const told = (source: string): string[] =>
    moments(recorded(source)).map((moment) => `${moment.step.line} ${said(moment)}`);

  test('where only reference counts change, they are told', () => {
    const lines = told('x = [1, 2]\ny = x\ndel y\npass');
    expect(lines[3]).toBe('3 The list has 1 reference instead of 2: nothing is freed.');
    const source = 'class Node: pass\na = Node()\nb = Node()\na.peer = b\nx = 1';
    expect(told(source).find((line) => line.startsWith('4'))).toBe(
      '4 No block comes or goes: the Node a is changed in place, and the Node b has 2 references instead of 1.',
    );
  });

  test('a call that ends in a name says both, and whether the object is new', () => {
    const made = told('def make():\n    all = [[], []]\n    return all\nh = make()[0]');
    expect(made.at(-1)).toMatch(/^3 make\(\) is over\. h names a new list\..* freed\./);
    const source = 'class P:\n    def __init__(self):\n        self.n = 1\np = P()\nx = 1';
    expect(told(source).at(-2)).toMatch(/^3 __init__\(\) is over\. p names a new P\./);
    const old = told('def same(it):\n    return it\nx = [1]\ny = same(x)');
    expect(old.at(-1)).toMatch(/^2 same\(\) is over\. y names an object that was there already/);
  });

  test('a free list is named only where the object was on one', () => {
    const lines = told('class A: pass\nx = [1]\na = A()\ndel x\ny = [2]\ndel a\nb = A()\nz = 1');
    const at = (line: number) => lines.filter((each) => each.startsWith(`${line} `)).at(-1);
    expect(at(5)).toMatch(/from a free list: a dead list’s block/);
    expect(at(7)).toBe('7 b names a new A. It lies in a block that was free.');
  });

  test('a collection that calls finalizers, and its end; an exception that is handled', () => {
    const lines = told(`import gc
class D:
    def __del__(self):
        x = 1
a = D()
a.me = a
del a
gc.collect()
try:
    {}['k']
except KeyError:
    pass`);
    const at = (line: number) => lines.find((each) => each.startsWith(`${line} `));
    expect(at(8)).toMatch(/The collector runs\. It found 1 object .* Before it frees it, it calls/);
    expect(at(4)).toMatch(/the collection that began in line 8 frees 1 object, with that/);
    expect(at(10)).toMatch(/It raises KeyError, and the program goes on where that is handled/);
  });

  test('the body of a class is not called', () => {
    const lines = told('class A:\n    x = 1\n    y = [2]\nz = A()');
    expect(lines.join()).not.toMatch(/A\(\) is (called|over)/);
  });

  test('a program with no line that runs says so', () => {
    expect(told('# later')).toEqual([expect.stringContaining('has no line that runs')]);
  });
});

describe('names and objects', () => {
  const graphAtEnd = (source: string, version: string) =>
    layoutOf(moments(recorded(source, version)).at(-1)!);

  test.each([
    // True, None, 'one', 'two', 3, 'x'
    ['3.12', '6 immortal object'],
    // True, None, 3, and 'x': there is only one of each
    ['3.8', '4 built-in object'],
  ])('many plain objects of the interpreter’s own are one on %s', (version, said) => {
    const source = `config = {'a': True, 'b': None, 'c': 'one', 'd': 'two', 'e': 12345}
size = [3, 'x', 2.5]
n = 7
m = 8
flag = False`;
    const { nodes } = graphAtEnd(source, version);
    const folded = nodes.find(({ name }) => name !== undefined)!;
    expect(folded.column).toBe(1);
    expect(`${folded.stack} ${folded.name}`).toBe(said);
    // What they are is said where they are referred to, and a name shows its own in one line.
    const config = nodes.find(({ object }) => object.type === 'dict')!;
    expect(config.rows.map(({ label }) => label)).toContain("'a': True");
    const seven = nodes.find(({ object }) => object.value === '7')!;
    expect(seven).toMatchObject({ low: true, column: 0 });
  });

  test('what a line made and named stays in its column, whatever holds it later', () => {
    const all = moments(recorded(GALLERY[0]!.source));
    const columnsAt = (line: number) =>
      Object.fromEntries(
        layoutOf(rightAfter(all, line))
          .nodes.filter(({ object }) => object.type === 'dict')
          .map(({ object, column }) => [object.step, column]),
      );
    expect(columnsAt(8)).toEqual({ 5: 0, 6: 0 });
    expect(columnsAt(9)).toEqual({ 5: 0, 6: 0 });
    expect(columnsAt(13)).toEqual({ 5: 0, 6: 0 });
    // A list inside of a dict got its name later: it stays where it is.
    const tags = layoutOf(rightAfter(all, 10)).nodes.find(
      ({ tags: [tag] }) => tag?.name === 'tags',
    );
    expect(tags).toMatchObject({ column: 1, object: { type: 'list' } });
  });

  test.each(['3.8', '3.12', '3.15'])('on %s a closure leads to what it holds', (version) => {
    const source = `def make(n):
    seen = [n]
    def step(by=[1]):
        seen.append(by)
    return step
class C:
    cache = ['kept']
    def method(self): pass
h = make(5)
m = C.method
bound = C().method`;
    const { nodes } = graphAtEnd(source, version);
    const named = (title: string) => nodes.find(({ object }) => titleOf(object) === title)!;
    const follow = (from: string, ...labels: string[]) => {
      let node = named(from);
      for (const label of labels) {
        const row = node.rows.find((each) => each.label === label)!;
        node = nodes.find(({ key }) => key === row.to)!;
      }
      return node.object.value;
    };
    expect(follow('function step', 'func_closure', '0', 'ob_ref')).toBe('[5]');
    expect(follow('function step', 'func_defaults', '0')).toBe('[1]');
    expect(follow('class C', 'cache')).toBe("['kept']");
    expect(named('function method').rows).toEqual([]);
    expect(named('method').rows.map(({ label }) => label)).toEqual(['im_self']);
  });

  test('of more names than boxes, what the step named is drawn, at the top', () => {
    const source = Array.from({ length: 240 }, (_, i) => `n${i} = [${i}]`).join('\n');
    for (const moment of moments(recorded(source)).filter(({ step }) => step.step % 40 === 39)) {
      const { nodes, chips } = layoutOf(moment);
      const chip = chips.filter(({ isNew }) => isNew);
      expect(chip).toMatchObject([{ label: `n${moment.step.line - 1}` }]);
      const first = [...nodes].sort((a, b) => a.y - b.y)[0]!;
      expect(String(first.object.address)).toBe(String(focusObject(moment)));
      expect(nodes.filter(({ name }) => name === undefined).length).toBeLessThanOrEqual(24);
    }
  });

  test('a few stay boxes', () => {
    const { nodes } = graphAtEnd("pair = [None, 'x']", '3.12');
    expect(nodes.map(({ object }) => object.value)).toContain('None');
    expect(nodes.some(({ low, name }) => low || name !== undefined)).toBe(false);
  });
});

test('the modules that a program names in its imports', () => {
  const source = `import gc, numpy.linalg as la
from os.path import (join,
    split)
from . import sibling
def late():
    import requests  # not yet
text = '''
import nothing
'''`;
  expect(importedModules(source)).toEqual(['gc', 'numpy', 'os', 'requests']);
});

const VERSIONS = ['3.8', '3.12', '3.15'];

test.each(
  sample(
    GALLERY.map(({ name, source }, i) => [name, VERSIONS[i % 3]!, source] as const),
    4,
  ),
)(
  'the program %s runs to its end on %s, and each step has its picture',
  (_, version, source) => {
    const run = recorded(source, version);
    expect(run.info.end).toEqual({ kind: 'finished', status: 0 });
    for (const moment of moments(run)) {
      expect(said(moment)).not.toMatch(/undefined|NaN|\[object/);
      const { nodes } = layoutOf(moment);
      for (const [i, a] of nodes.entries())
        for (const b of nodes.slice(i + 1))
          expect(
            a.x + BOX <= b.x || b.x + BOX <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y,
          ).toBe(true);
      // Of thousands of pools, each step looks at others.
      for (const { pools } of moment.state.arenas)
        for (const pool of pools.filter((_, i) => i % 7 === moment.step.step % 7)) {
          const letters = blockLetters(pool);
          expect(letters.length).toBe(pool.capacity);
          expect(letters.filter((letter) => 'ukg'.includes(letter)).length).toBe(pool.used);
        }
    }
  },
  60_000,
);
