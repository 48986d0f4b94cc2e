import fc from 'fast-check';
import { boot, type Process } from '../../src';

/** The operations of tools/oracle/object_ops.py, on a simulated process. */

export type Op = readonly [name: string, slot: number, ...rest: unknown[]];
/** Size, length, reference count, whether tracked, order of a set; or what was collected; or an error. */
export type Result = [number, number, number, boolean, unknown] | number | string;

const SLOTS = 12;
const slot = fc.nat(SLOTS - 1);
const keyKind = fc.constantFrom('int', 'str', 'float');
const keyValue = fc.nat(40);
const slotList = fc.array(slot, { maxLength: 24 });
const attribute = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');

export const op: fc.Arbitrary<Op> = fc.oneof(
  fc.tuple(fc.constant('int'), slot, fc.integer({ min: -2000, max: 2 ** 31 })),
  fc.tuple(fc.constant('float'), slot, fc.nat(100)),
  fc.tuple(fc.constant('str'), slot, fc.nat(50), fc.constantFrom(97, 233, 0x101, 0x1f600)),
  fc.tuple(fc.constant('bytes'), slot, fc.nat(600)),
  fc.tuple(fc.constant('bytearray'), slot, fc.nat(600)),
  fc.tuple(fc.constant('list'), slot, slotList),
  fc.tuple(fc.constant('range'), slot, fc.nat(10), fc.nat(200)),
  fc.tuple(fc.constant('tuple'), slot, slotList),
  { weight: 2, arbitrary: fc.tuple(fc.constant('dict'), slot) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('set'), slot) },
  { weight: 3, arbitrary: fc.tuple(fc.constant('instance'), slot, fc.nat(3)) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('del'), slot) },
  { weight: 6, arbitrary: fc.tuple(fc.constant('append'), slot, slot) },
  { weight: 3, arbitrary: fc.tuple(fc.constant('pop'), slot, fc.constantFrom(-1, 0, 1)) },
  fc.tuple(fc.constant('insert'), slot, fc.integer({ min: -3, max: 20 }), slot),
  fc.tuple(fc.constant('setslice'), slot, fc.nat(12), fc.nat(12), slot),
  fc.tuple(fc.constant('clear'), slot),
  { weight: 10, arbitrary: fc.tuple(fc.constant('setitem'), slot, keyKind, keyValue, slot) },
  { weight: 4, arbitrary: fc.tuple(fc.constant('delitem'), slot, keyKind, keyValue) },
  fc.tuple(fc.constant('copy'), slot, slot),
  { weight: 8, arbitrary: fc.tuple(fc.constant('add'), slot, keyKind, keyValue) },
  { weight: 3, arbitrary: fc.tuple(fc.constant('discard'), slot, keyKind, keyValue) },
  { weight: 10, arbitrary: fc.tuple(fc.constant('setattr'), slot, attribute, slot) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('delattr'), slot, attribute) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('getdict'), slot, slot) },
  fc.tuple(fc.constant('collect'), slot, fc.nat(2)),
) as fc.Arbitrary<Op>;

/** Runs operations; each result as the recorder gives it. */
export class ObjectOps {
  readonly p: Process;
  private readonly none: number;
  private readonly slots: number[];
  private readonly classes: number[];

  constructor(version: string) {
    this.p = boot(version, { size: 128 * 2 ** 20, startUp: 'none' });
    const { p } = this;
    p.gc.disable();
    this.none = p.memory.addressOf(p.interpreter.none);
    this.slots = new Array<number>(SLOTS).fill(this.none);
    const plain = p.PyType_New('Plain');
    const slotted = p.PyType_New('Slotted', { slots: ['a', 'b'] });
    this.classes = [
      plain,
      slotted,
      p.PyType_New('Sub', { bases: [plain] }),
      p.PyType_New('SlottedDict', { bases: [slotted] }),
    ];
    p.gc.collect();
  }

  run(ops: readonly Op[]): Result[] {
    return ops.map(([name, i, ...rest]) => {
      try {
        return this.one(name, i, rest as never[]);
      } catch (error) {
        if (error instanceof Error && 'type' in error) {
          return /^(Key|Index)Error$/.test(String(error.type)) ? String(error.type) : 'error';
        }
        throw error;
      }
    });
  }

  private put(i: number, op: number): void {
    const old = this.slots[i]!;
    this.slots[i] = op;
    if (old !== this.none) this.p.Py_DECREF(old);
  }

  private key(kind: string, value: number): number {
    const { p } = this;
    if (kind === 'int') return p.PyLong_FromLong(value);
    return kind === 'str' ? p.PyUnicode_FromString(`k${value}`) : p.PyFloat_FromDouble(value + 0.5);
  }

  private type(i: number): string {
    return this.p.typeName(this.slots[i]!);
  }

  private require(i: number, error: string, ...types: string[]): void {
    if (types.includes(this.type(i))) return;
    throw Object.assign(new Error(error), { type: error });
  }

  private isInstance(i: number): boolean {
    return ['Plain', 'Slotted', 'Sub', 'SlottedDict'].includes(this.type(i));
  }

