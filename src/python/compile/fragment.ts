/*
 * Pieces of JavaScript. A function is emitted once and written in two forms: as one that runs to its end, and as a
 * generator that stops where a call waits, for threads. So what differs is kept as a part of its own until it is
 * written, and nobody has to look for it in text.
 */

/** A part that is not the same in each form. */
class Part {
  constructor(
    readonly plain: string,
    readonly threaded = plain,
    /** What instructions have in its place; null for a name, constant or code, which gets a number. */
    readonly instruction: string | null = '',
  ) {}
}

/** JavaScript: the value of an expression, or statements. */
export class Fragment {
  constructor(
    readonly parts: readonly (Value | Part)[],
    /** It is inside a generator, which cannot stop for another reason than its own `yield`. */
    readonly isGenerator = false,
    /** It is there for somebody who steps, and CPython has no instructions for it. */
    readonly isHidden = false,
  ) {}

  /** Fragments go into a template only by `js`. */
  toString(): never {
    throw new Error('a fragment is not text');
  }
}

/** What can be put into JavaScript: a fragment, or what is the same in every form. */
export type Value = Fragment | string | number | boolean;

/** A template of JavaScript. */
export function js(texts: TemplateStringsArray, ...values: readonly Value[]): Fragment {
  const parts: Value[] = [];
  for (const [i, text] of texts.entries()) {
    if (text !== '') parts.push(text);
    if (i < values.length) parts.push(values[i]!);
  }
  return new Fragment(parts);
}

export function join(values: readonly Value[], separator = ','): Fragment {
  return new Fragment(values.flatMap((value, i) => (i === 0 ? [value] : [separator, value])));
}

/** What is there for somebody who steps: CPython's instructions are the same without it. */
export function hidden(fragment: Fragment): Fragment {
  return new Fragment([fragment], false, true);
}

/** A text as a literal. */
export function quoted(text: string): Fragment {
  return new Fragment([new Part(JSON.stringify(text), undefined, '""')]);
}

/** A variable: its number tells it from the others, its name is for who reads the JavaScript. */
export function variable(number: string, name: string): Fragment {
  return new Fragment([new Part(`${number}_${name}`, undefined, number)]);
}

/**
 * An inline cache, a code, or the word of a constant or name: an index in CPython's instructions.
 * @param immediate what the instruction has in the index's place
 */
export function reference(text: string | number, immediate: string | null = null): Fragment {
  return new Fragment([new Part(String(text), undefined, immediate)]);
}

const CALL = new Part('', '(yield* ');
const THREADED = new Part('', 'threaded.');
const END = new Part('', ')');
const FUNCTION = new Part('(a)=>', 'function*(a)');

/** The mark that makes a function a generator, which may stop. */
export const STAR = new Fragment([new Part('', '*')]);

/** A call that may wait. */
export function waits(call: Fragment): Fragment {
  return new Fragment([CALL, THREADED, call, END]);
}

/** A function that is called on the spot with a word, `a` inside. */
export function calledFunction(body: Fragment, argument: Value): Fragment {
  return new Fragment([CALL, '(', FUNCTION, '{', body, '})(', argument, ')', END]);
}

/** Writes a fragment with a text for each part that differs. */
function write(
  fragment: Fragment,
  part: (part: Part, inGenerator: boolean) => string,
  isWhole = true,
): string {
  const texts: string[] = [];
  const visit = ({ parts, isGenerator, isHidden }: Fragment, inGenerator: boolean): void => {
    if (isHidden && !isWhole) return;
    for (const each of parts) {
      if (each instanceof Fragment) visit(each, inGenerator || isGenerator);
      else if (each instanceof Part) texts.push(part(each, inGenerator || isGenerator));
      else texts.push(String(each));
    }
  };
  visit(fragment, false);
  return texts.join('');
}

/** The JavaScript of a function that runs to its end. */
export function plain(fragment: Fragment): string {
  return write(fragment, (part) => part.plain);
}

/** The JavaScript of the same function as a generator, which stops where a call waits. */
export function threaded(fragment: Fragment): string {
  return write(fragment, (part, inGenerator) => (inGenerator ? part.plain : part.threaded));
}

/** A text that is the same where names and constants are only others: they are numbers, as in instructions. */
export function instructions(fragment: Fragment): string {
  const numbers = new Map<string, number>();
  const number = ({ plain, instruction }: Part): string => {
    if (instruction !== null) return instruction;
    if (!numbers.has(plain)) numbers.set(plain, numbers.size);
    return `#${numbers.get(plain)}`;
  };
  // Where something is hidden, its line is empty.
  return write(fragment, number, false).replace(/\n+/g, '\n');
}
