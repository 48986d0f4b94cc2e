import { Code } from '../compile/code';
import { compile } from '../compile/compiler';
import { constantKey } from '../compile/fold';
import type { Constant } from '../parser/ast';
import { parseLibrary } from '../parser/parse-library';
import type { Runtime } from '../runtime/runtime';
import { Linkable } from './link';

/*
 * The library's modules, each compiled once for all processes of a version: like a `.pyc` file
 * (Python/marshal.c), which has constants and names by their values, and no addresses.
 */

/** An object that the JavaScript refers to as `k0`, `k1`, …, in the order in which the compiler asked for it. */
type Operand = { readonly constant: Constant } | { readonly name: string };

interface LibraryProgram {
  readonly source: string;
  readonly linkable: Linkable;
  readonly operands: readonly Operand[];
}

const programs = new Map<string, LibraryProgram>();

function programOf(rt: Runtime, source: string, filename: string): LibraryProgram {
  const { version } = rt.py;
  const stepping = rt.onLine !== undefined;
  const key = `${version.name} ${stepping} ${filename}`;
  const known = programs.get(key);
  if (known?.source === source) return known;
  const operands: Operand[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (operand: Operand, name: string): number => {
    const number = numbers.get(name);
    if (number !== undefined) return number;
    numbers.set(name, operands.length);
    return operands.push(operand) - 1;
  };
  const unit = compile(parseLibrary(source, filename), {
    ...version.compiler,
    constant: (constant) => numberOf({ constant }, `constant ${constantKey(constant)}`),
    name: (name) => numberOf({ name }, `name ${name}`),
    operand: (number) => `k${number}`,
    stepping,
    keepsTables: false,
  });
  const program = { source, linkable: new Linkable(unit, operands.length), operands };
  programs.set(key, program);
  return program;
}

/** A code of a process of its own: words where the compiled one has numbers of operands. */
function copyOf({ name, qualname, filename, firstLine, kind, ...rest }: Code): Code {
  return Object.assign(new Code(name, qualname, filename, firstLine, kind), rest);
}

/**
 * The codes of a module of the library, linked; the first is the module's own.
 * @param constant gives the word of a constant, borrowed
 * @param name gives the word of an interned name
 */
export function libraryCodes(
  rt: Runtime,
  source: string,
  filename: string,
  constant: (value: Constant) => number,
  name: (text: string) => number,
): readonly Code[] {
  const { linkable, operands } = programOf(rt, source, filename);
  const words = operands.map((each) =>
    'name' in each ? name(each.name) : constant(each.constant),
  );
  const { codes: templates } = linkable.unit;
  const codes = templates.map(copyOf);
  for (const [i, code] of codes.entries()) {
    const { consts, inner, names } = templates[i]!;
    const own = {
      consts: new Set([...consts].map((number) => words[number]!)),
      names: new Set([...names].map((number) => words[number]!)),
      inner: inner.map(({ index }) => codes[index]!),
      tree: 0,
    };
    Object.assign(code, own);
  }
  linkable.link(rt, codes, words);
  return codes;
}
