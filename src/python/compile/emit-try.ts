import type { Handler, Stmt } from '../parser/ast';
import { LoopEmitter } from './emit-loops';
import { ends } from './ends';
import { type Fragment, js } from './fragment';

/** The statement that comes last in the text. */
function lastOf(body: readonly Stmt[]): Stmt {
  const last = body.at(-1)!;
  const inner =
    'orelse' in last && last.orelse.length > 0 ? last.orelse : 'body' in last ? last.body : [];
  return inner.length > 0 ? lastOf(inner as readonly Stmt[]) : last;
}

const SCOPES = new Set([
  'FunctionDef',
  'ClassDef',
  'Lambda',
  'ListComp',
  'SetComp',
  'DictComp',
  'GenExp',
]);

/** Whether there are functions, classes or comprehensions in some syntax: their code is made once. */
function hasScopes(syntax: unknown): boolean {
  if (Array.isArray(syntax)) return syntax.some(hasScopes);
  if (typeof syntax !== 'object' || syntax === null) return false;
  const makes = 'k' in syntax && SCOPES.has(syntax.k as string);
  return makes || Object.values(syntax).some(hasScopes);
}

/** Whether nothing goes on behind a block. */
function leaves(body: readonly Stmt[]): boolean {
  const last = body.at(-1)!.k;
  return ends(body) || last === 'Break' || last === 'Continue';
}

/** Emits `try` and `with`. */
export abstract class TryEmitter extends LoopEmitter {
  private blockNumber = 0;

  protected unique(prefix: string): string {
    return `${prefix}${this.outer ? 'i' : ''}${this.blockNumber++}`;
  }

  protected tryStatement(s: Stmt & { k: 'Try' }): void {
    if (s.final.length > 0) {
      this.finallyStatement(s);
      return;
    }
    const depth = this.blocks.length;
    const done = s.orelse.length > 0 ? this.unique('ok') : '';
    this.emit(js`{${done ? js`let ${done}=false;` : ''}try{`);
    this.tries++;
    this.block(s.body);
    if (done) this.emit(js`${done}=true;`);
    const e = this.unique('e');
    const prev = this.unique('p');
    const caught = this.op('caught', 'F', js`${e}_`);
    this.emit(
      () => js`}catch(${e}_){const ${e}=${caught};${this.dropTemps()}${this.dropBlocks(depth)}`,
    );
    this.emit(js`const ${prev}=${this.op('pushExc', e)};try{`);
    const borrowing = this.borrowing;
    this.borrowing = false;
    if (s.handlers.some(({ star }) => star)) {
      this.starHandlers(s, e, depth);
      this.tries--;
      this.emit(js`}finally{${this.op('popExc', prev, e)}}}`);
      this.borrowing = borrowing;
      this.elseBlock(s, done);
      return;
    }
    let open = 0;
    let bare = false;
    for (const handler of s.handlers) {
      if (bare) this.fail(s, "default 'except:' must be last");
      if (handler.type) {
        const test = this.operate([handler.type], this.at(handler.type), ([type]) =>
          this.op('matches', e, type),
        );
        this.emit(js`if(${test}){`);
      } else {
        bare = true;
        this.emit(js`{`);
      }
      this.handler(handler, e);
      this.emit(handler.type ? js`}else{` : js`}`);
      if (handler.type) open++;
    }
    this.tries--;
    if (!bare) this.emit(js`throw ${this.op('again', e)};`);
    this.emit(js`${'}'.repeat(open)}}finally{${this.op('popExc', prev, e)}}}`);
    this.borrowing = borrowing;
    this.elseBlock(s, done);
    // Where a handler leaves, the way on begins with a block without instructions.
    if (this.host.emptyBlocksHide && s.handlers.some(({ body }) => leaves(body)))
      this.borrowing = false;
  }

  private elseBlock(s: Stmt & { k: 'Try' }, done: string): void {
    if (done) {
      this.emit(js`if(${done}){`);
      this.block(s.orelse);
      this.emit(js`}`);
    }
    this.emit(js`}`);
  }

  /** Handlers of `except*`: each gets its part of the exception; what is left goes on in the end. */
  private starHandlers(s: Stmt & { k: 'Try' }, e: string, depth: number): void {
    const group = this.unique('star');
    const m = this.unique('part');
    this.emit(js`const ${group}=${this.op('starHandlers', 'F', e)};try{let ${m};`);
    for (const handler of s.handlers) {
      const before = this.unique('p');
      const x = this.unique('x');
      const test = this.operate(
        [handler.type!],
        this.at(handler.type!),
        ([type]) => js`${group}.match(${type})`,
      );
      this.emit(js`${m}=${test};if(${m}){const h${m}=${m},${before}=${this.op('pushExc', m)};try{`);
      this.handler(handler, `h${m}`);
      this.emit(
        () =>
          js`}catch(${x}_){${group}.failed(${x}_);${this.dropTemps()}${this.dropBlocks(depth)}}`,
      );
      this.emit(js`finally{${this.op('popExc', before, js`h${m}`)}}}`);
    }
    this.emit(js`${m}=${group}.end();if(${m})throw ${m}}finally{${group}.drop()}`);
  }

