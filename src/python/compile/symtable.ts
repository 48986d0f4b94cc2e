import type { Clause, Expr, FunctionDef, Module, Params, Pattern, Stmt } from '../parser/ast';
import { LineTable, PythonSyntaxError } from '../parser/ast';
import { allParams, annotationsOf } from '../parser/params';
import { copiedNames } from './copied-names';
import { mangle, resolve, Scope } from './scopes';

/** Finds the scope of every function, class, lambda and comprehension of a program. */
export class SymbolTable {
  readonly scopes = new Map<object, Scope>();
  readonly top: Scope;
  private scope: Scope;
  private readonly lines: LineTable;
  /** Names that are declared as another function's. */
  private readonly nonlocals: [scope: Scope, own: string, name: string, at: number][] = [];
  /** From 3.14 on: what evaluates a function's annotations when somebody asks for them. */
  readonly annotates = new Map<FunctionDef, Expr>();

  constructor(
    private readonly module: Module,
    private readonly inlineComprehensions: boolean,
    private readonly lazyAnnotations: boolean,
  ) {
    this.lines = new LineTable(module.source);
    this.top = new Scope('module', '<module>', null, null);
    this.scope = this.top;
    this.scopes.set(module, this.top);
    this.statements(module.body);
    // What is around a function may bind the name after it.
    for (const [scope, own, name, at] of this.nonlocals)
      if (!enclosingBinds(scope.parent, own))
        this.fail(at, `no binding for nonlocal '${name}' found`);
    resolve(this.top, new Set());
  }

  /** Entries of CPython's symbol table. From 3.14 on a function has a second one, for its annotations. */
  get blocks(): number {
    const functions = [...this.scopes.values()].filter(({ kind }) => kind === 'function').length;
    return this.scopes.size + (this.lazyAnnotations ? functions : 0);
  }

  /** How deep code objects are inside of each other. */
  get depth(): number {
    const depthOf = (scope: Scope): number =>
      (scope.inlined ? 0 : 1) + Math.max(0, ...scope.children.map(depthOf));
    return depthOf(this.top);
  }

  private fail(at: number, message: string): never {
    const line = this.lines.line(at);
    const column = this.lines.column(at) + 1;
    const text = this.lines.text(line);
    throw new PythonSyntaxError(message, this.module.filename, line, column, text);
  }

  private mangled(name: string): string {
    return mangle(name, this.scope.className);
  }

  /** @param varies it may be another value than what `copies` says */
  private bind(name: string, varies = true): void {
    this.scope.bound.add(this.mangled(name));
    this.scope.stored.add(this.mangled(name));
    if (varies) this.scope.varied.add(this.mangled(name));
  }

  private assign(name: string, value: Expr): void {
    const { copies } = this.scope;
    const target = this.mangled(name);
    const names = copiedNames(value);
    this.bind(name, names === null);
    const all = [...(copies.get(target) ?? []), ...(names ?? []).map((each) => this.mangled(each))];
    copies.set(target, new Set(all));
  }

  private use(name: string): void {
    this.scope.used.add(this.mangled(name));
    if ((name === 'super' || name === '__class__') && this.scope.isFunction) {
      for (let scope: Scope | null = this.scope; scope; scope = scope.parent) {
        if (scope.kind === 'class') {
          scope.needsClass = true;
          this.scope.used.add('__class__');
          break;
        }
      }
    }
  }

  private within(node: object, scope: Scope, body: () => void): void {
    const outer = this.scope;
    this.scopes.set(node, scope);
    this.scope = scope;
    body();
    this.scope = outer;
  }

  private statements(body: readonly Stmt[]): void {
    for (const statement of body) this.statement(statement);
  }

