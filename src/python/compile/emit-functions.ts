import type { Displays } from '../os/run';
import type { ClassDef, Clause, Expr, FunctionDef, Params, Stmt } from '../parser/ast';
import type { Code } from './code';
import { CodeTables } from './code-tables';
import { StatementEmitter } from './emit-statements';
import { newCode } from './emitter';
import { Fragment, hidden, join, js, reference, type Value } from './fragment';
import { inlinedNames, type Scope } from './scopes';
import { StackDepth } from './stack-depth';

const { max } = Math;

/** Code that adds an element to the result of a comprehension. */
const ADD = { ListComp: 'listAdd', SetComp: 'setAdd', DictComp: 'dictGive' } as const;

function docstring(body: readonly Stmt[]): string | null {
  const [first] = body;
  if (first?.k !== 'Expr' || first.value.k !== 'Const' || first.value.v.t !== 'str') return null;
  return first.value.v.v;
}

type ComprehensionExpr = Expr & { k: 'ListComp' | 'SetComp' | 'DictComp' | 'GenExp' };

/** Emits functions, classes, comprehensions and generators: whole code objects. */
export class FunctionEmitter extends StatementEmitter {
  // ---------------------------------------------------------------- whole code objects

  private shown: (statement: Stmt) => boolean = () => false;

  protected override displays(statement: Stmt): boolean {
    return this.scope.kind === 'module' && this.shown(statement);
  }

  module(body: readonly Stmt[], displays: Displays): void {
    if (displays === 'all') this.shown = () => true;
    if (displays === 'last') this.shown = (statement) => statement === body.at(-1);
    const [only] = body;
    if (displays === 'value' && only?.k === 'Expr') {
      this.lambdaBody(only.value);
      return;
    }
    const doc = docstring(body);
    if (doc !== null) {
      this.emit(
        js`${this.op('storeName', 'F', this.site('__doc__'), this.loadConstant({ t: 'str', v: doc }))};`,
      );
    }
    this.block(body);
    this.fill((tables) => tables.module(body, doc));
    this.link(this.depthOf((depth) => depth.ofFunction(body)));
  }

  functionBody(node: { readonly body: readonly Stmt[] }): void {
    const doc = docstring(node.body);
    this.code.docstring = doc;
    this.block(node.body);
    this.fill((tables) => tables.function(node.body, doc));
    this.link(this.depthOf((depth) => depth.ofFunction(node.body, this.suspends)));
  }

  /** The depth of the stack: frame objects and generators have room for it. */
  private depthOf(measure: (depth: StackDepth) => number): number {
    const { scopes } = this.unit.symbols;
    const closes = (node: object): boolean => (scopes.get(node)?.names('free').length ?? 0) > 0;
    return measure(new StackDepth(this.host.stackRules, closes));
  }

  /** Gives the code its tables. */
  private fill(tables: (tables: CodeTables) => void): void {
    if (this.host.keepsTables) tables(new CodeTables(this.unit, this.code, this.scope));
  }

  lambdaBody(body: Expr): void {
    this.emit(js`return rv=${this.expr(body)};`);
    this.fill((tables) => tables.lambda(body));
    this.link(this.depthOf((depth) => depth.ofLambda(body)));
  }

  classBody(s: ClassDef): void {
    const store = (name: string, value: Fragment): void =>
      this.emit(js`${this.op('storeName', 'F', this.site(name), value)};`);
    this.emit(js`${this.at(s)};`);
    store('__module__', this.op('loadName', 'F', this.site('__name__')));
    store('__qualname__', this.loadConstant({ t: 'str', v: this.code.qualname }));
    if (this.host.storesFirstLine) {
      store('__firstlineno__', this.loadConstant({ t: 'int', v: BigInt(this.code.firstLine) }));
    }
    const doc = docstring(s.body);
    if (doc !== null) store('__doc__', this.loadConstant({ t: 'str', v: doc }));
    this.block(s.body);
    if (this.host.storesFirstLine) {
      const names = [...this.scope.selfNames].map((v) => ({ t: 'str', v }) as const);
      store('__static_attributes__', this.loadConstant({ t: 'tuple', v: names }));
    }
    if (this.scope.needsClass) {
      this.emit(js`return rv=I(${this.accessOf('__class__').variable});`);
    }
    this.fill((tables) => tables.class(s, doc));
    this.link(this.depthOf((depth) => max(1, depth.ofFunction(s.body))));
  }

