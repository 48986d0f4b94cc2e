import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { versionOf } from '../../src';
import { constantOf } from '../../src/python/compile/fold';
import { StackDepth } from '../../src/python/compile/stack-depth';
import { SymbolTable } from '../../src/python/compile/symtable';
import type { Constant, Expr, Module, Stmt } from '../../src/python/parser/ast';
import { parse } from '../../src/python/parser/parser';
import { GOLDEN } from '../support/dist';

/** What tools/oracle/compile_facts.py printed on each version. */
interface Facts {
  readonly constants: Readonly<Record<string, Value | null>>;
  readonly depths: Readonly<Record<string, number>>;
  readonly scopes: readonly (readonly [string, Readonly<Record<string, Record<string, string>>>])[];
}

type Value = readonly [type: string, value: string | readonly Value[]];

const facts = JSON.parse(readFileSync(join(GOLDEN, 'compile', 'facts.json'), 'utf8')) as Readonly<
  Record<string, Facts>
>;
const versions = Object.entries(facts);

function expression(source: string): Expr {
  const [statement] = parse(`(${source}\n)`, 'test.py').body;
  return (statement as Stmt & { k: 'Expr' }).value;
}

/** A constant as the recorder writes it, with numbers as JavaScript has them. */
function emittedValue(constant: Constant): unknown {
  switch (constant.t) {
    case 'tuple':
      return ['tuple', constant.v.map(emittedValue)];
    case 'int':
      return ['int', constant.v];
    case 'float':
      return ['float', constant.v];
    case 'complex':
      return ['complex', ...constant.v];
    case 'str':
      return ['str', constant.v];
    case 'bytes':
      return ['bytes', [...constant.v]];
    default:
      return [constant.t];
  }
}

/** The same of a recorded one. */
function recorded([type, value]: Value): unknown {
  if (typeof value !== 'string') return ['tuple', value.map(recorded)];
  switch (type) {
    case 'int':
      return ['int', BigInt(value)];
    case 'float':
      return ['float', Number(value)];
    case 'complex': {
      const [, real, imaginary] = /^\(?(-?[\d.]+)?([+-]?[\d.]+)j\)?$/.exec(value)!;
      return ['complex', Number(real ?? 0), Number(imaginary)];
    }
    case 'str':
      return ['str', value.slice(1, -1)];
    case 'bytes':
      return ['bytes', Array.from(value.slice(2, -1), (c) => c.charCodeAt(0))];
    default:
      return [value];
  }
}

describe.each(versions)('Python %s', (version, { constants, depths, scopes }) => {
  const rules = versionOf(version).compiler;

  test.each(Object.entries(constants))('the constant %s', (source, value) => {
    const e = expression(source);
    const known = e.k === 'Joined' ? null : constantOf(e);
    // A string of literals alone is joined where it is emitted.
    if (e.k === 'Joined') expect(e.parts.join('')).toBe('a');
    else expect(known && emittedValue(known)).toEqual(value && recorded(value));
  });

  test.each(Object.entries(depths))('how deep the stack of %s gets', (source, depth) => {
    const module: Module = parse(`def f():\n    return (${source}\n)`, 'test.py');
    const symbols = new SymbolTable(module, rules.inlinesComprehensions, rules.lazyAnnotations);
    const closes = (node: object): boolean =>
      (symbols.scopes.get(node)?.names('free').length ?? 0) > 0;
    const [f] = module.body as [Stmt & { k: 'FunctionDef' }];
    expect(new StackDepth(rules.stackRules, closes).ofFunction(f.body)).toBe(depth);
  });

  test.each(scopes)('the names of %j', (source, functions) => {
    const symbols = new SymbolTable(
      parse(source, 'test.py'),
      rules.inlinesComprehensions,
      rules.lazyAnnotations,
    );
    const found: Record<string, Record<string, string>> = {};
    for (const scope of symbols.scopes.values()) {
      if (!['function', 'lambda'].includes(scope.kind)) continue;
      const name = scope.kind === 'lambda' ? 'lambda' : scope.name;
      // A cell is a local that somebody inside uses.
      const kinds = [...scope.access].map(([key, access]) => [
        key,
        access === 'cell' ? 'local' : access,
      ]);
      found[name] = Object.fromEntries(kinds);
    }
    expect(found).toEqual(functions);
  });
});

describe('the parser', () => {
  const statement = (source: string): Stmt => parse(source, 'test.py').body[0]!;
  const pattern = (first: object) => ({ k: 'Match', cases: [{ pattern: first }] });

  test.each([
    [
      'x = y = 1',
      {
        k: 'Assign',
        targets: [
          { k: 'Name', id: 'x' },
          { k: 'Name', id: 'y' },
        ],
      },
    ],
    ['a + b * c', { k: 'Expr', value: { k: 'Bin', op: '+', right: { k: 'Bin', op: '*' } } }],
    ['a < b <= c', { k: 'Expr', value: { k: 'Compare', ops: ['<', '<='] } }],
    ['not a in b', { k: 'Expr', value: { k: 'Unary', op: 'not', value: { k: 'Compare' } } }],
    [
      'f(a, *b, k=c, **d)',
      { k: 'Expr', value: { k: 'Call', keywords: [{ name: 'k' }, { name: null }] } },
    ],
    ['x[1:2, ::3]', { k: 'Expr', value: { k: 'Sub', index: { k: 'Tuple' } } }],
    [
      'a, *b = c',
      { k: 'Assign', targets: [{ k: 'Tuple', items: [{ k: 'Name' }, { k: 'Starred' }] }] },
    ],
    [
      'lambda a, /, b=1, *c, d, **e: a',
      { k: 'Expr', value: { k: 'Lambda', params: { posonly: 1 } } },
    ],
    ['x: int = 1', { k: 'AnnAssign', target: { k: 'Name', id: 'x' } }],
    ['async def f(): await x', { k: 'FunctionDef', name: 'f', isAsync: true }],
    ['from .a import b as c', { k: 'ImportFrom' }],
    ['{**a, 1: 2}', { k: 'Expr', value: { k: 'Dict', keys: [null, { k: 'Const' }] } }],
    ['a if b else c', { k: 'Expr', value: { k: 'IfExp', test: { k: 'Name', id: 'b' } } }],
    ["f'{a!r:>{b}}'", { k: 'Expr', value: { k: 'Joined' } }],
    ['match x:\n case []: 0', pattern({ k: 'PSeq', items: [] })],
    ['match x:\n case[]: 0', pattern({ k: 'PSeq', items: [] })],
    ['match x:\n case {  }if y: 0', pattern({ k: 'PMap', keys: [] })],
    ['match x:\n case C( ): 0', pattern({ k: 'PClass', items: [] })],
    [
      'match x:\n case [\n  (), # (\n  C(),\n ]: 0',
      pattern({ k: 'PSeq', items: [{ k: 'PSeq', items: [] }, { k: 'PClass' }] }),
    ],
    ['match x:\n case "()": 0', pattern({ k: 'PValue' })],
    ['case ()', { k: 'Expr', value: { k: 'Call', func: { k: 'Name', id: 'case' } } }],
  ])('%j', (source, tree) => {
    expect(statement(source)).toMatchObject(tree);
  });

  test.each([
    ['x = = 1', 1],
    ['f(\n', 1],
    ['if x:\npass', 2],
    ['a = 1\nb = )', 2],
    ["x = 'abc", 1],
  ])('%j is a syntax error on line %d', (source, lineno) => {
    expect(() => parse(source, 'test.py')).toThrow(expect.objectContaining({ lineno }));
  });
});
