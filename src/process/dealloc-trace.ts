import type { Interpreter } from '../objects/interpreter';

/** One step of a deallocation. */
export interface DeallocStep {
  /**
   * What happened: `tp_dealloc` begins, `__del__` runs, the memory is freed, the trashcan puts the rest off,
   * or `__del__` has kept the object alive.
   */
  readonly event: 'dealloc' | 'finalize' | 'freed' | 'deferred' | 'resurrected';
  /** `id()` of the object. */
  readonly address: number;
  /** The name of its type. */
  readonly type: string;
  /** How many deallocations this one is inside of. */
  readonly depth: number;
}

/** Records `_Py_Dealloc` while something runs. */
export class DeallocTrace {
  private readonly steps: DeallocStep[] = [];
  /** Type names by word: what is freed cannot be asked. */
  private readonly names = new Map<number, string>();

  constructor(private readonly py: Interpreter) {}

  run(body: () => void): DeallocStep[] {
    const { py } = this;
    const before = py.deallocHook;
    py.deallocHook = (event, op, depth) => {
      if (event === 'dealloc') this.names.set(op, py.typeName(py.typeOf(op)));
      const type = this.names.get(op) ?? py.typeName(py.typeOf(op));
      this.steps.push({ event, address: py.memory.addressOf(op), type, depth });
    };
    try {
      body();
    } finally {
      py.deallocHook = before;
    }
    return this.steps;
  }
}
