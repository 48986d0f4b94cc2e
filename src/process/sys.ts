import { liveObject } from '../objects/capi';
import { PyDict_Items } from '../objects/dictobject';
import type { Interpreter } from '../objects/interpreter';
import { getsizeof } from '../objects/sizeof';
import { Kind } from '../objects/type-spec';
import { Visitor } from '../objects/visit';
import { mallocStats } from '../pymalloc/stats';

/** An object in a deep size: its own bytes, and those of what is counted under it. */
export interface DeepSize {
  /** `id()`. */
  readonly address: number;
  /** The name of its type. */
  readonly type: string;
  /** `sys.getsizeof`, bytes. */
  readonly shallow: number;
  /** With everything below that was not counted before, bytes. */
  readonly deep: number;
  /** What it refers to and was not counted before. */
  readonly children: readonly DeepSize[];
}

/** Python's `sys` module, as far as memory goes, on addresses. */
export class SysModule {
  /** @internal */
  constructor(private readonly py: Interpreter) {}

  /** Bytes of an object, with the collector's head, without what it refers to. @throws StaleReference */
  getsizeof(address: number): number {
    return getsizeof(this.py, liveObject(this.py, address));
  }

  /**
   * The reference count as a call from a program sees it: one more than there is, for the argument. An
   * immortal object's count (3.12 on) is a constant.
   * @throws StaleReference
   */
  getrefcount(address: number): number {
    const op = liveObject(this.py, address);
    const count = this.py.refcnt(op);
    return this.py.i32[op]! < 0 ? count : count + 1;
  }

  /** Blocks in use of pymalloc, and of the C library that it asked (`sys.getallocatedblocks`). */
  getallocatedblocks(): number {
    const { pymalloc } = this.py;
    const { classes } = mallocStats(pymalloc);
    return classes.reduce((sum, row) => sum + row.blocksInUse, pymalloc.rawBlocks);
  }

  /**
   * What an object keeps alive: lists, tuples, sets, dicts and instances are followed, each object
   * counts once. Types, modules and functions are not followed.
   * @throws StaleReference
   */
  deepSize(address: number): DeepSize {
    const visitor = new Visitor(this.py);
    return this.measure(liveObject(this.py, address), new Set(), visitor);
  }

  private measure(root: number, seen: Set<number>, visitor: Visitor): DeepSize {
    interface Open {
      readonly op: number;
      readonly rest: number[];
      readonly children: DeepSize[];
    }
    const open = (op: number): Open => {
      seen.add(op);
      return { op, rest: this.followed(op, visitor), children: [] };
    };
    const { py } = this;
    const stack = [open(root)];
    for (;;) {
      const top = stack.at(-1)!;
      const next = top.rest.shift();
      if (next !== undefined) {
        if (!seen.has(next)) stack.push(open(next));
        continue;
      }
      stack.pop();
      const shallow = getsizeof(py, top.op);
      const node: DeepSize = {
        address: py.memory.addressOf(top.op),
        type: py.typeName(py.typeOf(top.op)),
        shallow,
        deep: top.children.reduce((sum, child) => sum + child.deep, shallow),
        children: top.children,
      };
      const parent = stack.at(-1);
      if (!parent) return node;
      parent.children.push(node);
    }
  }

  /** The referents that belong to a container, keys of dicts among them. */
  private followed(op: number, visitor: Visitor): number[] {
    const { py } = this;
    const type = py.typeOf(op);
    const kind = py.kindOf(type);
    const containers = [Kind.LIST, Kind.TUPLE, Kind.DICT, Kind.SET, Kind.SUBTYPE];
    if (!containers.includes(kind)) return [];
    const found: number[] = [];
    visitor.forEach(op, (each) => {
      const held = py.kindOf(py.typeOf(each));
      if (held !== Kind.TYPE && each !== py.statics.setDummy) found.push(each);
    });
    if (kind !== Kind.DICT) return found;
    return [...PyDict_Items(py, op).filter((_, i) => i % 2 === 0), ...found];
  }
}
