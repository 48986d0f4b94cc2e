import { View } from '../../objects/structs';
import { raiseError, typeError, valueError } from '../runtime/errors';
import type { Runtime } from '../runtime/runtime';
import { isInt, isList, isSlice, isTuple } from '../runtime/type-checks';
import { listItems, newList, newSsize, newTuple, tupleItems } from '../runtime/values';
import { asNumber, indexOf } from './index-numbers';

/*
 * Views of more than one dimension, or of none: their items lie one after the other
 * (Objects/memoryobject.c).
 */

/** Bytes of shape, strides and suboffsets of a dimension. */
const DIMENSION_BYTES = 24;
/** Dimensions that a view has room for here. */
const MOST = 10;

/** Items of each dimension, of a view that has not one dimension; else null. */
export function dimensionsOf(rt: Runtime, view: number): number[] | null {
  const { py } = rt;
  const more = py.i32[view + View.MORE_DIMENSIONS]!;
  if (more === 0) return null;
  return Array.from({ length: more + 1 }, (_, i) => py.get(view + View.SHAPE + i * 2));
}

/** Bytes that a view needs beside those of one dimension. */
export function bytesOfDimensions(shape: readonly number[] | null): number {
  return shape === null ? 0 : (shape.length - 1) * DIMENSION_BYTES;
}

export function setDimensions(rt: Runtime, view: number, shape: readonly number[]): void {
  const { py } = rt;
  py.i32[view + View.MORE_DIMENSIONS] = shape.length - 1;
  for (const [i, count] of shape.entries()) py.set(view + View.SHAPE + i * 2, count);
}

/** Bytes from one item of each dimension to the next. */
export function stridesOf(shape: readonly number[], itemsize: number): number[] {
  return shape.map((_, i) => shape.slice(i + 1).reduce((product, n) => product * n, itemsize));
}

/** A tuple of numbers. */
export function numbers(rt: Runtime, values: readonly number[]): number {
  return newTuple(
    rt,
    values.map((value) => newSsize(rt, value)),
  );
}

/** The shape that `cast` is given; null for one dimension. */
export function shapeGiven(
  rt: Runtime,
  word: number,
  own: readonly number[] | null,
): number[] | null {
  if (!isList(rt, word) && !isTuple(rt, word)) typeError(rt, 'shape must be a list or a tuple');
  const items = isList(rt, word) ? listItems(rt, word) : tupleItems(rt, word);
  if (items.length > MOST)
    valueError(rt, `memoryview: number of dimensions must not exceed ${MOST}`);
  if (own !== null && items.length !== 1)
    typeError(rt, 'memoryview: cast must be 1D -> ND or ND -> 1D');
  return items.map((item) => {
    if (!isInt(rt, item)) typeError(rt, 'memoryview.cast(): elements of shape must be integers');
    const count = asNumber(rt, item);
    return count > 0
      ? count
      : valueError(rt, 'memoryview.cast(): elements of shape must be integers > 0');
  });
}

/** The place of an item among all, after a key of a view that has not one dimension. */
export function placeIn(rt: Runtime, shape: readonly number[], key: number): number {
  const unsupported = (what: string): never => raiseError(rt, 'NotImplementedError', what);
  if (shape.length === 0) {
    if (isTuple(rt, key) && tupleItems(rt, key).length === 0) return 0;
    return typeError(rt, 'invalid indexing of 0-dim memory');
  }
  if (!isTuple(rt, key)) return unsupported('multi-dimensional sub-views are not implemented');
  const items = tupleItems(rt, key);
  if (items.length > 0 && items.every((item) => isSlice(rt, item)))
    unsupported('multi-dimensional slicing is not implemented');
  if (items.some((item) => isSlice(rt, item))) typeError(rt, 'memoryview: invalid slice key');
  if (items.length < shape.length) unsupported('sub-views are not implemented');
  if (items.length > shape.length) {
    const what = `${shape.length}-dimension view with ${items.length}-element tuple`;
    typeError(rt, `cannot index ${what}`);
  }
  return items.reduce((place, item, i) => {
    const given = indexOf(rt, item, 'memoryview');
    const at = given < 0 ? given + shape[i]! : given;
    if (at < 0 || at >= shape[i]!)
      raiseError(rt, 'IndexError', `index out of bounds on dimension ${i + 1}`);
    return place * shape[i]! + at;
  }, 0);
}

/** `tolist`: lists of lists of the items that `read` gives by their place. */
export function nestedList(
  rt: Runtime,
  shape: readonly number[],
  read: (place: number) => number,
): number {
  const build = (level: number, from: number): number => {
    if (level === shape.length) return read(from);
    const each = shape.slice(level + 1).reduce((product, n) => product * n, 1);
    return newList(
      rt,
      Array.from({ length: shape[level]! }, (_, i) => build(level + 1, from + i * each)),
    );
  };
  return build(0, 0);
}
