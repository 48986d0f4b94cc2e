import { Ob, PyLong_FromSsize_t } from '../../objects';
import type { GetSet, Native, NativeCall, Waiting } from './native';
import { RuntimeBase } from './runtime-base';

/** What built-in types and modules define: native functions, methods, computed attributes. */
export abstract class RuntimeTypes extends RuntimeBase {
  // ---------------------------------------------------------------- what built-in types define

  /** An object of the interpreter's own, outside of the heap; it never dies. */
  override staticObject(type: number, bytes: number): number {
    const { py } = this;
    const block = this.staticEnd;
    this.staticEnd += Math.ceil((bytes + 16) / 16) * 4;
    if (this.staticEnd > this.staticLimit)
      throw new RangeError('the segment of static objects is full');
    py.memory.touch(block, (bytes + 19) >> 2);
    const op = block + 4;
    const { static: count, staticHigh } = py.version.objects.refcounts;
    py.i32[op] = count === 1 ? 1_000_000 : count;
    py.i32[op + 1] = staticHigh ?? 0;
    py.memory.storePointer(op + Ob.TYPE, type);
    return op;
  }

  /** An int that counts, or says where (`PyLong_FromSsize_t`). */
  count(value: number | bigint): number {
    return typeof value === 'bigint' && BigInt.asIntN(53, value) !== value
      ? this.int(value)
      : PyLong_FromSsize_t(this.py, Number(value));
  }

  /** An int as it is, or the value of one of a subclass as a new one (`long_long`). */
  sameInt(op: number): number {
    return this.py.typeOf(op) === this.intType ? this.I(op) : this.int(this.bigint(op));
  }

  /** A `builtin_function_or_method` object of a native function. */
  nativeFunction(
    name: string,
    call: NativeCall,
    min: number,
    max: number,
    keywords: Native['keywords'] = false,
    waiting?: Waiting,
  ): number {
    const op = this.staticObject(this.nativeType, this.py.structs.get('PyCFunctionObject').size);
    const index = this.natives.push({ name, call, min, max, keywords, method: false, waiting }) - 1;
    this.py.set(op + NATIVE_INDEX, index);
    return op;
  }

  private typeDict(type: number): Map<number, number> {
    let dict = this.typeDicts.get(type);
    if (!dict) {
      dict = new Map();
      this.typeDicts.set(type, dict);
    }
    return dict;
  }

  /** A descriptor that a class's dict can hold. */
  private newDescriptor(kind: number, type: number, name: string, index: number): number {
    const op = this.staticObject(kind, this.py.structs.get('PyGetSetDescrObject').size);
    const { py } = this;
    py.store(op + 4, type);
    py.store(op + 6, this.name(name));
    py.set(op + py.memberOffset, index);
    return op;
  }

  private descriptor(kind: number, type: number, name: string, index: number): void {
    this.typeDict(type).set(this.name(name), this.newDescriptor(kind, type, name, index));
  }

  /** A computed attribute of a class that is no built-in type: the descriptor. */
  getsetObject(type: number, name: string, get: GetSet['get']): number {
    return this.newDescriptor(this.getsetType, type, name, this.getsets.push({ name, get }));
  }

  /** A native method of a class that is no built-in type: the descriptor. */
  methodObject(type: number, name: string, call: NativeCall): number {
    const index =
      this.natives.push({ name, call, min: 0, max: -1, keywords: true, method: true }) - 1;
    return this.newDescriptor(this.methodDescriptor, type, name, index);
  }

  /** A method of a built-in type. */
  method(
    type: number,
    name: string,
    min: number,
    max: number,
    call: NativeCall,
    keywords: Native['keywords'] = false,
  ): void {
    const index = this.natives.push({ name, call, min, max, keywords, method: true }) - 1;
    this.descriptor(this.methodDescriptor, type, name, index);
  }

  /** A computed attribute of a built-in type. */
  getset(type: number, name: string, get: GetSet['get'], set?: GetSet['set']): void {
    const index = this.getsets.push({ name, get, ...(set ? { set } : {}) });
    this.descriptor(this.getsetType, type, name, index);
  }

  /** An attribute of a built-in type that is an object: takes the word over. */
  typeAttribute(type: number, name: string, word: number): void {
    this.typeDict(type).set(this.name(name), word);
  }

  /** A class method of a built-in type, which gets the type that it is asked of first. */
  classMethod(type: number, name: string, min: number, max: number, call: NativeCall): void {
    const { py } = this;
    const op = this.staticObject(py.type('classmethod'), py.structs.get('classmethod').size);
    py.store(op + 4, this.nativeFunction(name, call, min + 1, max + 1));
    this.typeAttribute(type, name, op);
  }

  /** The native function of a `builtin_function_or_method`. */
  nativeOf(op: number): Native {
    return this.natives[this.py.get(op + NATIVE_INDEX)]!;
  }

  /** The native function of a `method_descriptor`. */
  nativeOfDescriptor(op: number): Native {
    return this.natives[this.py.get(op + this.py.memberOffset)]!;
  }
}

/** The word of `m_ml`, where the number of the native function stands. */
export const NATIVE_INDEX = 4;
