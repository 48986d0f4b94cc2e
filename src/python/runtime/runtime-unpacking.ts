import { List } from '../../objects';
import { RuntimeIterators } from './runtime-iterators';

/** Unpacking: `a, *b = o` (`unpack_iterable` in Python/ceval.c). */
export abstract class RuntimeUnpacking extends RuntimeIterators {
  /** `a, b = o`: takes `o` over, gives new references. */
  unpack(o: number, count: number): number[] {
    const { py } = this;
    const type = py.typeOf(o);
    try {
      if (type === this.tupleType || type === this.listType) {
        const items = type === this.tupleType ? this.tupleItems(o) : this.listItems(o);
        if (items.length === count) return items.map(this.I);
        return this.wrongLength(items.length, count, true);
      }
      return this.unpackIterable(o, count);
    } finally {
      py.decref(o);
    }
  }

  private unpackIterable(o: number, count: number): number[] {
    const { py } = this;
    if (!this.isIterable(o))
      this.typeError(`cannot unpack non-iterable ${this.typeName(o)} object`);
    const it = this.getIter(o);
    const items: number[] = [];
    try {
      while (items.length < count) {
        const item = this.next(it);
        if (item === 0) this.wrongLength(items.length, count, false);
        items.push(item);
      }
      const more = this.next(it);
      if (more !== 0) {
        py.decref(more);
        this.wrongLength(count + 1, count, this.minor >= 14 && this.isDict(o));
      }
      return items;
    } catch (error) {
      for (const item of items) py.decref(item);
      throw error;
    } finally {
      py.decref(it);
    }
  }

  private wrongLength(got: number, count: number, known: boolean): never {
    if (got < count)
      return this.valueError(`not enough values to unpack (expected ${count}, got ${got})`);
    const detail = known && this.minor >= 14 ? `, got ${got}` : '';
    return this.valueError(`too many values to unpack (expected ${count}${detail})`);
  }

  isIterable(o: number): boolean {
    const type = this.py.typeOf(o);
    return (
      this.special(type, '__iter__') !== 0 ||
      this.special(type, '__getitem__') !== 0 ||
      this.nexts[this.py.specOf(type)] !== undefined
    );
  }

  /** `a, *b, c = o`. */
  unpackEx(o: number, before: number, after: number): number[] {
    const { py } = this;
    const items: number[] = [];
    let it = 0;
    let middle = 0;
    const tooFew = (got: number): never =>
      this.valueError(
        `not enough values to unpack (expected at least ${before + after}, got ${got})`,
      );
    try {
      if (!this.isIterable(o))
        this.typeError(`cannot unpack non-iterable ${this.typeName(o)} object`);
      it = this.getIter(o);
      while (items.length < before) {
        const item = this.next(it);
        if (item === 0) tooFew(items.length);
        items.push(item);
      }
      middle = this.list([]);
      this.extendList(middle, it);
      const size = py.get(middle + List.SIZE);
      if (size < after) tooFew(before + size);
      // The last ones leave the list, which keeps its room.
      const last = this.listItems(middle).slice(size - after);
      py.set(middle + List.SIZE, size - after);
      return [...items, middle, ...last];
    } catch (error) {
      for (const item of items) py.decref(item);
      py.xdecref(middle);
      throw error;
    } finally {
      py.xdecref(it);
      py.decref(o);
    }
  }

  /** `list.extend(o)`, borrowed. */
  abstract extendList(list: number, o: number): void;
}