  private statement(s: Stmt): void {
    switch (s.k) {
      case 'Expr':
        this.expr(s.value);
        return;
      case 'Assign':
        this.expr(s.value);
        if (s.targets.length === 1 && s.targets[0]!.k === 'Name')
          this.assign(s.targets[0]!.id, s.value);
        else for (const target of s.targets) this.target(target);
        return;
      case 'AnnAssign':
        if (s.value) this.expr(s.value);
        if (!this.scope.isFunction) this.expr(s.annotation);
        if (s.target.k === 'Name') this.bind(s.target.id);
        else this.target(s.target);
        return;
      case 'AugAssign':
        this.expr(s.value);
        if (s.target.k === 'Name') this.use(s.target.id);
        this.target(s.target);
        return;
      case 'Delete':
        for (const target of s.targets) this.deletion(target);
        return;
      case 'Return':
        if (!this.scope.isFunction) this.fail(s.start, "'return' outside function");
        if (s.value) this.expr(s.value);
        if (s.value) this.scope.returned ??= s.start;
        return;
      case 'Raise':
        if (s.exc) this.expr(s.exc);
        if (s.cause) this.expr(s.cause);
        return;
      case 'Global':
      case 'Nonlocal':
        for (const name of s.names) {
          const own = this.mangled(name);
          if (this.scope.bound.has(own) || this.scope.used.has(own)) {
            const how = this.scope.params.includes(own)
              ? `name '${name}' is parameter and ${s.k.toLowerCase()}`
              : `name '${name}' is ${this.scope.bound.has(own) ? 'assigned to' : 'used'} before ${s.k.toLowerCase()} declaration`;
            this.fail(s.start, how);
          }
          if (s.k === 'Nonlocal' && this.scope.kind === 'module')
            this.fail(s.start, 'nonlocal declaration not allowed at module level');
          if (s.k === 'Nonlocal') this.nonlocals.push([this.scope, own, name, s.start]);
          (s.k === 'Global' ? this.scope.globals : this.scope.nonlocals).add(own);
        }
        return;
      case 'Assert':
        this.expr(s.test);
        if (s.msg) this.expr(s.msg);
        return;
      case 'Import':
        for (const { name, as } of s.names) this.bind(as ?? name.split('.')[0]!);
        return;
      case 'ImportFrom':
        for (const { name, as } of s.names) {
          if (name !== '*') this.bind(as ?? name);
          else if (this.scope.kind !== 'module')
            this.fail(s.start, 'import * only allowed at module level');
        }
        return;
      case 'If':
      case 'While':
        this.expr(s.test);
        this.statements(s.body);
        this.statements(s.orelse);
        return;
      case 'For':
        this.needsAsync(s, "'async for'");
        this.expr(s.iter);
        this.target(s.target);
        this.statements(s.body);
        this.statements(s.orelse);
        return;
      case 'Try':
        this.statements(s.body);
        for (const handler of s.handlers) {
          if (handler.type) this.expr(handler.type);
          if (handler.name) {
            this.bind(handler.name);
            this.scope.deleted.add(this.mangled(handler.name));
          }
          this.statements(handler.body);
        }
        this.statements(s.orelse);
        this.statements(s.final);
        return;
      case 'With':
        this.needsAsync(s, "'async with'");
        for (const { context, as } of s.items) {
          this.expr(context);
          if (as) this.target(as);
        }
        this.statements(s.body);
        return;
      case 'Match':
        this.expr(s.subject);
        for (const each of s.cases) {
          this.pattern(each.pattern);
          if (each.guard) this.expr(each.guard);
          this.statements(each.body);
        }
        return;
      case 'FunctionDef':
        this.functionDef(s);
        return;
      case 'ClassDef': {
        for (const decorator of s.decorators) this.expr(decorator);
        for (const base of s.bases) this.expr(base);
        for (const { value } of s.keywords) this.expr(value);
        this.bind(s.name);
        const scope = new Scope('class', s.name, this.scope, s.name);
        this.within(s, scope, () => this.statements(s.body));
        return;
      }
      case 'Break':
      case 'Continue':
      case 'Pass':
    }
  }

  private functionDef(s: FunctionDef): void {
    for (const decorator of s.decorators) this.expr(decorator);
    this.defaults(s.params);
    this.annotations(s);
    this.bind(s.name);
    const scope = new Scope('function', s.name, this.scope, this.scope.className);
    scope.isAsync = s.isAsync;
    this.within(s, scope, () => {
      this.parameters(s.params);
      this.statements(s.body);
    });
    if (s.isAsync && scope.isGenerator && scope.returned !== undefined)
      this.fail(scope.returned, "'return' with value in async generator");
  }

