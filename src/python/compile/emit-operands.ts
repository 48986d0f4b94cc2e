import type { Expr } from '../parser/ast';
import { Emitter } from './emitter';
import { constantOf } from './fold';
import { Fragment, join, js, quoted, type Value } from './fragment';

/** Built-in functions that look at the variables of whoever calls them. */
const ASKS_FOR_LOCALS = new Set(['locals', 'vars', 'dir', 'eval', 'exec']);

/** Whether an expression is more than one basic block. */
function branches(e: Expr): boolean {
  switch (e.k) {
    case 'IfExp':
    case 'Bool':
    case 'ListComp':
    case 'SetComp':
    case 'DictComp':
    case 'Await':
    case 'Yield':
    case 'YieldFrom':
      return true;
    case 'Compare':
      return e.rights.length > 1 || branches(e.left) || e.rights.some(branches);
    case 'Bin':
      return branches(e.left) || branches(e.right);
    case 'Attr':
    case 'Unary':
      return branches(e.value);
    case 'Sub':
      return branches(e.value) || branches(e.index);
    case 'Call':
      return branches(e.func) || e.args.some(branches);
    default:
      return false;
  }
}

/** An operand: an expression, or its JavaScript. */
type Operand = Expr | Fragment | ((before: readonly Value[]) => Fragment);

export function isExpression(part: Operand): part is Expr {
  return typeof part === 'object' && !(part instanceof Fragment);
}

/** The JavaScript of each operand. */
type Operands<P extends readonly Operand[]> = { -readonly [I in keyof P]: Value };

/** Emits operands, in their order, and names. */
export abstract class OperandEmitter extends Emitter {
  /** Whether loads of locals may borrow here (not in handlers, not around `:=` or `yield`). */
  protected borrowing = true;

  /** For `operate`: the stack holds the operands until the operation is done, in every version. */
  protected readonly notBorrowed = (): boolean => false;

  abstract expr(e: Expr): Fragment;

  // ---------------------------------------------------------------- operands

  /** Locals that are bound wherever the code is by now, as far as its blocks say. */
  protected readonly bound = new Set<string>();

  /** Whether a local is surely bound here: a load of it cannot raise (`LOAD_FAST`, not `LOAD_FAST_CHECK`). */
  protected isBound(name: string): boolean {
    const owner = this.accessOf(name).owner as OperandEmitter;
    const { params, deleted } = owner.scope;
    return !deleted.has(name) && (params.includes(name) || owner.bound.has(name));
  }

  /** Cannot raise, and can be evaluated right before the operation. */
  protected safe(e: Expr): boolean {
    if (constantOf(e)) return true;
    if (e.k !== 'Name') return false;
    const name = this.mangled(e.id);
    return this.accessOf(name).access === 'local' && this.isBound(name);
  }

  /** Whether an operand is borrowed but may be unbound, which is found out in its turn. */
  private mayFail(e: Expr): boolean {
    return e.k === 'Name' && !constantOf(e) && !this.isBound(this.mangled(e.id));
  }

  /**
   * Operands from left to right, then an operation on them. `build` gets an expression for each. An
   * operand may be JavaScript already: only the first, or as a function, which gets the variables that hold
   * those before it.
   * @param borrow which operands may be plain locals without a reference of their own
   */
  operate<const P extends readonly Operand[]>(
    parts: P,
    at: Value,
    build: (operands: Operands<P>) => Fragment,
    borrow?: (index: number) => boolean,
  ): Fragment {
    const safe = parts.map((part) => isExpression(part) && this.safe(part));
    const lastUnsafe = safe.lastIndexOf(false);
    const steps: Fragment[] = [];
    const moves: Fragment[] = [];
    let held = 0;
    /** Where each operand waits. */
    const waiting: Value[] = [];
    const operands = parts.map((part, i) => {
      const plain = isExpression(part) && borrow?.(i) ? this.borrowed(part) : null;
      waiting.push(plain ?? '');
      if (plain !== null) {
        if (!this.mayFail(part as Expr) || i > lastUnsafe) return plain;
        steps.push(plain);
        return this.accessOf(this.mangled((part as Expr & { k: 'Name' }).id)).variable;
      }
      const value = isExpression(part)
        ? this.expr(part)
        : typeof part === 'function'
          ? part(waiting)
          : part;
      if (i > lastUnsafe) return value;
      if (i === lastUnsafe) {
        steps.push(js`u${i}=${value}`);
        return `u${i}`;
      }
      const name = this.temp();
      held++;
      waiting[i] = name;
      steps.push(js`${name}=${value}`);
      moves.push(js`u${i}=${name},${name}=0`);
      return `u${i}`;
    });
    this.free(held);
    this.usesOperands(lastUnsafe + 1);
    const before = this.stops;
    const built = build(operands as Operands<P>);
    const operation = borrow || this.stops > before ? built : this.lent(parts, built);
    return js`(${join([...steps, ...moves, at, operation])})`;
  }

