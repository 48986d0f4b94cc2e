import { PyDict_GetItem, PyDict_Items } from '../../objects';
import type { RuntimeNames } from './runtime-names';

/** What the pattern of one `case` found: names to bind, and words to drop afterwards. */
export class Captures {
  private readonly held: number[] = [];
  private readonly captured: number[] = [];

  constructor(private readonly runtime: RuntimeNames) {}

  private hold(word: number): number {
    this.held.push(word);
    return word;
  }

  set(index: number, word: number): boolean {
    const { runtime } = this;
    const old = this.captured[index];
    this.captured[index] = runtime.I(word);
    if (old) runtime.D(old);
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
    for (const word of this.captured.splice(0)) if (word) runtime.D(word);
    for (const word of this.held.splice(0)) runtime.D(word);
  }

  /** The items of a sequence, the starred one as a list; null when it is none, or of another length. */
  sequence(subject: number, count: number, star: number): number[] | null {
    const { runtime } = this;
    const { py } = runtime;
    const deque = py.builtinBase(py.typeOf(subject)) === py.type('collections.deque');
    const range = py.typeOf(subject) === py.type('range');
    if (!runtime.isList(subject) && !runtime.isTuple(subject) && !deque && !range) return null;
    const items = runtime.collect(subject).map((word) => this.hold(word));
    if (star < 0) return items.length === count ? items : null;
    if (items.length < count - 1) return null;
    const after = count - star - 1;
    const middle = this.hold(runtime.list(items.slice(star, items.length - after).map(runtime.I)));
    return [...items.slice(0, star), middle, ...items.slice(items.length - after)];
  }

  /** The values of keys, which it takes over, and the rest as a dict. */
  mapping(subject: number, keys: readonly number[], rest: boolean): number[] | null {
    const { runtime } = this;
    for (const key of keys) this.hold(key);
    if (!runtime.isDict(subject)) return null;
    const values = keys.map((key) => PyDict_GetItem(runtime.py, subject, key));
    if (values.includes(0)) return null;
    for (const value of values) this.hold(runtime.I(value));
    if (!rest) return values;
    const others = this.hold(runtime.newDict());
    const items = PyDict_Items(runtime.py, subject);
    for (let i = 0; i < items.length; i += 2) {
      if (keys.some((key) => runtime.equal(key, items[i]!))) continue;
      runtime.dictSet(others, runtime.I(items[i]!), runtime.I(items[i + 1]!));
    }
    return [...values, others];
  }

  /** The attributes of an instance of a class, which it takes over. */
  instance(subject: number, cls: number, count: number, names: readonly number[]): number[] | null {
    const { runtime } = this;
    const { py } = runtime;
    this.hold(cls);
    if (!runtime.isType(cls)) runtime.typeError('called match pattern must be a class');
    if (!runtime.isInstance(subject, cls)) return null;
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
        own.some((type) => runtime.isSubtype(cls, type)) &&
        runtime.lookup(cls, runtime.name('__match_args__')) === 0
      ) {
        if (count > 1)
          runtime.typeError(
            `${runtime.nameOfType(cls)}() accepts 1 positional sub-pattern (${count} given)`,
          );
        found.push(subject);
      } else {
        const args = runtime.lookup(cls, runtime.name('__match_args__'));
        const known = args === 0 ? [] : runtime.itemsOf(args);
        if (known.length < count) {
          const plural = known.length === 1 ? '' : 's';
          runtime.typeError(
            `${runtime.nameOfType(cls)}() accepts ${known.length} positional sub-pattern${plural} (${count} given)`,
          );
        }
        for (const name of known.slice(0, count)) {
          const value = runtime.getOptional(subject, name);
          if (value === 0) return null;
          found.push(this.hold(value));
        }
      }
    }
    for (const name of names) {
      const value = runtime.getOptional(subject, name);
      if (value === 0) return null;
      found.push(this.hold(value));
    }
    return found;
  }
}
