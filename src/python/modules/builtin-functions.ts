import { newFields, PyDict_Items } from '../../objects';
import { putItems } from '../objects/containers';
import { stringRepr } from '../objects/format';
import { installIteratorMethods } from '../objects/iterators';
import { absolute, divmod } from '../objects/numbers';
import { dirOf } from '../objects/object';
import { sortWords } from '../objects/sorting';
import { compileBuiltin, evaluate, execute } from '../runtime/evaluate';
import { type Keywords, type Native, type NativeCall, option } from '../runtime/native';
import type { Runtime } from '../runtime/runtime';
import { openFile } from './files';
import { sum } from './sum';

/** The functions of `builtins` (Python/bltinmodule.c). */
export function installFunctions(rt: Runtime, define: (name: string, word: number) => void): void {
  installIteratorMethods(rt);
  const { py } = rt;
  const on = (
    name: string,
    min: number,
    max: number,
    call: NativeCall,
    keywords: Native['keywords'] = false,
  ): void => define(name, rt.nativeFunction(name, call, min, max, keywords));

  // From 3.11 to 3.13 the arguments are put into a tuple.
  const packs = rt.minor >= 11 && rt.minor <= 13;
  on(
    'print',
    0,
    -1,
    (args, keywords) => rt.holding(packs ? args : [], () => print(rt, args, keywords)),
    'sep end file flush',
  );
  on('len', 1, 1, ([o]) => rt.count(rt.lengthOf(o!)));
  on('id', 1, 1, ([o]) => rt.int(rt.id(o!)));
  on('repr', 1, 1, ([o]) => rt.str(rt.repr(o!)));
  on('ascii', 1, 1, ([o]) => rt.str(stringRepr(rt.repr(o!), true).slice(1, -1)));
  on('hash', 1, 1, ([o]) => rt.count(rt.hash(o!)));
  on('abs', 1, 1, ([of]) => {
    const o = rt.behind(of!);
    const own = rt.userSpecial(o, '__abs__');
    if (own !== 0) return rt.callMethodWord(own, o, []);
    if (rt.special(py.typeOf(o), '__abs__') === 0)
      rt.typeError(`bad operand type for abs(): '${rt.typeName(o)}'`);
    return absolute(rt, o);
  });
  on('divmod', 2, 2, ([a, b]) => {
    const own = rt.userSpecial(a!, '__divmod__');
    return own !== 0 ? rt.callMethodWord(own, a!, [rt.I(b!)]) : divmod(rt, a!, b!);
  });
  on(
    'pow',
    2,
    3,
    ([a, b, m]) => {
      if (m === undefined || m === py.none) return rt.binaryOperation('pow', a!, b!);
      return rt.int(modularPower(rt, rt.bigint(a!), rt.bigint(b!), rt.bigint(m)));
    },
    'base exp mod',
  );
  on(
    'round',
    1,
    2,
    ([o, n], keywords) => {
      const digits = n ?? (option(keywords, 'ndigits') || undefined);
      const method = rt.special(py.typeOf(o!), '__round__');
      if (method === 0) rt.typeError(`type ${rt.typeName(o!)} doesn't define __round__ method`);
      const rest = digits === undefined ? [] : [rt.I(digits)];
      return rt.minor >= 14
        ? rt.callMethodWord(method, o!, rest)
        : rt.callSpecial(method, o!, rest);
    },
    'number ndigits',
  );
  on('chr', 1, 1, ([n]) => {
    const code = rt.indexOf(n!, 'chr');
    if (code < 0 || code > 0x10ffff) rt.valueError('chr() arg not in range(0x110000)');
    return rt.str(String.fromCodePoint(code));
  });
  on('ord', 1, 1, ([c]) => {
    const size = rt.lengthOf(c!);
    if (size !== 1) rt.typeError(`ord() expected a character, but string of length ${size} found`);
    return rt.int(rt.isStr(c!) ? rt.characterAt(c!, 0) : rt.anyBytes(c!)[0]!);
  });
  for (const [name, base, prefix] of [
    ['bin', 2, '0b'],
    ['oct', 8, '0o'],
    ['hex', 16, '0x'],
  ] as const) {
    on(name, 1, 1, ([o]) => {
      const value = rt.bigint(o!);
      return rt.str(
        value < 0n ? `-${prefix}${(-value).toString(base)}` : prefix + value.toString(base),
      );
    });
  }
  on('format', 1, 2, ([o, spec]) => rt.formatValue(o!, spec === undefined ? '' : rt.text(spec)));
  on('callable', 1, 1, ([o]) => rt.bool(rt.isCallable(o!)));
  on('isinstance', 2, 2, ([o, types]) => rt.bool(rt.isInstance(o!, types!)));
  on('issubclass', 2, 2, ([a, b]) => {
    if (!rt.isType(a!)) rt.typeError('issubclass() arg 1 must be a class');
    const all = rt.isTuple(b!) ? rt.tupleItems(b!) : [b!];
    return rt.bool(
      all.some((each) => {
        if (rt.isSubtype(a!, each)) return true;
        if (!rt.isType(each)) return false;
        const hook = rt.special(py.typeOf(each), '__subclasscheck__');
        if (hook === 0 || !rt.isHeapType(py.typeOf(each))) return false;
        return rt.truthOf(rt.callMethodWord(hook, each, [rt.I(a!)]));
      }),
    );
  });
  installAttributes(rt, on);
  installIteration(rt, on);
  installReflection(rt, on);
}

