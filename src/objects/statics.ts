import { Bytes, KeysWord, Long, Ob, Str, Tuple, TypeFlag, TypeWord } from './structs';
import { Kind, type TypeSpec } from './type-spec';
import { TYPES, typeIndex } from './types';
import type { Words } from './words';

/** Slots of the table of interned strings: a power of two; three quarters of them are used. */
const INTERNED_SLOTS = 1 << 16;

/**
 * The objects that live as long as the interpreter: built-in types, None, True and False, the cache of
 * small ints, the empty tuple, the empty and one-byte strings. They are in the data segment; in
 * versions that allocate them at start-up instead, only their place differs. It holds places only, so a
 * forked process shares it.
 */
export class Statics {
  private readonly types: readonly number[];
  private readonly typeWords: ReadonlySet<number>;
  readonly none: number;
  readonly true: number;
  readonly false: number;
  readonly notImplemented: number;
  readonly ellipsis: number;
  /** `dummy`, the key of a set's deleted entry. */
  readonly setDummy: number;
  readonly emptyTuple: number;
  /** `Py_EMPTY_KEYS`, and to 3.10 `empty_values`. */
  readonly emptyKeys: number;
  readonly emptyValues: number;
  private readonly smallInts: number;
  private readonly latin1: readonly number[];
  private readonly byteStrings: number;
  readonly emptyString: number;
  readonly emptyBytes: number;
  /** Open-addressed by hash: pointers to the interned strings. */
  readonly interned: number;
  readonly internedSlots = INTERNED_SLOTS;
  /** `pydict_global_version`, a 64-bit counter. */
  readonly dictVersion: number;
  /** To 3.10, `numfreeblocks` and `freeblocks` of Modules/_collectionsmodule.c. */
  readonly dequeBlocks: number;
  /** From 3.15 on: the descriptors of `__dict__` and `__weakref__` that all classes share. */
  readonly dictDescriptor: number;
  readonly weakrefDescriptor: number;

  constructor(py: Words) {
    const make = new StaticMaker(py);
    this.types = make.types();
    this.typeWords = new Set(this.types);
    const type = (name: string): number => this.types[typeIndex(name)]!;
    this.none = make.object(type('NoneType'), 16, 'immortal');
    this.notImplemented = make.object(type('NotImplementedType'), 16, 'immortal');
    this.ellipsis = make.object(type('ellipsis'), 16, 'immortal');
    this.setDummy = make.object(type('object'), 16, 'immortal');
    this.false = make.int(type('bool'), 0, 'immortal', 0);
    this.true = make.int(type('bool'), 1, 'immortal', 0);
    const { min, max } = py.version.objects.smallInts;
    const flag = py.version.objects.longTag === 'lv_tag-immortal' ? 4 : 0;
    this.smallInts = make.int(type('int'), min, 'static', flag) - min * 8;
    for (let value = min + 1; value <= max; value++) make.int(type('int'), value, 'static', flag);

    const tupleSize = py.tupleItem * 4;
    this.emptyTuple = make.object(type('tuple'), tupleSize + 16, 'static', 16);
    if (py.tupleItem > Tuple.HASH) {
      const hash = [0x2cba1c7b, 0x4fa9d65e]; // of no items: the hash's constants, rotated and mixed
      py.i32.set(hash, this.emptyTuple + Tuple.HASH);
    }
    this.emptyString = make.latin1(type('str'), '');
    const characters = Array.from({ length: 256 }, (_, code) =>
      make.latin1(type('str'), String.fromCharCode(code)),
    );
    this.latin1 = characters;
    this.emptyBytes = make.bytes(type('bytes'), []);
    this.byteStrings = make.bytes(type('bytes'), [0]);
    for (let byte = 1; byte < 256; byte++) make.bytes(type('bytes'), [byte]);
    this.emptyKeys = make.emptyKeys();
    this.emptyValues = py.memory.dataSegment(16);
    this.dictVersion = py.memory.dataSegment(16);
    this.dequeBlocks = py.memory.dataSegment(17 * 8);
    this.interned = py.memory.dataSegment(INTERNED_SLOTS * 8);
    const descriptor = (): number => {
      if (py.version.objects.ownDescriptors) return 0;
      const { size } = py.structs.get('PyGetSetDescrObject');
      return make.object(type('getset_descriptor'), size + 16, 'immortal', 16);
    };
    this.dictDescriptor = descriptor();
    this.weakrefDescriptor = descriptor();
  }

  type(index: number): number {
    return this.types[index]!;
  }

  /** Whether a built-in type lies at a word. */
  isType(word: number): boolean {
    return this.typeWords.has(word);
  }

  /** The cached int; `value` must be in the cache's range. */
  smallInt(value: number): number {
    return this.smallInts + value * 8;
  }

  /** The cached one-character string of a Latin-1 code. */
  latin1Char(code: number): number {
    return this.latin1[code]!;
  }

  byteString(byte: number): number {
    return this.byteStrings + byte * 12;
  }
}

/** Writes the static objects one after another into the data segment, while the interpreter starts. */
class StaticMaker {
  private readonly flags: 'immortal' | 'mortal';

  constructor(private readonly py: Words) {
    this.flags = py.version.objects.refcounts.immortal === undefined ? 'mortal' : 'immortal';
  }

