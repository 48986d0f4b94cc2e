import type { Expr, Stmt } from '../parser/ast';
import { CallEmitter } from './emit-calls';
import { constantOf, truthOf, withoutList } from './fold';
import { type Fragment, hidden, join, js, quoted, type Value } from './fragment';

/** A loop that is open: where `break` and `continue` go. */
interface Loop {
  readonly breakTo: string;
  readonly continueTo: string;
}

/** Whether a block returns from inside a `try` or `with` of its own. */
function returnsThroughTry(body: readonly Stmt[], inside: boolean): boolean {
  const some = (block: readonly Stmt[], within: boolean): boolean =>
    returnsThroughTry(block, within);
  return body.some((s) => {
    switch (s.k) {
      case 'Return':
        return inside;
      case 'Try':
        return [s.body, s.orelse, s.final, ...s.handlers.map((each) => each.body)].some((block) =>
          some(block, true),
        );
      case 'With':
        return some(s.body, true);
      case 'If':
      case 'While':
      case 'For':
        return some(s.body, inside) || some(s.orelse, inside);
      case 'Match':
        return s.cases.some((each) => some(each.body, true));
      default:
        return false;
    }
  });
}

/** Emits loops. */
export abstract class LoopEmitter extends CallEmitter {
  abstract block(body: readonly Stmt[]): void;
  abstract storeTo(target: Expr, value: Fragment | Expr): void;

  protected readonly loops: Loop[] = [];
  /** The iterators of open `for` loops, each with the `try` and `with` blocks around it. */
  private readonly iterators: { readonly block: string; readonly tries: number }[] = [];
  /** How many `try` and `with` blocks are open. */
  protected tries = 0;

  /** A line begins. No place of the code's own: its places are the same whether somebody steps or not. */
  protected lineEvent({ start }: Stmt, isDefinition: boolean): Fragment {
    const { lines } = this.unit;
    return hidden(
      js`${this.op('lineEvent', 'F', lines.line(start), lines.column(start), isDefinition)};`,
    );
  }

  // ---------------------------------------------------------------- loops

  protected whileLoop(s: Stmt & { k: 'While' }): void {
    const loop = { breakTo: this.label(), continueTo: this.label() };
    // `while True: …` on one line begins with a block without instructions, behind which 3.14 does not look.
    if (this.host.emptyBlocksHide && this.isEndlessLine(s)) this.borrowing = false;
    this.emit(
      js`${loop.breakTo}:{${this.passes(loop)}${loop.continueTo}:for(;;){${this.turn(s)}${this.pass(s, loop)}if(!${this.condition(s.test)})break;`,
    );
    this.inLoop(loop, s.body);
    this.emit(js`}`);
    this.block(s.orelse);
    this.emit(js`}`);
  }

  private isEndlessLine({ test, body }: Stmt & { k: 'While' }): boolean {
    const { lines } = this.unit;
    const known = constantOf(test);
    return (
      known !== null &&
      truthOf(known) === true &&
      lines.line(test.start) === lines.line(body[0]!.start)
    );
  }

  /** The turn of a loop: a program that is stopped there says where CPython jumps back. */
  private turn(s: Stmt & { k: 'While' | 'For' }): Fragment {
    const from = s.k === 'While' && this.host.stopsAtWhile ? s.test : s.body.at(-1)!;
    return js`T(F,${this.place(from)});`;
  }

  /** Where somebody steps: whether the loop is past its first pass, whose line has begun with the statement. */
  private passes({ continueTo }: Loop): Fragment {
    return this.host.stepping ? hidden(js`let ${continueTo}n=0;`) : js``;
  }

  /** Each pass after the first begins with the loop's own line again, as for CPython's tracer. */
  private pass(s: Stmt & { k: 'While' | 'For' }, { continueTo }: Loop): Fragment {
    const isEndless = s.k === 'While' && s.test.k === 'Const';
    return this.host.stepping && !isEndless
      ? hidden(js`if(${continueTo}n)${this.lineEvent(s, false)}${continueTo}n=1;`)
      : js``;
  }

  private inLoop(loop: Loop, body: readonly Stmt[]): void {
    this.loops.push(loop);
    this.block(body);
    this.loops.pop();
  }