  /** The JavaScript of the whole code object. */
  private link(stackDepth: number): void {
    const { code } = this;
    const params = this.scope.params.map((name) => this.parameter(name));
    const cells = this.cells();
    const locals = code.varnames
      .filter((name) => this.scope.access.get(name) === 'local')
      .map((name) => this.variables.get(name)!);
    const declared = [
      ...locals.filter((name) => !params.includes(name)),
      ...cells.variables,
      ...this.tempNames(),
      ...this.blockNames(),
      ...this.indexNames(),
      ...this.operandNames(),
      'V',
      'rv',
    ];
    const held = this.heldWords();
    const blocks = this.blockNames().length;
    code.stackSize = max(blocks, stackDepth);
    code.inlined = inlinedNames(this.scope).filter((name) => !this.variables.has(name));
    const constants = new Set(
      code.varnames
        .filter((name) => this.isConstant(name))
        .map((name) => this.variables.get(name)!),
    );
    const kept = held.map((name) => (constants.has(name) ? js`${name}&&I(${name})` : name));
    const release = this.op('release', 'F', js`[${join(kept)}]`);
    const drops = held.map((name, i) =>
      constants.has(name)
        ? js``
        : js`if(${name}${this.mayBorrow(name, i) ? js`&&!(F.mask&${1 << i})` : ''})D(${name});`,
    );
    const drop = join(this.host.dropsLastFirst ? drops.reverse() : drops, '');
    const own = js`${this.ownParameters(params)}${this.showLocals()}`;
    const lines = [
      js`function${this.star} ${reference(`f${code.index}`)}(${join(['F', ...params])}){`,
      js`let ${join(declared.map((name) => js`${name}=0`))};`,
      js`try{${own}${cells.init}`,
      ...this.lines(),
      'return rv=N()}',
      js`catch(e){const E=${this.op('unwind', 'F', 'e')};${this.dropTemps()} ${this.dropBlocks(0)}if(rv){V=rv;rv=0;D(V)}throw E}`,
      js`finally{${this.forLocals(js`${this.op('forgetLocals', 'F')};`)}${this.op('leave', 'F')};if(F.object!==0&&${this.op('keeps', 'F')})${release};else{${drop}}}}`,
    ];
    // A generator cannot stop for another reason than its own `yield`.
    this.unit.functions[code.index] = new Fragment([join(lines, '\n')], this.suspends);
  }

  private parameter(name: string): Value {
    const access = this.scope.access.get(name);
    if (access === 'local') return this.variables.get(name)!;
    return js`q${this.scope.params.indexOf(name)}`;
  }

  /** Cells. A parameter's cell takes its argument over; a free variable's comes from the function. */
  private cells(): { variables: Fragment[]; init: Fragment } {
    const { code, scope } = this;
    const variables: Fragment[] = [];
    let init = js``;
    for (const name of code.cellvars) {
      const variable = this.variables.get(name)!;
      variables.push(variable);
      const at = scope.params.indexOf(name);
      init = js`${init}${variable}=${this.op('frameCell', 'F', at < 0 ? 0 : js`q${at}`)};`;
    }
    for (const [i, name] of code.freevars.entries()) {
      const variable = this.variables.get(name)!;
      variables.push(variable);
      init = js`${init}${variable}=${this.op('freeCell', 'F', i)};`;
    }
    return { variables, init };
  }

  /** The variables that are dropped with the frame, in the order of its slots. */
  private heldWords(): Fragment[] {
    const { code } = this;
    return [
      ...code.varnames.filter((name) => this.scope.access.get(name) === 'local'),
      ...code.cellvars,
    ].map((name) => this.variables.get(name)!);
  }