type On = (
  name: string,
  min: number,
  max: number,
  call: NativeCall,
  keywords?: Native['keywords'],
) => void;

function modularPower(rt: Runtime, base: bigint, exponent: bigint, modulus: bigint): bigint {
  if (modulus === 0n) rt.valueError('pow() 3rd argument cannot be 0');
  if (exponent < 0n) return modularPower(rt, inverse(rt, base, modulus), -exponent, modulus);
  const size = modulus < 0n ? -modulus : modulus;
  let result = 1n % size;
  let power = ((base % size) + size) % size;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * power) % size;
    power = (power * power) % size;
  }
  return modulus < 0n && result !== 0n ? result + modulus : result;
}

/** The inverse of a number modulo another, by Euclid's algorithm. */
function inverse(rt: Runtime, of: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [of, modulus, 1n, 0n];
  while (b !== 0n) {
    const q = a / b;
    [a, b, x, y] = [b, a - q * b, y, x - q * y];
  }
  if (a !== 1n && a !== -1n) rt.valueError('base is not invertible for the given modulus');
  return x * a;
}

function print(rt: Runtime, args: readonly number[], keywords?: Keywords): number {
  const { py } = rt;
  const part = (name: string, otherwise: string): string => {
    const word = option(keywords, name);
    if (word === 0 || word === py.none) return otherwise;
    if (!rt.isStr(word)) rt.typeError(`${name} must be None or a string, not ${rt.typeName(word)}`);
    return rt.text(word);
  };
  const text = args.map((arg) => rt.strOf(arg)).join(part('sep', ' ')) + part('end', '\n');
  const file = option(keywords, 'file');
  if (file === 0 || file === py.none) rt.writeStdout(text);
  else py.decref(rt.callMethod(file, 'write', [rt.str(text)]));
  const flush = option(keywords, 'flush');
  if (flush !== 0 && rt.truth(flush)) {
    if (file === 0 || file === py.none) rt.flush();
    else py.decref(rt.callMethod(file, 'flush', []));
  }
  return rt.N();
}