  /** Outside of loops: what a `finally` or function inside a loop must not break out of. */
  protected forLoop(s: Stmt & { k: 'For' }): void {
    const loop = { breakTo: this.label(), continueTo: this.label() };
    const iterator = this.openBlock();
    const at = this.at(s.iter);
    this.emit(js`${iterator}=${this.iterator(s.iter, at, s)};${this.fromStart(iterator)}`);
    // What returns from inside a `try` runs its `finally` first, then drops the iterator.
    const guarded = returnsThroughTry(s.body, false);
    this.iterators.push({ block: iterator, tries: this.tries });
    if (guarded) this.emit(js`try{`);
    this.emit(
      js`${loop.breakTo}:{${this.passes(loop)}${loop.continueTo}:for(;;){${this.turn(s)}${this.pass(s, loop)}${at};${this.nextItem(iterator, s)}if(u0===0)break;`,
    );
    this.storeTo(s.target, js`u0`);
    this.inLoop(loop, s.body);
    const drop = js`V=${iterator};${iterator}=0;D(V);`;
    this.emit(js`}${drop}`);
    this.block(s.orelse);
    this.emit(js`}if(${iterator}){${drop}}`);
    if (guarded) this.emit(js`}finally{if(${iterator}&&!R.dead){${drop}}}`);
    this.iterators.pop();
    this.closeBlock();
  }

  /** Drops the iterators that a `return` leaves before any `finally` runs, innermost first. */
  protected leaveLoops(): Fragment {
    const open = this.iterators.filter(({ tries }) => tries === this.tries).reverse();
    return join(
      open.map(({ block }) => js`if(${block}){V=${block};${block}=0;D(V)}`),
      '',
    );
  }

  /** The iterator of an expression's value. */
  protected iterator(e: Expr, at: Value, { isAsync }: { readonly isAsync: boolean }): Fragment {
    const plain = this.host.virtualIterators ? 'iterOrSequence' : 'takeIter';
    const build = ([o]: readonly Value[]): Fragment => this.op(isAsync ? 'aiter' : plain, o!);
    const { borrowsIterated } = this.host;
    return this.operate(
      [withoutList(e)],
      at,
      build,
      borrowsIterated ? undefined : this.notBorrowed,
    );
  }

  /** A loop without an iterator begins at the first item. */
  protected fromStart(iterator: Value): Fragment {
    return this.host.virtualIterators ? js`${this.indexOf(iterator)}=0;` : js``;
  }

  /** Statements that leave the next item of an iterator in `u0`, or 0 at its end. */
  protected nextItem(iterator: Value, { isAsync }: { readonly isAsync: boolean }): Fragment {
    if (!isAsync && this.host.virtualIterators)
      return js`u0=${this.op('nextAt', iterator, js`${this.indexOf(iterator)}++`)};`;
    if (!isAsync) return js`u0=${this.op('iterNext', iterator)};`;
    const item = this.suspend(this.op('anext', iterator), 'anext');
    // What was waited for is done.
    const waited = this.openBlock();
    this.closeBlock();
    const end = this.op('asyncEnd', this.op('caught', 'F', 'e'));
    return js`try{u0=${item}}catch(e){u0=${end};if(${waited}){V=${waited};${waited}=0;D(V)}}`;
  }

  // ---------------------------------------------------------------- generators

  /** @param at the place of a `yield`, which an error that is thrown into it is told with */
  override suspend(value: Value, how: string, at: Fragment = js`0`): Fragment {
    this.stops++;
    this.code.handles = true;
    const { ownNames, freevars } = this.code;
    // What is in an inlined comprehension has no slot.
    const { variables, blocks } = this.root;
    const slots: Value[] = [
      ...ownNames.map((name) => (this.isConstant(name) ? '' : (variables.get(name) ?? ''))),
      ...freevars.map(() => ''),
      ...blocks,
    ];
    const show = (): Value => {
      const shown = slots.flatMap((name, i) => (name ? [js`W(F.slots+${i * 2},${name})`] : []));
      return shown.length > 0 ? join(shown) : '0';
    };
    if (how === 'yield') {
      const name = this.temp();
      this.free(1);
      const mark = this.tries > 0 ? ',F.protected=true' : '';
      // What an asynchronous generator gives is told apart from what it waits for.
      const { isCoroutine } = this.code;
      const given = isCoroutine ? this.op('asyncGenWrap', value) : value;
      return js`(${name}=${given},${show()}${mark},${at},u0=${name},${name}=0,yield u0)`;
    }
    const iterator = this.openBlock();
    slots.push(iterator);
    const code = js`(${iterator}=${how === 'from' ? this.op('yieldFromIter', value) : this.op('awaitable', value, quoted(how))},${show()},F.protected=true,u1=yield* ${this.op('yieldFrom', 'F', iterator)},u0=${iterator},${iterator}=0,D(u0),u1)`;
    this.closeBlock();
    return code;
  }

  // ---------------------------------------------------------------- comprehensions

  /** Where a comprehension asks for an iterator and its items. */
  protected nextPlace(e: Expr, iterable: Expr): Expr {
    return this.host.comprehensionPlaces.next === 'iterable' ? iterable : e;
  }

  /** Where it adds an element: an expression, or a key and a value. */
  protected addPlace(e: Expr, parts: readonly Expr[]): Expr {
    const { add } = this.host.comprehensionPlaces;
    return add === 'comprehension' ? e : parts.at(add === 'first' ? 0 : -1)!;
  }
}