  /** @param lifetime of 3.11: `static` objects start near a billion, the singletons at 1. */
  object(type: number, bytes: number, lifetime: 'immortal' | 'static', before = 0): number {
    const { py } = this;
    const block = py.memory.dataSegment(bytes);
    py.memory.touch(block, (bytes + 3) >> 2);
    const op = block + before / 4;
    const { static: count, staticHigh } = py.version.objects.refcounts;
    py.i32[op] = lifetime === 'static' || this.flags === 'immortal' ? count : 1;
    py.i32[op + 1] = staticHigh ?? 0;
    if (type !== 0) py.memory.storePointer(op + Ob.TYPE, type);
    return op;
  }

  int(type: number, value: number, lifetime: 'immortal' | 'static', flag: number): number {
    const { py } = this;
    const op = this.object(type, 32, lifetime);
    const sign = Math.sign(value);
    if (py.version.objects.longTag === 'ob_size') {
      py.i32[op + Long.SIZE] = sign;
      py.i32[op + Long.SIZE + 1] = sign < 0 ? -1 : 0;
    } else {
      py.i32[op + Long.SIZE] = (value === 0 ? 1 : 8 | (1 - sign)) | flag;
    }
    py.i32[op + Long.DIGIT] = Math.abs(value);
    return op;
  }

  latin1(type: number, text: string): number {
    const { py } = this;
    const code = text === '' ? 0 : text.charCodeAt(0);
    const op = this.object(type, py.compactData * 4 + 4, 'static');
    const immortal = py.version.objects.refcounts.immortal !== undefined;
    const always = text === '' || py.version.objects.latin1Interned;
    const interned = always ? (immortal ? 3 : 1) : 0;
    py.i32[op + Str.LENGTH] = text.length;
    const hash = text === '' ? 0 : -1;
    py.i32[op + Str.HASH] = hash;
    py.i32[op + Str.HASH + 1] = hash;
    py.i32[op + Str.STATE] = (code < 128 ? 0xe4 : 0xa4) | interned;
    py.i32[op + (code < 128 ? py.asciiData : py.compactData)] = code;
    if (code >= 128 && immortal) {
      // Their UTF-8 is there from the start.
      py.set(op + (py.structs.offset('PyCompactUnicodeObject', 'utf8_length') >> 2), 2);
      const utf8 = this.bytesOf([0xc0 | (code >> 6), 0x80 | (code & 0x3f), 0]);
      py.store(op + (py.structs.offset('PyCompactUnicodeObject', 'utf8') >> 2), utf8);
    }
    return op;
  }

  bytes(type: number, bytes: readonly number[]): number {
    const { py } = this;
    const op = this.object(type, 48, 'static');
    py.i32[op + Bytes.SIZE] = bytes.length;
    const hash = bytes.length === 0 ? 0 : -1;
    py.i32[op + Bytes.HASH] = hash;
    py.i32[op + Bytes.HASH + 1] = hash;
    py.i32[op + Bytes.SVAL] = bytes[0] ?? 0;
    return op;
  }

  /** `empty_keys_struct`: one slot or eight, no entries, never freed. */
  emptyKeys(): number {
    const { py } = this;
    const bytes = py.keysHeader * 4 + 16;
    const keys = py.memory.dataSegment(bytes);
    py.memory.touch(keys, bytes >> 2);
    py.i32[keys] = 1;
    if (py.version.objects.dictKeys.unicodeEntries) py.i32[keys + KeysWord.SIZE] = 0x0001_0300;
    else py.i32[keys + KeysWord.SIZE] = 1;
    py.set(keys + py.keysHeader, -1);
    return keys;
  }

  types(): number[] {
    const { py } = this;
    const size = py.structs.get('PyTypeObject').size;
    // Sixteen zeros before each: no type is taken for one that a collection looks at.
    const types = TYPES.map(() => this.object(0, size + 16, 'immortal', 16));
    const object = types[typeIndex('object')]!;
    const isGc = (spec: TypeSpec): boolean =>
      spec.kind === Kind.ARRAY ? py.version.objects.arraysTracked : spec.gc === true;
    for (const [index, spec] of TYPES.entries()) {
      const type = types[index]!;
      py.store(type + Ob.TYPE, types[0]!);
      py.store(
        type + TypeWord.NAME,
        this.cString(py.version.objects.typeNames[spec.name] ?? spec.name),
      );
      const layout = py.structs.get(spec.struct);
      const basic =
        spec.name === 'bytes'
          ? 33
          : spec.basic
            ? py.structs.offset(spec.struct, spec.basic)
            : layout.size;
      py.set(type + TypeWord.BASICSIZE, basic);
      py.set(type + TypeWord.ITEMSIZE, spec.itemsize ?? 0);
      py.setSlots(type, spec.kind, index);
      const flags = TypeFlag.DEFAULT | TypeFlag.READY | TypeFlag.BASETYPE;
      py.i32[type + TypeWord.FLAGS] =
        flags | (isGc(spec) ? TypeFlag.HAVE_GC : 0) | (spec.flags ?? 0);
      if (spec.weaklist) {
        const offset = py.structs.find(spec.struct, spec.weaklist);
        if (offset !== undefined) py.set(type + TypeWord.WEAKLISTOFFSET, offset);
      }
      if (spec.dict) py.set(type + TypeWord.DICTOFFSET, py.structs.offset(spec.struct, spec.dict));
      const base = spec.base ? types[typeIndex(spec.base)]! : object;
      if (type !== object) py.store(type + TypeWord.BASE, base);
    }
    return types;
  }

  private cString(text: string): number {
    return this.bytesOf(Array.from(`${text}\0`, (character) => character.charCodeAt(0)));
  }

  private bytesOf(bytes: readonly number[]): number {
    const word = this.py.memory.dataSegment(bytes.length);
    this.py.memory.storeBytes(this.py.memory.addressOf(word), bytes);
    return word;
  }
}
