import { PyDict_GetItem, PyDict_Items } from '../../objects/dictobject';
import { equal } from '../objects/compare';
import { dictSet } from '../objects/dict-update';
import { lookupAttr } from '../objects/getattr';
import { isInstance } from '../objects/isinstance';
import { collect } from '../objects/iter';
import { itemsOf } from '../objects/length';
import { typeError } from '../runtime/errors';
import { lookup } from '../runtime/lookup';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isDict, isList, isSubtype, isTuple, isType, nameOfType } from '../runtime/type-checks';
import { internName, newDict, newList } from '../runtime/values';

/** What the pattern of one `case` found: names to bind, and words to drop afterwards. */
export class Captures {
  private readonly held: number[] = [];
  private readonly captured: number[] = [];

  constructor(private readonly runtime: Runtime) {}

  private hold(word: number): number {
    this.held.push(word);
    return word;
  }

  set(index: number, word: number): boolean {
    const { runtime } = this;
    const old = this.captured[index];
    this.captured[index] = newRef(runtime, word);
    if (old) runtime.py.decref(old);
    return true;
  }

  /** The word under a name: its reference goes to the caller. */
  take(index: number): number {
    const word = this.captured[index]!;
    this.captured[index] = 0;
    return word;
  }

  done(): void {
    const { runtime } = this;
    if (runtime.dead) return;
    for (const word of this.captured.splice(0)) if (word) runtime.py.decref(word);
    for (const word of this.held.splice(0)) runtime.py.decref(word);
  }

  /** The items of a sequence, the starred one as a list; null when it is none, or of another length. */
  sequence(subject: number, count: number, star: number): number[] | null {
    const { runtime } = this;
    const { py } = runtime;
    const deque = py.builtinBase(py.typeOf(subject)) === py.type('collections.deque');
    const range = py.typeOf(subject) === py.type('range');
    if (!isList(runtime, subject) && !isTuple(runtime, subject) && !deque && !range) return null;
    const items = collect(runtime, subject).map((word) => this.hold(word));
    if (star < 0) return items.length === count ? items : null;
    if (items.length < count - 1) return null;
    const after = count - star - 1;
    const middle = this.hold(
      newList(
        runtime,
        items.slice(star, items.length - after).map((op) => newRef(runtime, op)),
      ),
    );
    return [...items.slice(0, star), middle, ...items.slice(items.length - after)];
  }

  /** The values of keys, which it takes over, and the rest as a dict. */
  mapping(subject: number, keys: readonly number[], rest: boolean): number[] | null {
    const { runtime } = this;
    for (const key of keys) this.hold(key);
    if (!isDict(runtime, subject)) return null;
    const values = keys.map((key) => PyDict_GetItem(runtime.py, subject, key));
    if (values.includes(0)) return null;
    for (const value of values) this.hold(newRef(runtime, value));
    if (!rest) return values;
    const others = this.hold(newDict(runtime));
    const items = PyDict_Items(runtime.py, subject);
    for (let i = 0; i < items.length; i += 2) {
      if (keys.some((key) => equal(runtime, key, items[i]!))) continue;
      dictSet(runtime, others, newRef(runtime, items[i]!), newRef(runtime, items[i + 1]!));
    }
    return [...values, others];
  }

  /** The attributes of an instance of a class, which it takes over. */
  instance(subject: number, cls: number, count: number, names: readonly number[]): number[] | null {
    const { runtime } = this;
    const { py } = runtime;
    this.hold(cls);
    if (!isType(runtime, cls)) typeError(runtime, 'called match pattern must be a class');
    if (!isInstance(runtime, subject, cls)) return null;
    const found: number[] = [];
    if (count > 0) {
      const own = [
        'int',
        'float',
        'str',
        'bytes',
        'bool',
        'list',
        'tuple',
        'dict',
        'set',
        'frozenset',
      ].map((name) => py.type(name));
      if (
        own.some((type) => isSubtype(runtime, cls, type)) &&
        lookup(runtime, cls, internName(runtime, '__match_args__')) === 0
      ) {
        if (count > 1)
          typeError(
            runtime,
            `${nameOfType(runtime, cls)}() accepts 1 positional sub-pattern (${count} given)`,
          );
        found.push(subject);
      } else {
        const args = lookup(runtime, cls, internName(runtime, '__match_args__'));
        const known = args === 0 ? [] : itemsOf(runtime, args);
        if (known.length < count) {
          const plural = known.length === 1 ? '' : 's';
          typeError(
            runtime,
            `${nameOfType(runtime, cls)}() accepts ${known.length} positional sub-pattern${plural} (${count} given)`,
          );
        }
        for (const name of known.slice(0, count)) {
          const value = lookupAttr(runtime, subject, name);
          if (value === 0) return null;
          found.push(this.hold(value));
        }
      }
    }
    for (const name of names) {
      const value = lookupAttr(runtime, subject, name);
      if (value === 0) return null;
      found.push(this.hold(value));
    }
    return found;
  }
}

export function newCaptures(rt: Runtime): Captures {
  return new Captures(rt);
}