  private annotations(s: FunctionDef): void {
    const pairs = annotationsOf(s.params, s.returns);
    const [first] = pairs;
    if (!first) return;
    if (!this.lazyAnnotations) {
      for (const [, annotation] of pairs) this.expr(annotation);
      return;
    }
    const at = { start: first[1].start, end: first[1].end };
    const annotate: Expr = {
      ...at,
      k: 'Lambda',
      params: { posonly: 0, args: [], vararg: null, kwonly: [], kwarg: null },
      body: {
        ...at,
        k: 'Dict',
        keys: pairs.map(([name]) => ({
          ...at,
          k: 'Const',
          v: { t: 'str', v: this.mangled(name) },
        })),
        values: pairs.map(([, annotation]) => annotation),
      },
    };
    this.annotates.set(s, annotate);
    this.expr(annotate);
  }

  private defaults(params: Params): void {
    for (const param of allParams(params)) if (param.default) this.expr(param.default);
  }

  private parameters(params: Params): void {
    for (const { name } of allParams(params)) {
      this.scope.bound.add(this.mangled(name));
      this.scope.params.push(this.mangled(name));
    }
  }

  private target(target: Expr): void {
    switch (target.k) {
      case 'Name':
        this.bind(target.id);
        return;
      case 'Starred':
        this.target(target.value);
        return;
      case 'Tuple':
      case 'List':
        for (const item of target.items) this.target(item);
        return;
      case 'Attr':
        this.noteSelf(target);
        this.expr(target);
        return;
      default:
        this.expr(target);
    }
  }

  /** `self.name = …` in a method. */
  private noteSelf(target: Expr & { k: 'Attr' }): void {
    const { scope } = this;
    const [self] = scope.params;
    if (scope.kind !== 'function' || target.value.k !== 'Name') return;
    if (scope.parent?.kind !== 'class' || target.value.id !== self) return;
    scope.parent.selfNames.add(this.mangled(target.name));
  }

  private deletion(target: Expr): void {
    if (target.k === 'Name') {
      this.bind(target.id, false);
      this.scope.deleted.add(this.mangled(target.id));
    } else if (target.k === 'Tuple' || target.k === 'List') {
      for (const item of target.items) this.deletion(item);
    } else this.expr(target);
  }

  private pattern(p: Pattern): void {
    switch (p.k) {
      case 'PValue':
        this.expr(p.value);
        return;
      case 'PCapture':
      case 'PStar':
        if (p.name) this.bind(p.name);
        return;
      case 'PSeq':
      case 'POr':
        for (const item of p.items) this.pattern(item);
        return;
      case 'PAs':
        this.pattern(p.pattern);
        this.bind(p.name);
        return;
      case 'PMap':
        for (const key of p.keys) this.expr(key);
        for (const item of p.items) this.pattern(item);
        if (p.rest) this.bind(p.rest);
        return;
      case 'PClass':
        this.expr(p.cls);
        for (const item of [...p.items, ...p.named]) this.pattern(item);
    }
  }