  /**
   * An operation on locals that CPython would borrow (3.14 on). Here it holds references
   * of its own, which only a method that asks for a count can tell. It must not stop inside.
   */
  protected lent(parts: readonly Operand[], operation: Fragment): Fragment {
    if (!this.host.borrowsLocals) return operation;
    // What waits while something branches is not borrowed.
    const lastBranch = parts.map((part) => isExpression(part) && branches(part)).lastIndexOf(true);
    const locals = parts
      .slice(lastBranch + 1)
      .filter(isExpression)
      .filter((part) => part.k === 'Name' && this.borrowed(part) !== null)
      .map((part) => this.accessOf(this.mangled((part as Expr & { k: 'Name' }).id)).variable);
    if (locals.length === 0) return operation;
    const users = join(
      [...new Set(locals)].map((name) => this.op('isOfClass', name)),
      '||',
    );
    return js`(${users}?${this.op('lending', js`[${join(locals)}]`, js`()=>${operation}`)}:${operation})`;
  }

  private operands = 4;

  private usesOperands(count: number): void {
    this.operands = Math.max(this.operands, count);
  }

  operandNames(): string[] {
    return Array.from({ length: this.operands }, (_, i) => `u${i}`);
  }

  /** A local, or from 3.15 on a constant, that an operation may borrow (`LOAD_FAST_BORROW`), or null. */
  protected borrowed(e: Expr): Fragment | null {
    const known = this.host.borrowsConstants ? constantOf(e) : null;
    if (known && known.t !== 'None') return this.constant(known);
    if (!this.host.borrowsLocals || e.k !== 'Name') return null;
    const name = this.mangled(e.id);
    const { access, variable } = this.accessOf(name);
    if (access !== 'local' || !(this.borrowing || this.isConstant(name))) return null;
    return this.isBound(name)
      ? js`${variable}`
      : js`(${variable}||${this.op('unbound', quoted(e.id))})`;
  }

  /** Emits what may not run: what it binds may be unbound after it. */
  protected maybe(emit: () => void): void {
    const before = [...this.bound];
    emit();
    this.bound.clear();
    for (const name of before) this.bound.add(name);
  }

  // ---------------------------------------------------------------- names

  /** Whether a local only ever holds constants, to which it needs no reference (3.15 on). */
  protected isConstant(name: string, seen = new Set<string>()): boolean {
    const { scope } = this;
    if (!this.host.borrowsConstants || scope.access.get(name) !== 'local') return false;
    if (!scope.stored.has(name) || scope.varied.has(name) || scope.params.includes(name))
      return false;
    seen.add(name);
    const copies = [...(scope.copies.get(name) ?? [])];
    return copies.every((other) => seen.has(other) || this.isConstant(other, seen));
  }

  /** How a name is reached from here, through the frames of inlined comprehensions. */
  accessOf(name: string): { access: string; variable: Fragment | ''; owner: Emitter } {
    const own = this.scope.access.get(name);
    if (this.outer && own !== 'local' && own !== 'cell') {
      // It does not see the names of a class's body around it.
      if (this.outer.scope.kind === 'class') {
        const variable = this.outer.variables.get(name) ?? '';
        return { access: own === 'free' ? 'free' : 'global', variable, owner: this };
      }
      return (this.outer as OperandEmitter).accessOf(name);
    }
    const access = own ?? (this.scope.isFunction ? 'global' : 'name');
    return { access, variable: this.variables.get(name) ?? '', owner: this };
  }

  /** Whether the function asks for its variables by name (`locals()` and the like). */
  protected asksForLocals: boolean = this.unit.showsFrames;

  load(id: string): Fragment {
    const name = this.mangled(id);
    const { access, variable } = this.accessOf(name);
    if (access === 'global' && ASKS_FOR_LOCALS.has(id))
      (this.root as OperandEmitter).asksForLocals = true;
    const text = quoted(id);
    switch (access) {
      case 'local':
        return this.isBound(name)
          ? js`I(${variable})`
          : js`I(${variable}||${this.op('unbound', text)})`;
      case 'cell':
        return this.op('cellGet', variable, text, 'false');
      case 'free':
        return this.scope.kind === 'class'
          ? this.op('classDeref', 'F', this.nameWord(name), variable, text)
          : this.op('cellGet', variable, text, 'true');
      case 'global':
        return this.op('loadGlobal', 'F', this.site(name));
      default:
        return this.op('loadName', 'F', this.site(name));
    }
  }

  /**
   * A word that is about to be stored under a name. A dict of names may grow at that: the place of the store is
   * that of its target, unless the value was made on the same line.
   */
  protected placed(target: Expr & { k: 'Name' }, value: Fragment | Expr, word: Fragment): Fragment {
    const { access } = this.accessOf(this.mangled(target.id));
    if (access !== 'name' && access !== 'global') return word;
    if (!isExpression(value)) return js`(u0=${word},${this.at(target)},u0)`;
    if (this.safe(value)) return js`(${this.at(target)},${word})`;
    const { lines } = this.unit;
    const line = lines.line(target.start);
    const sameLine = lines.line(value.start) === line && lines.line(value.end) === line;
    return sameLine ? word : js`(u0=${word},${this.at(target)},u0)`;
  }

  /** A JavaScript expression that stores the owned word `value` under a name. */
  store(id: string, value: Value): Fragment {
    const name = this.mangled(id);
    const { access, variable } = this.accessOf(name);
    switch (access) {
      case 'local':
        return js`u0=${value},V=${variable},${variable}=u0,V&&D(V)`;
      case 'cell':
      case 'free':
        return this.op('cellSet', variable, value);
      case 'global':
        return this.op('storeGlobal', 'F', this.site(name), value);
      default:
        return this.op('storeName', 'F', this.site(name), value);
    }
  }
}