function installAttributes(rt: Runtime, on: On): void {
  const check = (word: number, what: string): void => {
    if (!rt.isStr(word)) {
      rt.typeError(
        rt.minor >= 12
          ? `attribute name must be string, not '${rt.typeName(word)}'`
          : `${what}(): attribute name must be string`,
      );
    }
  };
  on('getattr', 2, 3, ([o, key, otherwise]) => {
    check(key!, 'getattr');
    return rt.withName(key!, (name) => {
      if (otherwise === undefined) return rt.getAttribute(o!, name);
      return rt.getOptional(o!, name) || rt.I(otherwise);
    });
  });
  on('hasattr', 2, 2, ([o, key]) => {
    check(key!, 'hasattr');
    const found = rt.withName(key!, (name) => rt.getOptional(o!, name));
    rt.py.xdecref(found);
    return rt.bool(found !== 0);
  });
  const set = (o: number, key: number, value: number): number => {
    const interned = rt.intern(rt.I(key));
    try {
      rt.withName(interned, (name) => rt.setAttribute(o, name, value));
    } finally {
      rt.py.decref(interned);
    }
    return rt.N();
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

function installIteration(rt: Runtime, on: On): void {
  const { py } = rt;
  on('iter', 1, 2, ([o, sentinel]) => {
    if (sentinel === undefined) return rt.getIter(o!);
    return newFields(py, 'callable_iterator', { it_callable: o!, it_sentinel: sentinel });
  });
  on('next', 1, 2, ([it, otherwise]) => {
    const item = rt.next(it!);
    if (item !== 0) return item;
    if (otherwise === undefined) return rt.stop();
    py.decref(rt.takeReturned());
    return rt.I(otherwise);
  });
  on(
    'sum',
    1,
    2,
    ([items, start], keywords) => {
      const first = start ?? (option(keywords, 'start') || undefined);
      if (first && rt.isStr(first))
        rt.typeError("sum() can't sum strings [use ''.join(seq) instead]");
      return sum(rt, items!, first);
    },
    'start',
  );
  for (const [name, op] of [
    ['min', 0],
    ['max', 4],
  ] as const) {
    on(name, 0, -1, (args, keywords) => extreme(rt, name, op, args, keywords), 'key default');
  }
  on('all', 1, 1, ([items]) => rt.bool(!some(rt, items!, false)));
  on('any', 1, 1, ([items]) => rt.bool(some(rt, items!, true)));
  on(
    'sorted',
    1,
    1,
    ([items], keywords) => {
      const list = rt.list([]);
      rt.extendList(list, items!);
      const key = option(keywords, 'key');
      // To 3.13 it calls the list's own method.
      const method = rt.minor <= 13 ? rt.getAttr(list, 'sort') : 0;
      putItems(rt, list, sortWords(rt, rt.listItems(list), key, option(keywords, 'reverse')));
      py.xdecref(method);
      return list;
    },
    true,
  );
}

/** Whether an item has the truth looked for. */
function some(rt: Runtime, items: number, wanted: boolean): boolean {
  const it = rt.getIter(items);
  try {
    for (let item = rt.next(it); item !== 0; item = rt.next(it))
      if (rt.truthOf(item) === wanted) return true;
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
  if (args.length === 0) rt.typeError(`${name} expected at least 1 argument, got 0`);
  // To 3.12 a tuple holds the arguments.
  const held = rt.minor <= 12 ? args : [];
  const items = rt.holding(held, () => (args.length === 1 ? rt.collect(args[0]!) : args.map(rt.I)));
  if (items.length === 0) {
    if (otherwise !== 0) return rt.I(otherwise);
    rt.valueError(
      rt.minor >= 12
        ? `${name}() iterable argument is empty`
        : `${name}() arg is an empty sequence`,
    );
  }
  const keyOf = (item: number): number =>
    key !== 0 && key !== py.none ? rt.callBorrowed(key, [item]) : rt.I(item);
  let best = items[0]!;
  let bestKey = keyOf(best);
  for (const item of items.slice(1)) {
    const each = keyOf(item);
    if (rt.holding(held, () => rt.truthOf(rt.richCompare(op, each, bestKey)))) {
      py.decref(best);
      py.decref(bestKey);
      best = item;
      bestKey = each;
    } else {
      py.decref(each);
      py.decref(item);
    }
  }
  py.decref(bestKey);
  return best;
}

function installReflection(rt: Runtime, on: On): void {
  const { py } = rt;
  on('globals', 0, 0, () => rt.I(rt.frame!.globals));
  const locals = (): number => {
    const { frame } = rt;
    if (frame === null) return rt.newDict();
    return frame.locals !== 0 ? rt.I(frame.locals) : rt.frameLocals(frame);
  };
  on('locals', 0, 0, locals);
  on('vars', 0, 1, ([o]) => {
    if (o === undefined) return locals();
    const dict = rt.getOptional(o, rt.name('__dict__'));
    return dict || rt.typeError('vars() argument must have __dict__ attribute');
  });
  on('dir', 0, 1, ([o]) => {
    if (o === undefined) {
      const dict = locals();
      const names = PyDict_Items(py, dict)
        .filter((_, i) => i % 2 === 0)
        .map((word) => rt.text(word))
        .sort();
      py.decref(dict);
      return rt.list(names.map((each) => rt.str(each)));
    }
    const own = rt.userSpecial(o, '__dir__');
    if (own !== 0) {
      // A tuple holds the argument, but not in 3.12.
      const held = rt.minor === 12 ? [] : [o];
      const items = rt.holding(held, () => rt.callSpecial(own, o, []));
      return rt.list(sortWords(rt, rt.collect(items), 0, 0));
    }
    return rt.list(dirOf(rt, o).map((each) => rt.str(each)));
  });
  on('input', 0, 1, ([prompt]) => {
    if (prompt !== undefined) rt.writeStdout(rt.strOf(prompt));
    rt.flush();
    const line = rt.host.readLine();
    if (line === '') rt.raise_('EOFError', 'EOF when reading a line');
    return rt.str(line.replace(/\n$/, ''));
  });
  on('open', 1, -1, (args, keywords) => openFile(rt, args, keywords), true);
  on('eval', 1, 3, (args) => evaluate(rt, args));
  on('exec', 1, 3, (args) => execute(rt, args));
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
      if (!rt.isStr(name!)) rt.typeError('module name must be a string');
      return rt.I(rt.importModule(rt.text(name!)));
    },
    'name globals locals fromlist level',
  );
  on(
    'breakpoint',
    0,
    -1,
    () => rt.raise_('NotImplementedError', 'the simulator has no debugger: step with py.step()'),
    true,
  );
  const leave = ([status]: number[]): number =>
    rt.throw_(rt.newException('SystemExit', status === undefined ? [] : [rt.I(status)]));
  on('exit', 0, 1, leave);
  on('quit', 0, 1, leave);
}
