import { newFields } from '../../objects';
import { option } from '../runtime/native';
import type { Runtime } from '../runtime/runtime';

/** `enumerate`, `zip`, `map`, `filter`, `reversed`, generators, and the methods of iterators. */
export function installIterators(rt: Runtime): void {
  const { py } = rt;
  const field = (struct: string, name: string): number => (py.structs.find(struct, name) ?? 0) >> 2;

  const enumerate = rt.onNext('enumerate', (it) => {
    const item = rt.next(py.load(it + 6));
    if (item === 0) return 0;
    const index = py.get(it + 4);
    py.set(it + 4, index + 1);
    return rt.resultTuple(it + 8, [rt.count(index), item]);
  });
  rt.news.set(enumerate, (_type, args, keywords) => {
    const start = args[1] ?? option(keywords, 'start');
    const it = rt.getIter(
      args[0] ?? rt.typeError("enumerate() missing required argument 'iterable' (pos 1)"),
    );
    const pair = rt.tuple([rt.N(), rt.N()]);
    const op = newFields(py, 'enumerate', { en_sit: it, en_result: pair });
    py.set(op + 4, start ? rt.number(start) : 0);
    py.decref(it);
    py.decref(pair);
    return op;
  });

  const zip = rt.onNext('zip', (it) => {
    const iterators = rt.tupleItems(py.load(it + field('zipobject', 'ittuple')));
    if (iterators.length === 0) return 0;
    const strict =
      py.structs.find('zipobject', 'strict') !== undefined &&
      py.i32[it + field('zipobject', 'strict')] !== 0;
    const items: number[] = [];
    for (const [i, each] of iterators.entries()) {
      const item = rt.next(each);
      if (item !== 0) {
        items.push(item);
        continue;
      }
      for (const drop of items) py.decref(drop);
      if (strict) checkStrict(rt, iterators, i);
      return 0;
    }
    const resultWord = it + field('zipobject', 'result');
    return rt.resultTuple(resultWord, items);
  });
  rt.news.set(zip, (_type, args, keywords) => {
    const iterators = args.map((each) => {
      if (!rt.isIterable(each)) {
        rt.typeError(`'${rt.typeName(each)}' object is not iterable`);
      }
      return rt.getIter(each);
    });
    const tuple = rt.tuple(iterators);
    const result = rt.tuple(args.map(() => rt.N()));
    if (args.length > 0 && !py.gc.isTracked(result)) py.gc.track(result);
    const op = newFields(py, 'zip', { ittuple: tuple, result });
    py.set(op + field('zipobject', 'tuplesize'), args.length);
    if (rt.minor >= 10 && option(keywords, 'strict') && rt.truth(option(keywords, 'strict'))) {
      py.i32[op + field('zipobject', 'strict')] = 1;
    }
    py.decref(tuple);
    py.decref(result);
    return op;
  });

  const map = rt.onNext('map', (it) => {
    const iterators = rt.tupleItems(py.load(it + 4));
    const items: number[] = [];
    for (const each of iterators) {
      const item = rt.next(each);
      if (item === 0) {
        for (const drop of items) py.decref(drop);
        return 0;
      }
      items.push(item);
    }
    // The function is called with what the iterators gave, which `map` still holds.
    return rt.callLending(py.load(it + 6), items);
  });
  rt.news.set(map, (_type, args) => {
    if (args.length < 2) rt.typeError('map() must have at least two arguments.');
    const [func, ...rest] = args;
    const iterators = rt.tuple(rest.map((each) => rt.getIter(each)));
    const op = newFields(py, 'map', { iters: iterators, func: func! });
    py.decref(iterators);
    return op;
  });

  const filter = rt.onNext('filter', (it) => {
    const func = py.load(it + 4);
    for (let item = rt.next(py.load(it + 6)); item !== 0; item = rt.next(py.load(it + 6))) {
      const keep = func === py.none ? rt.truth(item) : rt.truthOf(rt.callBorrowed(func, [item]));
      if (keep) return item;
      py.decref(item);
    }
    return 0;
  });
  rt.news.set(filter, (_type, args) => {
    if (args.length !== 2) rt.typeError(`filter expected 2 arguments, got ${args.length}`);
    const it = rt.getIter(args[1]!);
    const op = newFields(py, 'filter', { func: args[0]!, it });
    py.decref(it);
    return op;
  });

  const reversed = rt.onNext('reversed', (it) => {
    const seq = py.load(it + 6);
    const at = py.i32[it + 4]!;
    if (seq === 0 || at < 0) return 0;
    if (at === 0) py.i32.fill(-1, it + 4, it + 6);
    else py.set(it + 4, at - 1);
    const index = rt.int(at);
    const item = rt.getItem(seq, index);
    py.decref(index);
    return item;
  });
  rt.news.set(reversed, (_type, args) => {
    const [o] = args;
    if (o === undefined) rt.typeError('reversed expected 1 argument, got 0');
    const method = rt.special(py.typeOf(o!), '__reversed__');
    if (method === py.none) rt.typeError(`'${rt.typeName(o!)}' object is not reversible`);
    if (method !== 0) return rt.callSpecial(method, o!, []);
    if (
      rt.special(py.typeOf(o!), '__getitem__') === 0 ||
      rt.special(py.typeOf(o!), '__len__') === 0
    ) {
      rt.typeError(`'${rt.typeName(o!)}' object is not reversible`);
    }
    const op = newFields(py, 'reversed', { seq: o! });
    const last = rt.lengthOf(o!) - 1;
    if (last < 0) py.i32.fill(-1, op + 4, op + 6);
    else py.set(op + 4, last);
    return op;
  });
  installGenerators(rt);
}

