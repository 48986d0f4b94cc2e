import { PyDict_Items } from '../../objects/dictobject';
import { newFields } from '../../objects/field-objects';
import { importModule } from '../ceval/import';
import { stdoutFile, writeStdout, writeTo } from '../ceval/std-files';
import { binaryOperation } from '../objects/binary';
import { boundSpecial, callMethodWord, callSpecial } from '../objects/bind';
import { anyBytes } from '../objects/bytes-like';
import { callBorrowed, isCallable, packing } from '../objects/call';
import { callMethod } from '../objects/call-method';
import { richCompare } from '../objects/compare';
import { formatValue } from '../objects/format-values';
import { besideHidden, frameLocals } from '../objects/frame-locals';
import { raiseStopIteration } from '../objects/generator';
import { getAttr, getAttrString, lookupAttr } from '../objects/getattr';
import { hashOf } from '../objects/hash';
import { asBigInt, asIndex } from '../objects/index-numbers';
import { isInstance, isSubclass } from '../objects/isinstance';
import { collect, forEach, getIter, iterNext, takeReturned } from '../objects/iter';
import { lengthOf } from '../objects/length';
import { putItems } from '../objects/list';
import { listExtend } from '../objects/list-extend';
import { absolute } from '../objects/long';
import { divmodOf, powerModulo } from '../objects/number-functions';
import { dirOf } from '../objects/object';
import { checkKeywords, keepParserNames } from '../objects/parameters';
import { asciiObject, idOf, reprObject, strObject, strOf } from '../objects/repr';
import { setAttr } from '../objects/setattr';
import { addOperators } from '../objects/slot-wrappers';
import { sortWords } from '../objects/sorting';
import { truth, truthOf } from '../objects/truth';
import { characterAt } from '../objects/unicode';
import { type MethodDefiner, nativeFunction } from '../runtime/define';
import {
  asText,
  newException,
  raiseError,
  textArgument,
  throwException,
  typeError,
  valueError,
} from '../runtime/errors';
import { special, userSpecial, withName } from '../runtime/lookup';
import { type Keywords, option } from '../runtime/native';
import { give, newNone, newRef, own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { flushStdout } from '../runtime/stdout';
import { behind, isByteLike, isStr, typeName } from '../runtime/type-checks';
import {
  internInPlace,
  internName,
  listItems,
  newBool,
  newDict,
  newInt,
  newList,
  newSsize,
  newStr,
} from '../runtime/values';
import { compileBuiltin, evaluate, execute } from './evaluate';
import { openFile } from './files';
import { sum } from './sum';

/** The functions of `builtins` (Python/bltinmodule.c). */
export function installFunctions(rt: Runtime, define: (name: string, word: number) => void): void {
  addOperators(rt);
  const { py } = rt;
  const on: MethodDefiner = (name, min, max, call, keywords) =>
    define(name, nativeFunction(rt, name, call, min, max, keywords));

  // From 3.11 to 3.13 the arguments are put into a tuple.
  const packs = rt.behaviour.printPacks;
  on(
    'print',
    0,
    -1,
    (args, keywords) => packing(rt, packs ? args : [], undefined, () => print(rt, args, keywords)),
    '* sep end file flush',
  );
  on('len', 1, 1, ([o]) => newSsize(rt, lengthOf(rt, o!)));
  on('id', 1, 1, ([o]) => newInt(rt, idOf(rt, o!)));
  on('repr', 1, 1, ([o]) => reprObject(rt, o!));
  on('ascii', 1, 1, ([o]) => asciiObject(rt, o!));
  on('hash', 1, 1, ([o]) => newSsize(rt, hashOf(rt, o!)));
  on('abs', 1, 1, ([of]) => {
    const o = behind(rt, of!);
    const defined = userSpecial(rt, o, '__abs__');
    if (defined !== 0) return callMethodWord(rt, defined, o, []);
    if (special(rt, py.typeOf(o), '__abs__') === 0)
      typeError(rt, `bad operand type for abs(): '${typeName(rt, o)}'`);
    return absolute(rt, o);
  });
  on('divmod', 2, 2, ([a, b]) => divmodOf(rt, a!, b!));
  on(
    'pow',
    2,
    3,
    ([a, b, m]) => {
      if (m === undefined || m === py.none) return binaryOperation(rt, 'pow', a!, b!);
      return powerModulo(rt, a!, b!, m);
    },
    'base exp mod',
  );
  on(
    'round',
    1,
    2,
    ([o, digits]) => {
      const method = special(rt, py.typeOf(o!), '__round__');
      if (method === 0) typeError(rt, `type ${typeName(rt, o!)} doesn't define __round__ method`);
      const rest = digits === undefined ? [] : [newRef(rt, digits)];
      return rt.behaviour.roundsUnbound
        ? callMethodWord(rt, method, o!, rest)
        : callSpecial(rt, method, o!, rest);
    },
    'number ndigits',
  );
  on('chr', 1, 1, ([n]) => {
    const given = asIndex(rt, n!);
    if (BigInt.asIntN(32, given) !== given && rt.messages.characterTooLarge)
      raiseError(rt, 'OverflowError', rt.messages.characterTooLarge);
    const code = Number(given);
    if (code < 0 || code > 0x10ffff) valueError(rt, 'chr() arg not in range(0x110000)');
    return newStr(rt, String.fromCodePoint(code));
  });
  on('ord', 1, 1, ([c]) => {
    if (!isStr(rt, c!) && !isByteLike(rt, c!))
      typeError(rt, `ord() expected string of length 1, but ${typeName(rt, c!)} found`);
    const size = lengthOf(rt, c!);
    if (size !== 1) typeError(rt, `ord() expected a character, but string of length ${size} found`);
    return newInt(rt, isStr(rt, c!) ? characterAt(rt, c!, 0) : anyBytes(rt, c!)[0]!);
  });
  for (const [name, base, prefix] of [
    ['bin', 2, '0b'],
    ['oct', 8, '0o'],
    ['hex', 16, '0x'],
  ] as const) {
    on(name, 1, 1, ([o]) => {
      const value = asBigInt(rt, o!);
      return newStr(
        rt,
        value < 0n ? `-${prefix}${(-value).toString(base)}` : prefix + value.toString(base),
      );
    });
  }
  on('format', 1, 2, ([o, spec]) =>
    formatValue(rt, o!, spec === undefined ? '' : textArgument(rt, spec, 'format() argument 2')),
  );
  on('callable', 1, 1, ([o]) => newBool(rt, isCallable(rt, o!)));
  on('isinstance', 2, 2, ([o, types]) => newBool(rt, isInstance(rt, o!, types!)));
  on('issubclass', 2, 2, ([derived, cls]) => newBool(rt, isSubclass(rt, derived!, cls!)));
  installAttributes(rt, on);
  installIteration(rt, on);
  installReflection(rt, on);
}

/** The string of `sep` or `end`, borrowed; 0 for what is not said. */
function printPart(rt: Runtime, keywords: Keywords | undefined, name: string): number {
  const word = option(keywords, name);
  if (word === 0 || word === rt.py.none) return 0;
  if (!isStr(rt, word))
    typeError(rt, `${name} must be None or a string, not ${typeName(rt, word)}`);
  return word;
}

function print(rt: Runtime, args: readonly number[], keywords?: Keywords): number {
  const { py } = rt;
  const given = option(keywords, 'file');
  const file = given === 0 || given === py.none ? stdoutFile(rt) : given === rt.stdout ? 0 : given;
  if (file === py.none) return newNone(rt);
  const separator = printPart(rt, keywords, 'sep');
  const end = printPart(rt, keywords, 'end');
  const put = (word: number, otherwise: string): void =>
    writeTo(rt, file, () => (word === 0 ? newStr(rt, otherwise) : strObject(rt, word)));
  for (const [i, arg] of args.entries()) {
    if (i > 0) put(separator, ' ');
    put(arg, '');
  }
  put(end, '\n');
  const flush = option(keywords, 'flush');
  if (flush !== 0 && truth(rt, flush)) {
    if (file === 0) flushStdout(rt);
    else py.decref(callMethod(rt, file, 'flush', []));
  }
  return newNone(rt);
}

function installAttributes(rt: Runtime, on: MethodDefiner): void {
  const check = (word: number, what: string): void => {
    if (!isStr(rt, word)) {
      typeError(rt, rt.messages.attributeName(what, typeName(rt, word)));
    }
  };
  on('getattr', 2, 3, ([o, key, otherwise]) => {
    check(key!, 'getattr');
    return withName(rt, key!, (name) => {
      if (otherwise === undefined) return getAttr(rt, o!, name);
      return lookupAttr(rt, o!, name) || newRef(rt, otherwise);
    });
  });
  on('hasattr', 2, 2, ([o, key]) => {
    check(key!, 'hasattr');
    const found = withName(rt, key!, (name) => lookupAttr(rt, o!, name));
    rt.py.xdecref(found);
    return newBool(rt, found !== 0);
  });
  const set = (o: number, key: number, value: number): number => {
    const interned = internInPlace(rt, newRef(rt, key));
    try {
      withName(rt, interned, (name) => setAttr(rt, o, name, value));
    } finally {
      rt.py.decref(interned);
    }
    return newNone(rt);
  };
  on('setattr', 3, 3, ([o, key, value]) => {
    check(key!, 'setattr');
    return set(o!, key!, value!);
  });
  on('delattr', 2, 2, ([o, key]) => {
    check(key!, 'delattr');
    return set(o!, key!, 0);
  });
}

function installIteration(rt: Runtime, on: MethodDefiner): void {
  const { py } = rt;
  on('iter', 1, 2, ([o, sentinel]) => {
    if (sentinel === undefined) return getIter(rt, o!);
    if (!isCallable(rt, o!)) typeError(rt, rt.messages.iterOfNoCallable);
    return newFields(py, 'callable_iterator', { it_callable: o!, it_sentinel: sentinel });
  });
  on('next', 1, 2, ([it, otherwise]) => {
    const item = iterNext(rt, it!);
    if (item !== 0) return item;
    if (otherwise === undefined) return raiseStopIteration(rt);
    py.decref(takeReturned(rt));
    return newRef(rt, otherwise);
  });
  on(
    'sum',
    1,
    2,
    ([items, start]) => {
      if (start !== undefined && isStr(rt, start))
        typeError(rt, "sum() can't sum strings [use ''.join(seq) instead]");
      return sum(rt, items!, start);
    },
    'iterable / start',
  );
  for (const [name, op] of [
    ['min', 0],
    ['max', 4],
  ] as const) {
    on(name, 0, -1, (args, keywords) => extreme(rt, name, op, args, keywords), '* key default');
  }
  on('all', 1, 1, ([items]) => newBool(rt, !some(rt, items!, false)));
  on('any', 1, 1, ([items]) => newBool(rt, some(rt, items!, true)));
  on(
    'sorted',
    0,
    -1,
    ([items, ...more], keywords) => {
      const given = more.length + (items === undefined ? 0 : 1);
      if (given !== 1) typeError(rt, `sorted expected 1 argument, got ${given}`);
      const list = own(rt, newList(rt, []));
      listExtend(rt, list, items!);
      // The named ones are for the list's method.
      checkKeywords(rt, 'sort', '* key reverse', keywords);
      if (keywords?.length) keepParserNames(rt, 'list.sort', '* key reverse');
      const key = option(keywords, 'key');
      // It calls the list's own method.
      own(rt, getAttrString(rt, list, 'sort'));
      putItems(rt, list, sortWords(rt, listItems(rt, list), key, option(keywords, 'reverse')));
      return give(rt, list);
    },
    true,
  );
}

/** Whether an item has the truth looked for. */
function some(rt: Runtime, items: number, wanted: boolean): boolean {
  const it = getIter(rt, items);
  try {
    for (let item = iterNext(rt, it); item !== 0; item = iterNext(rt, it))
      if (truthOf(rt, item) === wanted) return true;
    return false;
  } finally {
    rt.py.decref(it);
  }
}

function extreme(
  rt: Runtime,
  name: string,
  op: number,
  args: readonly number[],
  keywords?: Keywords,
): number {
  const { py } = rt;
  const key = option(keywords, 'key');
  const otherwise = option(keywords, 'default');
  if (args.length === 0) typeError(rt, rt.messages.atLeastOne(name));
  if (args.length > 1 && otherwise !== 0)
    typeError(rt, `Cannot specify a default for ${name}() with multiple positional arguments`);
  const keyOf = (item: number): number =>
    key !== 0 && key !== py.none ? callBorrowed(rt, key, [item]) : newRef(rt, item);
  let best = 0;
  let bestKey = 0;
  const visit = (item: number): void => {
    own(rt, item);
    const each = own(rt, keyOf(item));
    if (best === 0) {
      best = item;
      bestKey = each;
    } else if (truthOf(rt, richCompare(rt, op, each, bestKey))) {
      release(rt, best);
      release(rt, bestKey);
      best = item;
      bestKey = each;
    } else {
      release(rt, each);
      release(rt, item);
    }
  };
  if (args.length === 1) forEach(rt, args[0]!, visit);
  else for (const op of args) visit(newRef(rt, op));
  if (best === 0)
    return otherwise !== 0
      ? newRef(rt, otherwise)
      : valueError(rt, rt.messages.extremeOfNothing(name));
  release(rt, bestKey);
  return give(rt, best);
}

function installReflection(rt: Runtime, on: MethodDefiner): void {
  const { py } = rt;
  on('globals', 0, 0, () => newRef(rt, rt.frame!.globals));
  const locals = (): number => {
    const { frame } = rt;
    if (frame === null) return newDict(rt);
    return besideHidden(rt, () =>
      frame.locals !== 0 ? newRef(rt, frame.locals) : frameLocals(rt, frame),
    );
  };
  on('locals', 0, 0, locals);
  on('vars', 0, 1, ([o]) => {
    if (o === undefined) return locals();
    const dict = lookupAttr(rt, o, internName(rt, '__dict__'));
    return dict || typeError(rt, 'vars() argument must have __dict__ attribute');
  });
  on('dir', 0, 1, ([o]) => {
    if (o === undefined) {
      const dict = locals();
      const names = PyDict_Items(py, dict)
        .filter((_, i) => i % 2 === 0)
        .map((word) => asText(rt, word))
        .sort();
      py.decref(dict);
      return newList(
        rt,
        names.map((each) => newStr(rt, each)),
      );
    }
    const defined = userSpecial(rt, o, '__dir__');
    if (defined !== 0) {
      const items = own(rt, callSpecial(rt, defined, o, []));
      const list = own(rt, newList(rt, collect(rt, items)));
      putItems(rt, list, sortWords(rt, listItems(rt, list), 0, 0));
      return give(rt, list);
    }
    own(rt, boundSpecial(rt, o, '__dir__'));
    return newList(
      rt,
      dirOf(rt, o).map((each) => newStr(rt, each)),
    );
  });
  on('input', 0, 1, ([prompt]) => {
    if (prompt !== undefined) writeStdout(rt, strOf(rt, prompt));
    flushStdout(rt);
    const line = rt.host.readLine();
    if (line === '') raiseError(rt, 'EOFError', 'EOF when reading a line');
    return newStr(rt, line.replace(/\n$/, ''));
  });
  on(
    'open',
    1,
    8,
    (args) => openFile(rt, args),
    'file mode buffering encoding errors newline closefd opener',
  );
  const { evalParameters, execParameters } = rt.behaviour;
  on('eval', 1, 3, (args) => evaluate(rt, args), evalParameters);
  on('exec', 1, 3, (args) => execute(rt, args), execParameters);
  on(
    'compile',
    0,
    6,
    (args, keywords) => compileBuiltin(rt, args, keywords),
    'source filename mode flags dont_inherit optimize _feature_version',
  );
  on(
    '__import__',
    1,
    -1,
    ([name]) => {
      if (!isStr(rt, name!)) typeError(rt, 'module name must be a string');
      return newRef(rt, importModule(rt, asText(rt, name!)));
    },
    'name globals locals fromlist level',
  );
  on(
    'breakpoint',
    0,
    -1,
    () =>
      raiseError(rt, 'NotImplementedError', 'the simulator has no debugger: step with py.step()'),
    true,
  );
  const leave = ([status]: number[]): number =>
    throwException(
      rt,
      newException(rt, 'SystemExit', status === undefined ? [] : [newRef(rt, status)]),
    );
  on('exit', 0, 1, leave);
  on('quit', 0, 1, leave);
}
