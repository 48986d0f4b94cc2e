import type { Pattern } from '../parser/ast';
import type { ExpressionEmitter } from './emit-expressions';

/**
 * JavaScript that tells whether a borrowed word matches a pattern. What it captures goes into `group`,
 * by the index of its name in `names`.
 */
export function emitPattern(
  emitter: ExpressionEmitter,
  p: Pattern,
  subject: string,
  group: string,
  names: string[],
  unique: () => string,
): string {
  const inner = (pattern: Pattern, word: string): string =>
    emitPattern(emitter, pattern, word, group, names, unique);
  const capture = (name: string | null, word: string): string => {
    if (name === null) return 'true';
    let index = names.indexOf(name);
    if (index < 0) index = names.push(name) - 1;
    return `${group}.set(${index},${word})`;
  };
  /** Parts of the subject as an array of borrowed words, then a test of each. */
  const parts = (call: string, patterns: readonly Pattern[]): string => {
    const array = unique();
    emitter.emit(`let ${array}=null;`);
    const tests = patterns.map((each, i) => inner(each, `${array}[${i}]`));
    return `(${[`(${array}=${call})!==null`, ...tests].join('&&')})`;
  };
  switch (p.k) {
    case 'PValue': {
      const { value } = p;
      if (value.k === 'Const' && ['None', 'True', 'False'].includes(value.v.t)) {
        return `(${subject}===${emitter.constant(value.v)})`;
      }
      return emitter.op('compareTest', '2', `I(${subject})`, emitter.expr(value));
    }
    case 'PCapture':
    case 'PStar':
      return capture(p.name, subject);
    case 'PAs': {
      const test = inner(p.pattern, subject);
      return `(${test}&&${capture(p.name, subject)})`;
    }
    case 'POr':
      return `(${p.items.map((item) => inner(item, subject)).join('||')})`;
    case 'PSeq': {
      const star = p.items.findIndex(({ k }) => k === 'PStar');
      return parts(`${group}.sequence(${subject},${p.items.length},${star})`, p.items);
    }
    case 'PMap': {
      const keys = p.keys.map((key) => emitter.expr(key));
      const call = `${group}.mapping(${subject},[${keys.join(',')}],${p.rest !== null})`;
      const rest: Pattern[] =
        p.rest === null ? [] : [{ start: p.start, end: p.end, k: 'PCapture', name: p.rest }];
      return parts(call, [...p.items, ...rest]);
    }
    case 'PClass': {
      const attributes = p.names.map((name) => emitter.nameWord(name));
      const call = `${group}.instance(${subject},${emitter.expr(p.cls)},${p.items.length},[${attributes.join(',')}])`;
      return parts(call, [...p.items, ...p.named]);
    }
  }
}