/** `iter` and `next` as methods, once all iterators are known. */
export function installIteratorMethods(rt: Runtime): void {
  const { py } = rt;
  for (let spec = 0; spec < rt.nexts.length; spec++) {
    if (!rt.nexts[spec]) continue;
    const type = py.statics.type(spec);
    rt.method(type, '__iter__', 0, 0, ([it]) => rt.I(it!));
    rt.method(type, '__next__', 0, 0, ([it]) => rt.nextOrStop(it!));
  }
}

function checkStrict(rt: Runtime, iterators: readonly number[], at: number): void {
  const plural = (n: number): string => (n === 1 ? ' ' : 's 1-');
  if (at > 0) rt.valueError(`zip() argument ${at + 1} is shorter than argument${plural(at)}${at}`);
  for (let i = 1; i < iterators.length; i++) {
    const item = rt.next(iterators[i]!);
    if (item === 0) continue;
    rt.py.decref(item);
    rt.valueError(`zip() argument ${i + 1} is longer than argument${plural(i)}${i}`);
  }
}

function installGenerators(rt: Runtime): void {
  const { py } = rt;
  for (const type of [rt.generatorType, rt.coroutineType]) {
    const prefix = type === rt.generatorType ? 'gi' : 'cr';
    rt.method(
      type,
      'send',
      1,
      1,
      ([gen, value]) => rt.resume(gen!, rt.I(value!), null) || rt.stop(),
    );
    rt.method(
      type,
      'throw',
      1,
      3,
      ([gen, kind, value]) => rt.throwInto_(gen!, kind!, value ?? py.none) || rt.stop(),
    );
    rt.method(type, 'close', 0, 0, ([gen]) => {
      rt.closeGenerator(gen!);
      return rt.N();
    });
    rt.method(type, '__del__', 0, 0, ([gen]) => {
      rt.finalizeGenerator(gen!);
      return rt.N();
    });
    const state = (gen: number) => rt.generators.get(gen)!;
    rt.getset(type, `${prefix}_running`, (gen) => rt.bool(state(gen).state === 'running'));
    rt.getset(type, `${prefix}_frame`, (gen) =>
      state(gen).state === 'done' ? rt.N() : rt.I(rt.frameObject(state(gen).frame)),
    );
    rt.getset(type, `${prefix}_code`, (gen) => rt.I(state(gen).frame.code.word));
    rt.getset(type, '__name__', (gen) => rt.str(state(gen).frame.code.name));
    rt.getset(type, '__qualname__', (gen) => rt.str(state(gen).frame.code.qualname));
  }
  rt.method(rt.coroutineType, '__await__', 0, 0, ([gen]) => rt.I(gen!));
}
