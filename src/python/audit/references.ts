import { generatorCodeWord, generatorFunctionWord, ownedFields } from '../../objects/field-objects';
import { cachedKeys, instanceDict } from '../../objects/instances';
import type { Interpreter } from '../../objects/interpreter';
import { lruEntries } from '../../objects/lrucache';
import { Dict, Ob, TypeFlag, TypeWord } from '../../objects/structs';
import { Kind } from '../../objects/type-spec';
import { Visitor } from '../../objects/visit';
import type { Runtime } from '../runtime/runtime';

/*
 * Every reference that an object holds: what `tp_traverse` shows and what it does not, as `tp_dealloc`
 * will drop it.
 */

/** Hears of each reference: the object, and where it is held. */
export type ReferenceListener = (referent: number, place: string) => void;

const HEAP_TYPE_FIELDS = ['ht_name', 'ht_qualname', 'ht_slots'] as const;

/** The references of objects, and of the tables of keys that dicts and classes share. */
export class References {
  private readonly visitor: Visitor;
  private readonly py: Interpreter;
  private readonly doneShowsCode: boolean;
  private readonly inlineFrames: boolean;

  constructor(private readonly rt: Runtime) {
    this.py = rt.py;
    this.visitor = new Visitor(rt.py);
    this.doneShowsCode = rt.py.version.objects.generatorClose === 'clears';
    this.inlineFrames = rt.py.structs.find('PyGenObject', 'gi_iframe') !== undefined;
  }

  /** Reports each reference of an object. Tables of keys are reported apart: they have counts of their own. */
  of(op: number, report: ReferenceListener, table: (keys: number) => void): void {
    const { py } = this;
    const type = py.typeOf(op);
    const base = py.builtinBase(type);
    const kind = py.kindOf(base);
    const name = py.typeName(type);
    if (kind === Kind.LRU_CACHE) {
      this.fields(op, ownedFields(py, py.specOf(base)).dealloc, report, name);
      for (const entry of lruEntries(py, op)) report(entry, `${name}'s list`);
    } else {
      this.spans(op, report, name);
      const { dealloc, visits } = ownedFields(py, py.specOf(base));
      const unseen = dealloc.filter((word) => !visits.includes(word));
      if (kind === Kind.FIELDS || kind === Kind.GENERATOR) this.fields(op, unseen, report, name);
    }
    this.dictBesideValues(op, type, report, name);
    if (kind === Kind.DICT) this.table(py.load(op + Dict.KEYS), table);
    if (kind === Kind.TYPE && py.hasFlag(op, TypeFlag.HEAPTYPE)) this.heapType(op, report, table);
    if (kind === Kind.GENERATOR && this.inlineFrames) this.doneGenerator(op, report);
    if (kind === Kind.BYTEARRAY) this.bytes(op, report);
    if (type === this.rt.codeType) this.code(op, report);
  }

  private spans(op: number, report: ReferenceListener, name: string): void {
    const { py, visitor } = this;
    visitor.reset();
    const count = visitor.visit(op);
    const spans = visitor.spans.slice(0, count * 4);
    const seen = new Set<number>();
    for (let i = 0; i < spans.length; i += 4) {
      const [first, n, step] = [spans[i]!, spans[i + 1]!, spans[i + 2]!];
      // The dict of an ordered dict's class is shown twice.
      if (n === 1 && seen.has(first)) continue;
      seen.add(first);
      for (let j = 0, word = first; j < n; j++, word += step) {
        const referent = py.load(word);
        if (referent !== 0 && referent !== py.statics.setDummy) report(referent, name);
      }
    }
  }