  private one(name: string, i: number, rest: never[]): Result {
    const { p, slots } = this;
    const [a, b, c] = rest as [never, never, never];
    const keyed = (kind: string, value: number, body: (key: number) => void): void => {
      const key = this.key(kind, value);
      try {
        body(key);
      } finally {
        p.Py_DECREF(key);
      }
    };
    switch (name) {
      case 'int':
        this.put(i, p.PyLong_FromLong(a));
        break;
      case 'float':
        this.put(i, p.PyFloat_FromDouble(a * 0.5));
        break;
      case 'str':
        this.put(i, p.PyUnicode_FromString(String.fromCodePoint(b).repeat(a)));
        break;
      case 'bytes':
        this.put(i, p.PyBytes_FromStringAndSize(a === 1 ? [0] : a));
        break;
      case 'bytearray':
        this.put(i, p.PyByteArray_FromStringAndSize(a));
        break;
      case 'list': {
        const items = (a as number[]).map((j) => slots[j]!);
        const list = p.PyList_New(items.length === 0 ? 0 : items.length);
        for (const [at, item] of items.entries()) {
          p.Py_INCREF(item);
          p.PyList_SetItem(list, at, item);
        }
        this.put(i, this.asComprehension(list));
        break;
      }
      case 'range':
        this.put(i, p.PyList_FromRange(a, b));
        break;
      case 'tuple':
        this.put(i, p.PyTuple_Pack(...(a as number[]).map((j) => slots[j]!)));
        break;
      case 'dict':
        this.put(i, p.PyDict_New());
        break;
      case 'set':
        this.put(i, p.PySet_New());
        break;
      case 'instance':
        this.put(i, p.PyType_GenericAlloc(this.classes[a]!));
        break;
      case 'del':
        this.put(i, this.none);
        break;
      case 'append':
        this.require(i, 'AttributeError', 'list', 'bytearray');
        this.require(i, 'TypeError', 'list');
        p.PyList_Append(slots[i]!, slots[a]!);
        break;
      case 'pop':
        this.require(i, 'AttributeError', 'list');
        p.Py_DECREF(p.PyList_Pop(slots[i]!, a));
        break;
      case 'insert':
        this.require(i, 'AttributeError', 'list');
        p.PyList_Insert(slots[i]!, a, slots[b]!);
        break;
      case 'setslice':
        this.require(i, 'TypeError', 'list');
        this.require(c, 'TypeError', 'list');
        p.PyList_SetSlice(slots[i]!, a, Math.max(a, b), slots[c]!);
        break;
      case 'clear':
        this.require(i, 'AttributeError', 'list', 'dict', 'set');
        if (this.type(i) === 'list') p.PyList_Clear(slots[i]!);
        else if (this.type(i) === 'dict') p.PyDict_Clear(slots[i]!);
        else p.PySet_Clear(slots[i]!);
        break;
      case 'setitem':
        this.require(i, 'TypeError', 'dict');
        keyed(a, b, (key) => p.PyDict_SetItem(slots[i]!, key, slots[c]!));
        break;
      case 'delitem':
        this.require(i, 'TypeError', 'dict');
        keyed(a, b, (key) => p.PyDict_DelItem(slots[i]!, key));
        break;
      case 'copy':
        this.require(a, 'AttributeError', 'dict');
        this.put(i, p.PyDict_Copy(slots[a]!));
        break;
      case 'add':
        this.require(i, 'AttributeError', 'set');
        keyed(a, b, (key) => p.PySet_Add(slots[i]!, key));
        break;
      case 'discard':
        this.require(i, 'AttributeError', 'set');
        keyed(a, b, (key) => p.PySet_Discard(slots[i]!, key));
        break;
      case 'setattr':
        if (!this.isInstance(i)) this.require(i, 'AttributeError');
        this.named(a, (attr) => p.PyObject_SetAttr(slots[i]!, attr, slots[b]!));
        break;
      case 'delattr':
        if (!this.isInstance(i)) this.require(i, 'AttributeError');
        this.named(a, (attr) => p.PyObject_DelAttr(slots[i]!, attr));
        break;
      case 'getdict':
        if (!this.isInstance(a)) this.require(a, 'AttributeError');
        this.put(i, p.PyObject_GenericGetDict(slots[a]!));
        break;
      case 'collect':
        return p.gc.collect(a);
      default:
        throw new Error(`no operation ${name}`);
    }
    return this.look(i);
  }

  private named(name: string, body: (attr: number) => void): void {
    const attr = this.p.PyUnicode_InternInPlace(this.p.PyUnicode_FromString(name));
    body(attr);
    this.p.Py_DECREF(attr);
  }

  /** A list comprehension appends; the same items in a list that grew. */
  private asComprehension(list: number): number {
    const { p } = this;
    const grown = p.PyList_New(0);
    for (let i = 0; i < p.PyList_Size(list); i++) p.PyList_Append(grown, p.PyList_GetItem(list, i));
    p.Py_DECREF(list);
    return grown;
  }

  private look(i: number): Result {
    const { p } = this;
    const address = this.slots[i]!;
    const type = p.typeName(address);
    const length = (): number => {
      if (type === 'list') return p.PyList_Size(address);
      if (type === 'tuple') return p.PyTuple_Size(address);
      if (type === 'dict') return p.PyDict_Size(address);
      if (type === 'set') return p.PySet_Size(address);
      if (type === 'str') return [...p.PyUnicode_AsUTF8(address)].length;
      if (type === 'bytes') return p.PyBytes_AsString(address).length;
      return type === 'bytearray' ? p.interpreter.get(p.memory.wordAt(address) + 4) : 0;
    };
    const shared =
      ['int', 'float', 'str', 'bytes', 'NoneType'].includes(type) ||
      (type === 'tuple' && length() === 0);
    const order =
      type === 'set' && length() < 40
        ? p.PySet_Items(address).map((item) => {
            const of = p.typeName(item);
            if (of === 'int') return p.PyLong_AsLong(item);
            return of === 'str' ? p.PyUnicode_AsUTF8(item) : p.PyFloat_AsDouble(item);
          })
        : 0;
    return [
      p.sys.getsizeof(address),
      length(),
      shared ? 0 : p.Py_REFCNT(address),
      p.gc.is_tracked(address),
      order,
    ];
  }
}