  /** Lets `locals()` look at the variables, in the order of the frame's slots. */
  private showLocals(): Fragment {
    const { varnames, cellvars, freevars } = this.code;
    const names = [...varnames, ...cellvars, ...freevars];
    const values = names.map((name) => {
      const holds = this.scope.access.get(name) !== 'cell' || cellvars.includes(name);
      return holds ? (this.variables.get(name) ?? '0') : '0';
    });
    return this.forLocals(js`F.snapshot=()=>[${join(values)}];`);
  }

  /** What there is only where the variables are asked for, by the program or by somebody who steps. */
  private forLocals(fragment: Fragment): Fragment {
    if (this.asksForLocals) return fragment;
    return this.host.stepping ? hidden(fragment) : js``;
  }

  private mayBorrow(name: Fragment, index: number): boolean {
    if (!this.host.borrowsLocals || this.suspends || index > 30) return false;
    const { params } = this.scope;
    const param = params[index];
    return param !== undefined && this.variables.get(param) === name && !this.ownsParameter(param);
  }

  private ownsParameter(name: string): boolean {
    return (
      this.suspends ||
      this.scope.stored.has(name) ||
      this.scope.access.get(name) !== 'local' ||
      this.scope.params.some((each) => this.scope.access.get(each) !== 'local')
    );
  }

  /** Takes references of its own to the arguments that it would otherwise borrow. */
  private ownParameters(params: readonly Value[]): Fragment {
    if (!this.host.borrowsLocals || params.length === 0 || this.suspends) return js``;
    const bits = this.scope.params
      .map((name, i) => (i <= 30 && this.ownsParameter(name) ? 1 << i : 0))
      .reduce((sum, bit) => sum | bit, 0);
    if (bits === 0) return js``;
    const each = join(
      params.map((name, i) => ((bits >> i) & 1 ? js`if(F.mask&${1 << i})I(${name});` : '')),
      '',
    );
    return js`if(F.mask&${bits}){${each}F.mask&=${~bits}}`;
  }

  // ---------------------------------------------------------------- functions

  override function(node: object, scope: Scope, params: Params, _name: string): Fragment {
    const [defaults, kwdefaults] = this.defaults(params);
    const code = newCode(this.unit, scope, node as Expr, this.code, params);
    const emitter = new FunctionEmitter(this.unit, scope, code, null);
    let annotations = (): Fragment => js`0`;
    const definition = node as FunctionDef | (Expr & { k: 'Lambda' });
    if (definition.k === 'FunctionDef') {
      annotations = () => this.annotations(definition);
      emitter.functionBody(definition);
    } else emitter.lambdaBody(definition.body);
    return this.makeFunction(node as Expr, code, defaults, kwdefaults, annotations);
  }

  private makeFunction(
    node: { start: number; end: number },
    code: Code,
    defaults?: () => Fragment,
    kwdefaults?: () => Fragment,
    annotations?: () => Fragment,
  ): Fragment {
    const nothing = (): Fragment => js`0`;
    const closure = (): Fragment => js`(${this.at(node)},${this.closure(code.freevars)})`;
    const parts = [defaults ?? nothing, kwdefaults ?? nothing, annotations ?? nothing, closure];
    return this.operate(parts, this.at(node), (parts) =>
      this.op('makeFunction', 'F', reference(`C[${code.index}]`), join(parts)),
    );
  }

  override definition(s: Stmt & FunctionDef): void {
    const scope = this.unit.symbols.scopes.get(s)!;
    const place = { start: s.start, end: s.start };
    const make = (): Fragment => this.function(s, scope, s.params, s.name);
    this.emit(js`${this.store(s.name, this.decorated(s.decorators, make, place))};`);
  }

  private decorated(
    decorators: readonly Expr[],
    make: () => Fragment,
    at: { start: number; end: number },
  ): Fragment {
    const [first, ...rest] = decorators;
    if (!first) return make();
    const decorator = this.expr(first);
    const name = this.temp();
    const value = this.decorated(rest, make, at);
    this.free(1);
    const place = this.at(this.host.decoratorsAtDefinition ? at : first);
    return js`(${name}=${decorator},u1=${value},u0=${name},${name}=0,${place},${this.called('call1', 'u0', 'u1', '0')})`;
  }