  /** Of an instance that shows its values itself, the dict that uses them too (3.13). */
  private dictBesideValues(
    op: number,
    type: number,
    report: ReferenceListener,
    name: string,
  ): void {
    const { py } = this;
    if (!py.hasFlag(type, TypeFlag.INLINE_VALUES)) return;
    const dict = instanceDict(py, op);
    const { inlineValuesOf } = py.version.objects;
    if (dict === 0 || inlineValuesOf !== 'plain') return;
    const inline = op + ((py.get(type + TypeWord.BASICSIZE) + 7) >> 3) * 2;
    const isValid = py.i32[inline]! >>> 24 === 1;
    if (isValid) report(dict, `${name}.__dict__`);
  }

  private fields(
    op: number,
    words: readonly number[],
    report: ReferenceListener,
    name: string,
  ): void {
    for (const word of words) {
      const referent = this.py.load(op + word);
      if (referent !== 0) report(referent, name);
    }
  }

  private table(keys: number, table: (keys: number) => void): void {
    if (keys !== 0 && keys !== this.py.statics.emptyKeys) table(keys);
  }

  /** What a class owns besides what it shows to the collector. */
  private heapType(type: number, report: ReferenceListener, table: (keys: number) => void): void {
    const { py } = this;
    const name = `class ${py.typeName(type)}`;
    const subclasses = py.load(type + TypeWord.SUBCLASSES);
    if (subclasses !== 0) report(subclasses, name);
    for (const field of HEAP_TYPE_FIELDS) {
      const word = py.load(type + (py.structs.offset('PyHeapTypeObject', field) >> 2));
      if (word !== 0) report(word, `${name}'s ${field}`);
    }
    this.table(cachedKeys(py, type), table);
  }

  /** A generator that is done shows its code no more, and holds it to its end. */
  private doneGenerator(op: number, report: ReferenceListener): void {
    const { py } = this;
    const code = py.load(generatorCodeWord(py, op));
    const shown = this.doneShowsCode || py.load(generatorFunctionWord(py, op)) !== 0;
    if (code !== 0 && !shown) report(code, "a generator's frame");
  }

  /** From 3.15 on a bytearray keeps its bytes in an object. */
  private bytes(op: number, report: ReferenceListener): void {
    const word = this.py.structs.find('PyByteArrayObject', 'ob_bytes_object');
    if (word !== undefined) this.fields(op, [word >> 2], report, 'bytearray');
  }

  /** What the tuples of a code do not hold is in the host's table of codes. */
  private code(op: number, report: ReferenceListener): void {
    const { rt } = this;
    const code = rt.codes[rt.py.get(op + rt.codeIndex)];
    if (code?.word !== op) return;
    for (const word of code.consts) report(word, `code ${code.name}: consts`);
    for (const { word } of code.inner) report(word, `code ${code.name}: inner`);
    for (const word of code.names) report(word, `code ${code.name}: names`);
  }

  /** The keys of a table. Values are reported with the dict that has them. */
  ofTable(keys: number, report: ReferenceListener): void {
    const { py } = this;
    const stride = py.keys.stride(keys);
    for (let i = 0, at = py.keys.keyWord(keys, 0); i < py.keys.nentries(keys); i++, at += stride) {
      const key = py.load(at);
      if (key !== 0) report(key, 'the keys of a dict');
    }
  }

  /** Whether what is at a word can be the head of an object: a count, and a pointer to a type. */
  looksLikeObject(op: number): boolean {
    const { py } = this;
    const high = py.i32[op + 1]!;
    if (py.i32[op] === 0 || (high !== 0 && high !== (py.version.objects.refcounts.staticHigh ?? 0)))
      return false;
    return this.isType(py.load(op + Ob.TYPE), 0);
  }

  private isType(word: number, depth: number): boolean {
    const { py } = this;
    if (py.statics.isType(word)) return true;
    if (word <= 0 || depth > 2 || word >= py.i32.length - 8) return false;
    const meta = py.load(word + Ob.TYPE);
    return (
      meta !== word && this.isType(meta, depth + 1) && py.hasFlag(meta, TypeFlag.TYPE_SUBCLASS)
    );
  }
}
