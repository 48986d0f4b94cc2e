import { needsMore } from '../../../src/cli/prompt';
import { showsFrames } from '../../../src/python/compile/shows-frames';
import { parse } from '../../../src/python/parser/parser';
import { isString, logicalLines, tokenize } from '../../../src/python/parser/tokenizer';

const words = (source: string): string[] =>
  tokenize(source).map(({ kind, text }) => `${kind} ${JSON.stringify(text)}`);

const texts = (source: string): string[] => tokenize(source).map(({ text }) => text);

test('names, numbers, operators, comments and the ends of lines', () => {
  expect(words('été = 0x1F**-1.5e-3j  # that\n')).toEqual([
    'NAME "été"',
    'OP "="',
    'NUMBER "0x1F"',
    'OP "**"',
    'OP "-"',
    'NUMBER "1.5e-3j"',
    'COMMENT "# that"',
    'NEWLINE "\\n"',
  ]);
  expect(texts('a//=b;c:=d->e...f!=g<<=1if h else.5')).toEqual(
    'a //= b ; c := d -> e ... f != g <<= 1 if h else .5'.split(' '),
  );
});

test('a line goes on in brackets and behind a backslash', () => {
  const source = 'f(a,\n  [b])  # c\n\n  x = \\\n 1\n';
  expect(words(source).filter((word) => !/NAME|OP|NUMBER/.test(word))).toEqual([
    'NL "\\n"',
    'COMMENT "# c"',
    'NEWLINE "\\n"',
    'NEWLINE "\\n"',
    'CONTINUATION "\\\\\\n"',
    'NEWLINE "\\n"',
  ]);
  const lines = logicalLines(source, tokenize(source));
  expect(lines.map(({ indent, tokens }) => [indent, tokens.map((t) => t.text).join(' ')])).toEqual([
    [0, 'f ( a , [ b ] )'],
    [2, 'x = 1'],
  ]);
});

test('a bracket is outside of itself', () => {
  expect(tokenize('a(b[c])').map(({ text, depth }) => `${text}${depth}`)).toEqual(
    'a0 (0 b1 [1 c2 ]1 )0'.split(' '),
  );
});

test.each([
  [`'a' "b"`, [`'a'`, `"b"`]],
  [`rb'\\'' Rb"" uR''`, [`rb'\\''`, `Rb""`, 'uR', `''`]],
  [`"""a"b\n""" ''`, [`"""a"b\n"""`, `''`]],
  [`'# no' # yes`, [`'# no'`, '# yes']],
  [`f"{x["a"]}" + 1`, [`f"{x["a"]}"`, '+', '1']],
  [`f'{x:{w}.{p}}' f"{{" f"{x!r:'>5}"`, [`f'{x:{w}.{p}}'`, `f"{{"`, `f"{x!r:'>5}"`]],
  [`f"{f'{rb"}"}'}" + a`, [`f"{f'{rb"}"}'}"`, '+', 'a']],
  [`f"{x" + a`, [`f"{x"`, '+', 'a']],
])('strings of %s', (source, expected) => {
  expect(texts(source)).toEqual(expected);
  expect(tokenize(source).every((token) => !isString(token) || token.closed)).toBe(true);
});

test.each([
  [`x = 'a\ny`, `'a`, false],
  [`x = '''a'\ny`, `'''a'\ny`, true],
  [`x = 'a\\\n`, `'a\\\n`, false],
])('%j has a string without an end', (source, text, triple) => {
  const [string] = tokenize(source).filter(isString);
  expect(string).toMatchObject({ text, triple, closed: false });
});

test.each([
  ['x = 1\n', false],
  ['f(1,\n', true],
  ['x = """a\n', true],
  [`x = 'a\n`, false],
  [`x = 'a\\\n`, true],
  ['x = \\\n', true],
  ['x = 1  # \\\n', false],
  ['if x:  # why\n', true],
  ['# note:\n', false],
  [`x = 'a: # b'\n`, false],
  ['if x:\n  y\n', true],
  ['if x:\n  y\n\n', false],
  ['if (x or\n  y):\n', true],
  ['@f\n', true],
])('the prompt asks for more behind %j: %s', (block, more) => {
  expect(needsMore(block)).toBe(more);
});

test.each([
  ['import sys; sys._getframe()', true],
  ['from sys import _getframe as f', true],
  [`getattr(f, 'f_locals')`, true],
  [`exec('x = f.f_locals')`, true],
  [`f'{f.f_locals}'`, true],
  ['x = 1  # f_locals', false],
  ['not_f_locals = 1', false],
])('%s shows the variables of frames: %s', (source, shown) => {
  expect(showsFrames(parse(source, 'x').body)).toBe(shown);
});

test.each([
  ['with (a as b, # c)\n  d() as e.f,\n  ): pass', 2],
  ['async with a as b[")"]: pass', 1],
  ['with (yield), (a) as b: pass', 1],
])('the items of %j', (source, named) => {
  const body = source.replaceAll('\n', '\n  ');
  const tree = JSON.stringify(parse(`async def g():\n  ${body}`, 'x').body);
  expect(tree.match(/"as":\{/g)).toHaveLength(named);
});

test.each([
  ['if x == "a"\n  pass', `expected ':'`, 12],
  ['f("a]"', `'(' was never closed`, 2],
  ['f(a]', `closing parenthesis ']' does not match opening parenthesis '('`, 4],
  [`x = b'a`, 'unterminated string literal (detected at line 1)', 6],
  ['x = """a\n\n', 'unterminated triple-quoted string literal (detected at line 3)', 5],
])('%j is a mistake', (source, message, offset) => {
  expect(() => parse(source, 'x')).toThrow(expect.objectContaining({ message, offset }));
});