  private expr(e: Expr): void {
    switch (e.k) {
      case 'Const':
        return;
      case 'Name':
        this.use(e.id);
        return;
      case 'Tuple':
      case 'List':
      case 'Set':
        for (const item of e.items) this.expr(item);
        return;
      case 'Dict':
        for (const key of e.keys) if (key) this.expr(key);
        for (const value of e.values) this.expr(value);
        return;
      case 'Bin':
        this.expr(e.left);
        this.expr(e.right);
        return;
      case 'Bool':
        for (const value of e.values) this.expr(value);
        return;
      case 'Compare':
        this.expr(e.left);
        for (const right of e.rights) this.expr(right);
        return;
      case 'Call':
        this.expr(e.func);
        for (const arg of e.args) this.expr(arg);
        for (const { value } of e.keywords) this.expr(value);
        return;
      case 'Attr':
      case 'Starred':
      case 'Unary':
        this.expr(e.value);
        return;
      case 'Sub':
        this.expr(e.value);
        this.expr(e.index);
        return;
      case 'Slice':
        for (const bound of [e.lower, e.upper, e.step]) if (bound) this.expr(bound);
        return;
      case 'IfExp':
        this.expr(e.test);
        this.expr(e.body);
        this.expr(e.orelse);
        return;
      case 'Lambda': {
        this.defaults(e.params);
        const scope = new Scope('lambda', '<lambda>', this.scope, this.scope.className);
        this.within(e, scope, () => {
          this.parameters(e.params);
          this.expr(e.body);
        });
        return;
      }
      case 'ListComp':
      case 'SetComp':
      case 'GenExp':
      case 'DictComp':
        this.comprehension(e);
        return;
      case 'Joined':
        this.formatted(e.parts);
        return;
      case 'Named': {
        this.expr(e.value);
        // Bound in the function around comprehensions.
        let scope = this.scope;
        while (scope.kind === 'comprehension' || scope.kind === 'generator') scope = scope.parent!;
        const name = mangle(e.target, scope.className);
        scope.bound.add(name);
        scope.stored.add(name);
        scope.varied.add(name);
        for (let inner = this.scope; inner !== scope; inner = inner.parent!)
          inner.nonlocals.add(name);
        return;
      }
      case 'Yield':
      case 'YieldFrom':
        if (!this.scope.isFunction) this.fail(e.start, "'yield' outside function");
        if (e.k === 'YieldFrom' && this.scope.isAsync)
          this.fail(e.start, "'yield from' inside async function");
        this.scope.isGenerator = true;
        if (e.value) this.expr(e.value);
        return;
      case 'Await':
        if (!this.scope.isFunction) this.fail(e.start, "'await' outside function");
        this.awaits(e, "'await' outside async function");
        this.expr(e.value);
    }
  }

  private formatted(
    parts: readonly (string | { value: Expr; spec: readonly unknown[] | null })[],
  ): void {
    for (const part of parts) {
      if (typeof part === 'string') continue;
      this.expr(part.value);
      if (part.spec) this.formatted(part.spec as never);
    }
  }

  private comprehension(e: Expr & { clauses: readonly Clause[]; elt: Expr }): void {
    this.expr(e.clauses[0]!.iter);
    const lazy = e.k === 'GenExp';
    const name = {
      ListComp: '<listcomp>',
      SetComp: '<setcomp>',
      DictComp: '<dictcomp>',
      GenExp: '<genexpr>',
    }[e.k as 'ListComp'];
    const scope = new Scope(
      lazy ? 'generator' : 'comprehension',
      name,
      this.scope,
      this.scope.className,
    );
    scope.isGenerator = lazy;
    scope.inlined = !lazy && this.inlineComprehensions;
    scope.isAsync = e.clauses.some(({ isAsync }) => isAsync);
    this.within(e, scope, () => {
      if (!scope.inlined) scope.params.push('.0');
      for (const [i, clause] of e.clauses.entries()) {
        if (i > 0) this.expr(clause.iter);
        this.target(clause.target);
        for (const test of clause.ifs) this.expr(test);
      }
      if (e.k === 'DictComp') this.expr(e.key);
      this.expr(e.elt);
    });
    if (scope.isAsync && !lazy)
      this.awaits(e, 'asynchronous comprehension outside of an asynchronous function');
  }

  /** Marks a scope in which something waits. Only async functions may; a comprehension becomes async. */
  private awaits(e: Expr, otherwise: string): void {
    const { kind, isAsync } = this.scope;
    if (kind === 'comprehension' || kind === 'generator') this.scope.isAsync = true;
    else if (!isAsync) this.fail(e.start, otherwise);
  }

  private needsAsync(s: Stmt & { k: 'For' | 'With' }, what: string): void {
    if (s.isAsync && !this.scope.isAsync) this.fail(s.start, `${what} outside async function`);
  }
}

function enclosingBinds(scope: Scope | null, name: string): boolean {
  for (let outer = scope; outer; outer = outer.parent) {
    if (outer.isFunction && outer.bound.has(name) && !outer.globals.has(name)) return true;
  }
  return false;
}
