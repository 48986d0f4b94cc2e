import type { Pattern } from '../parser/ast';
import type { ExpressionEmitter } from './emit-expressions';
import { type Fragment, join, js, type Value } from './fragment';

/**
 * JavaScript that tells whether a borrowed word matches a pattern. What it captures goes into `group`,
 * by the index of its name in `names`.
 */
export function emitPattern(
  emitter: ExpressionEmitter,
  p: Pattern,
  subject: Value,
  group: string,
  names: string[],
  unique: () => string,
): Fragment {
  const inner = (pattern: Pattern, word: Value): Fragment =>
    emitPattern(emitter, pattern, word, group, names, unique);
  const capture = (name: string | null, word: Value): Fragment => {
    if (name === null) return js`true`;
    let index = names.indexOf(name);
    if (index < 0) index = names.push(name) - 1;
    return js`${group}.set(${index},${word})`;
  };
  /** Parts of the subject as an array of borrowed words, then a test of each. */
  const parts = (call: Fragment, patterns: readonly Pattern[]): Fragment => {
    const array = unique();
    emitter.emit(js`let ${array}=null;`);
    const tests = patterns.map((each, i) => inner(each, js`${array}[${i}]`));
    return js`(${join([js`(${array}=${call})!==null`, ...tests], '&&')})`;
  };
  switch (p.k) {
    case 'PValue': {
      const { value } = p;
      if (value.k === 'Const' && ['None', 'True', 'False'].includes(value.v.t)) {
        return js`(${subject}===${emitter.constant(value.v)})`;
      }
      return emitter.op('compareTest', '2', js`I(${subject})`, emitter.expr(value));
    }
    case 'PCapture':
    case 'PStar':
      return capture(p.name, subject);
    case 'PAs': {
      const test = inner(p.pattern, subject);
      return js`(${test}&&${capture(p.name, subject)})`;
    }
    case 'POr':
      return js`(${join(
        p.items.map((item) => inner(item, subject)),
        '||',
      )})`;
    case 'PSeq': {
      const star = p.items.findIndex(({ k }) => k === 'PStar');
      return parts(js`${group}.sequence(${subject},${p.items.length},${star})`, p.items);
    }
    case 'PMap': {
      const keys = p.keys.map((key) => emitter.expr(key));
      const call = js`${group}.mapping(${subject},[${join(keys)}],${p.rest !== null})`;
      const rest: Pattern[] =
        p.rest === null ? [] : [{ start: p.start, end: p.end, k: 'PCapture', name: p.rest }];
      return parts(call, [...p.items, ...rest]);
    }
    case 'PClass': {
      const attributes = p.names.map((name) => emitter.nameWord(name));
      const call = js`${group}.instance(${subject},${emitter.expr(p.cls)},${p.items.length},[${join(attributes)}])`;
      return parts(call, [...p.items, ...p.named]);
    }
  }
}