  override classDefinition(s: Stmt & ClassDef): void {
    const scope = this.unit.symbols.scopes.get(s)!;
    const make = (): Fragment => {
      const code = newCode(this.unit, scope, s, this.code);
      new FunctionEmitter(this.unit, scope, code, null).classBody(s);
      const at = this.at({ start: s.start, end: s.start });
      const name = this.nameWord(s.name);
      const starred = s.bases.some(({ k }) => k === 'Starred');
      if (starred || s.keywords.some((keyword) => keyword.name === null))
        return this.starredClass(s, reference(`C[${code.index}]`), this.closure(code.freevars), at);
      const keywords = s.keywords.map((keyword) => this.nameWord(keyword.name!));
      const count = s.bases.length;
      const parts = [
        this.closure(code.freevars),
        ...s.bases,
        ...s.keywords.map(({ value }) => value),
      ];
      return this.operate(parts, at, ([closure, ...values]) => {
        const bases = join(values.slice(0, count));
        const extra = join(values.slice(count));
        return this.op(
          'buildClass',
          'F',
          reference(`C[${code.index}]`),
          closure!,
          name,
          js`[${bases}]`,
          js`[${join(keywords)}]`,
          js`[${extra}]`,
        );
      });
    };
    const place = { start: s.start, end: s.start };
    this.emit(js`${this.store(s.name, this.decorated(s.decorators, make, place))};`);
  }

  // ---------------------------------------------------------------- comprehensions

  override comprehension(e: ComprehensionExpr): Fragment {
    const scope = this.unit.symbols.scopes.get(e)!;
    const [first] = e.clauses;
    const at = this.at(this.nextPlace(e, first!.iter));
    const iterator = (): Fragment =>
      this.iteratesInside(first!) ? this.expr(first!.iter) : this.iterator(first!.iter, at, first!);
    if (scope.inlined) {
      const inner = new FunctionEmitter(this.unit, scope, this.code, this);
      return inner.inlineComprehension(e, iterator());
    }
    const code = newCode(this.unit, scope, e, this.code);
    code.iteratesAsync = first!.isAsync;
    new FunctionEmitter(this.unit, scope, code, null).comprehensionBody(e);
    const made = this.operate([() => this.makeFunction(e, code), iterator], this.at(e), ([f, it]) =>
      this.called('call1', f!, it!, '0'),
    );
    return scope.isAsync && e.k !== 'GenExp' ? this.suspend(made, 'await') : made;
  }

  private comprehensionBody(e: Expr & { clauses: readonly Clause[] }): void {
    this.comprehensionLoops(e as never, this.variables.get('.0')!);
    this.fill((tables) => tables.comprehension(e as ComprehensionExpr));
    this.link(
      this.depthOf((depth) =>
        e.k === 'GenExp'
          ? depth.ofExpression(e as Expr & { k: 'GenExp' })
          : depth.ofComprehension(e as never),
      ),
    );
  }

  private comprehensionLoops(e: ComprehensionExpr, source: Value): void {
    const result = e.k === 'GenExp' ? '' : this.openBlock();
    const build = {
      ListComp: this.op('newList', '[]'),
      SetComp: this.op('newSet', '[]'),
      DictComp: this.op('dictSized', '0'),
      GenExp: '',
    }[e.k];
    if (result) this.emit(js`${this.at(e)};${result}=${build};`);
    this.outermost(e, source, result);
    if (result) this.emit(js`u0=${result};${result}=0;return rv=u0;`);
  }

  /** Whether a comprehension asks for the iterator of its first clause itself (3.15 on). */
  private iteratesInside({ isAsync }: Clause): boolean {
    return this.host.virtualIterators && !isAsync;
  }

  /** The loop over what the comprehension was given. */
  private outermost(e: ComprehensionExpr, source: Value, result: string): void {
    const late = this.iteratesInside(e.clauses[0]!);
    if (this.outer) {
      const get = js`${this.at(e.clauses[0]!.iter)};u0=${source};${source}=0;${source}=${this.op('iterOrSequence', 'u0')};`;
      if (late) this.emit(get);
      this.clause(e, 0, source, result);
      return;
    }
    // Its stack holds the iterator beside the argument.
    const stack = this.openBlock();
    this.emit(js`${stack}=${late ? 'F.iterated;F.iterated=0' : js`I(${source})`};`);
    this.clause(e, 0, stack, result);
    this.emit(js`V=${stack};${stack}=0;D(V);`);
    this.closeBlock();
  }