  private handler(handler: Handler, e: string): void {
    if (!handler.name) {
      this.block(handler.body);
      return;
    }
    this.emit(js`${this.store(handler.name, js`I(${e}.op)`)};try{`);
    this.block(handler.body);
    const name = this.mangled(handler.name);
    const { access, variable } = this.accessOf(name);
    const clear =
      access === 'local'
        ? js`if(${variable}){V=${variable};${variable}=0;D(V)}`
        : access === 'cell' || access === 'free'
          ? js`${this.op('cellSet', variable, '0')};`
          : js`${this.op('forgetName', 'F', this.nameWord(name), access === 'global')};`;
    this.emit(js`}finally{if(!R.dead){${clear}}}`);
  }

  private finallyStatement(s: Stmt & { k: 'Try' }): void {
    const depth = this.blocks.length;
    const e = this.unique('x');
    const ok = this.unique('ok');
    const prev = this.unique('p');
    const through = this.unique('n');
    const entered = this.borrowing;
    this.emit(js`{let ${e}=null,${through}=false;try{`);
    this.tries++;
    if (s.handlers.length > 0) this.tryStatement({ ...s, final: [] });
    else this.block(s.body);
    this.tries--;
    // What leaves by `return`, `break` or `continue` has the clause once more, before that block.
    const hidden = entered && !this.borrowing;
    if (hidden) this.emit(js`${through}=true;`);
    this.borrowing = entered;
    const caught = this.op('caught', 'F', js`${e}_`);
    this.emit(
      () =>
        js`}catch(${e}_){${e}=${caught};${this.dropTemps()}${this.dropBlocks(depth)}throw ${e}}`,
    );
    this.emit(
      js`finally{if(!R.dead){let ${ok}=false;const ${prev}=${e}?${this.op('pushFinal', e)}:null,w${prev}=F.at;try{`,
    );
    // Each way out without an exception has instructions of its own, whose loads may borrow.
    const twice = this.host.borrowsLocals && this.borrowing && !hasScopes(s.final);
    if (twice) {
      this.emit(js`if(!${e}&&!${through}){`);
      this.block(s.final);
      this.emit(js`}else{`);
    }
    const borrowing = this.borrowing;
    this.borrowing = false;
    this.block(s.final);
    this.borrowing = borrowing && !hidden;
    if (twice) this.emit(js`}`);
    this.emit(js`${ok}=true;F.at=w${prev}}finally{if(${e})${this.op('popFinal', prev, e, ok)}}}}}`);
  }

  protected withItem(s: Stmt & { k: 'With' }, index: number): void {
    const item = s.items[index];
    if (!item) {
      this.block(s.body);
      return;
    }
    const manager = this.temp();
    const self = this.host.exitsUnbound ? this.openBlock() : '0';
    const exit = this.openBlock();
    const depth = this.blocks.length;
    const at = this.at(item.context);
    const e = this.unique('x');
    const done = this.unique('done');
    const ok = this.unique('ok');
    this.emit(
      js`${manager}=${this.expr(item.context)};${at};${
        self === '0' ? '' : js`${self}=${this.op('exitSelf', manager, s.isAsync)};`
      }${exit}=${this.op('lookupExit', manager, s.isAsync, self)};`,
    );
    const entered = s.isAsync
      ? this.suspend(this.op('enterContext', 'u0', 'true'), 'aenter')
      : this.called('enterContext', 'u0', 'false');
    this.emit(js`u0=${manager};${manager}=0;u1=${entered};`);
    this.free(1);
    const holder = this.temp();
    this.emit(js`${holder}=u1;{let ${done}=false,${e}=null;try{`);
    if (item.as) this.storeTo(item.as, js`(u0=${holder},${holder}=0,u0)`);
    else this.emit(js`u0=${holder};${holder}=0;D(u0);`);
    this.free(1);
    this.tries++;
    this.withItem(s, index + 1);
    this.tries--;
    const caught = this.op('caught', 'F', js`${e}_`);
    this.emit(() => js`}catch(${e}_){${e}=${caught};${this.dropTemps()}${this.dropBlocks(depth)}`);
    const left = (code: Fragment): Fragment => (s.isAsync ? this.suspend(code, 'aexit') : code);
    const prev = this.unique('p');
    this.emit(js`${done}=true;const ${prev}=${this.op('pushExit', e)};let ${ok}=true;`);
    this.emit(js`try{${ok}=${this.op('truthOf', left(this.op('exitWith', exit, self, e)))}}`);
    this.emit(js`finally{${this.op('leaveExit', prev, e, ok)}}if(!${ok})throw ${e};}`);
    const end = this.host.withEndsInside ? this.at(lastOf(s.body)) : at;
    this.emit(js`finally{if(!R.dead){try{if(!${done}){${done}=true;${end};`);
    const called = this.op('exitNormally', exit, self === '0' ? self : 'u1');
    const returned = self === '0' ? called : js`(u1=${self},${self}=0,${called})`;
    // What it returned is waited for without `__aexit__`.
    const alone = js`(u0=${returned},V=${exit},${exit}=0,D(V),u0)`;
    this.emit(js`D(${s.isAsync ? left(alone) : returned})}}`);
    const drop = (name: string): Fragment => js`if(${name}){V=${name};${name}=0;D(V)}`;
    const both = self === '0' ? drop(exit) : js`${drop(exit)}${drop(self)}`;
    this.emit(js`finally{${both}}}}}`);
    this.closeBlock();
    if (self !== '0') this.closeBlock();
  }
}