  private clause(e: ComprehensionExpr, index: number, source: Value, result: string): void {
    const clause = e.clauses[index];
    if (!clause) {
      this.element(e, result);
      return;
    }
    const { iter } = clause;
    const [only, ...more] = iter.k === 'List' || iter.k === 'Tuple' ? iter.items : [];
    const single = only !== undefined && more.length === 0 && only.k !== 'Starred';
    if (index > 0 && single && this.host.extendsConstants) {
      // From 3.9 on `for y in [x]` is an assignment.
      const next = this.label();
      this.emit(js`${next}:{`);
      this.storeTo(clause.target, this.expr(only));
      for (const test of clause.ifs) this.emit(js`if(!${this.condition(test)})break ${next};`);
      this.clause(e, index + 1, source, result);
      this.emit(js`}`);
      return;
    }
    const at = this.at(this.nextPlace(e, clause.iter));
    let iterator = source;
    if (index > 0) {
      iterator = this.openBlock();
      this.emit(js`${iterator}=${this.iterator(clause.iter, at, clause)};`);
    }
    this.emit(this.fromStart(iterator));
    const next = this.label();
    this.emit(
      js`${next}:for(;;){T(F,${this.place(clause.iter)});${at};${this.nextItem(iterator, clause)}if(u0===0)break;`,
    );
    this.storeTo(clause.target, js`u0`);
    for (const test of clause.ifs) this.emit(js`if(!${this.condition(test)})continue ${next};`);
    this.clause(e, index + 1, source, result);
    this.emit(js`}`);
    if (index > 0) {
      this.emit(js`V=${iterator};${iterator}=0;D(V);`);
      this.closeBlock();
    }
  }

  private element(e: ComprehensionExpr, result: string): void {
    if (e.k === 'GenExp') {
      this.emit(js`D(${this.suspend(this.expr(e.elt), 'yield', this.at(e.elt))});`);
      return;
    }
    const parts = e.k === 'DictComp' ? [e.key, e.elt] : [e.elt];
    const add = ADD[e.k];
    const build = (words: readonly Value[]): Fragment => this.op(add, result, ...words);
    // They are hashed while the stack holds them.
    const at = this.at(this.addPlace(e, parts));
    this.emit(js`${this.operate(parts, at, build, this.notBorrowed)};`);
  }

  /** A comprehension that runs in the frame around it, as a JavaScript function inside its own. */
  private inlineComprehension(e: ComprehensionExpr, iterator: Fragment): Fragment {
    const source = this.openBlock();
    this.comprehensionLoops(e, source);
    const locals = [...this.variables.values()];
    const cells = this.scope
      .names('cell')
      .map((name) => js`${this.variables.get(name)!}=${this.op('newCell', '0')};`);
    const temps = this.tempNames();
    const blocks = this.blockNames();
    const declared = [
      ...locals,
      ...temps,
      ...blocks,
      ...this.indexNames(),
      ...this.operandNames(),
      'V',
      'rv',
    ];
    const drop = join(
      locals.map((name) => js`if(${name})D(${name});`),
      '',
    );
    const lines = [
      js`let ${join(declared.map((name) => js`${name}=0`))};${source}=a;try{${join(cells, '')}`,
      ...this.lines(),
      js`}catch(e){const E=${this.op('passing', 'F', 'e')};${this.dropTemps()} ${this.dropBlocks(0)}if(rv){V=rv;rv=0;D(V)}throw E}`,
      js`finally{if(${source}){V=${source};${source}=0;D(V)}${drop}}`,
    ];
    const body = join(lines, '\n');
    if (!this.scope.isAsync) return this.calledFunction(body, iterator);
    return js`(yield* (function*(a){${body}})(${iterator}))`;
  }
}
