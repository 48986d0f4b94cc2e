import type {
  ClassDef,
  Clause,
  Constant,
  Expr,
  Formatted,
  FunctionDef,
  Keyword,
  Params,
  Pattern,
  Stmt,
} from '../parser/ast';
import { type Code, type CodeConstant, sameConstant } from './code';
import type { Unit } from './emitter';
import { ends } from './ends';
import { TableFilling } from './filled-tables';
import { constantOf, constantSlice, lookedInto, withoutList } from './fold';
import { joinedFormat } from './fold-formats';
import { mangle, type Scope } from './scopes';

type Comprehension = Expr & { k: 'ListComp' | 'SetComp' | 'DictComp' | 'GenExp' };

const NONE: Constant = { t: 'None' };
const ZERO: Constant = { t: 'int', v: 0n };

/**
 * The tables of a code: `co_names` and `co_consts`, in the order in which CPython's compiler comes upon names and
 * constants (Python/compile.c, codegen.c). The codes inside must have been made.
 */
export class CodeTables {
  /** Tuples of default values, which the compiler makes at the end. */
  private readonly late: Constant[] = [];
  private readonly filling = new TableFilling(this.code);

  constructor(
    private readonly unit: Unit,
    private readonly code: Code,
    private scope: Scope,
  ) {}

  // ---------------------------------------------------------------- whole codes

  module(body: readonly Stmt[], doc: string | null): void {
    if (doc !== null) {
      this.constant({ t: 'str', v: doc });
      this.name('__doc__');
    }
    this.block(doc === null ? body : body.slice(1));
    this.constant(NONE);
    this.end();
  }

  function(body: readonly Stmt[], doc: string | null): void {
    if (doc !== null) this.constant({ t: 'str', v: doc });
    else if (this.unit.host.noneComesFirst) this.constant(NONE);
    this.block(doc === null ? body : body.slice(1));
    if (ends(body)) this.dropped(NONE);
    else this.constant(NONE);
    this.end();
  }

  lambda(body: Expr): void {
    if (this.unit.host.noneComesFirst && this.code.kind !== 'module') this.constant(NONE);
    this.expr(body);
    if (this.code.isGenerator) this.constant(NONE);
    this.end();
  }

  class(s: ClassDef, doc: string | null): void {
    const { code, unit } = this;
    for (const name of ['__name__', '__module__']) this.name(name);
    this.constant({ t: 'str', v: code.qualname });
    this.name('__qualname__');
    if (unit.host.storesFirstLine) {
      this.constant({ t: 'int', v: BigInt(code.firstLine) });
      this.name('__firstlineno__');
    }
    if (doc !== null) {
      this.constant({ t: 'str', v: doc });
      this.name('__doc__');
    }
    this.block(doc === null ? s.body : s.body.slice(1));
    if (unit.host.storesFirstLine) {
      this.constant({ t: 'tuple', v: [...this.scope.selfNames].map((v) => ({ t: 'str', v })) });
      code.tables.early.add(code.tables.constants.at(-1)!);
      this.name('__static_attributes__');
    }
    if (code.holdsClassDict) this.name('__classdictcell__');
    if (this.scope.needsClass) this.name('__classcell__');
    else this.constant(NONE);
    this.end();
  }

  comprehension(e: Comprehension): void {
    this.loops(e.clauses, 0, e);
    if (e.k === 'GenExp') this.constant(NONE);
    this.end();
  }

  private end(): void {
    this.filling.end();
    for (const tuple of this.late) this.constant(tuple);
  }

  // ---------------------------------------------------------------- the tables

  private name(name: string): void {
    const { names } = this.code.tables;
    const word = this.unit.host.name(mangle(name, this.scope.className));
    if (!names.includes(word)) names.push(word);
  }

  private item(item: CodeConstant, isText = false): void {
    const { constants } = this.code.tables;
    this.filling.constant(item, isText);
    if (!constants.some((other) => sameConstant(other, item))) constants.push(item);
  }

  private constant(value: Constant): void {
    this.item(value.t === 'None' ? null : this.unit.host.constant(value), value.t === 'str');
  }

  /** A constant that no instruction loads in the end: only the first one stays in the table. */
  private dropped(value: Constant): void {
    const { keepsTests } = this.unit.host;
    if (keepsTests !== 'no' && this.code.tables.constants.length === 0) this.constant(value);
  }

  /** A tuple that the compiler makes of names. */
  private nameTuple(names: readonly string[]): void {
    this.item(names.map((name) => this.unit.host.name(name)));
  }

  /** A variable that is looked up by its name. */
  private variable(id: string): void {
    const name = mangle(id, this.scope.className);
    const access = this.scope.access.get(name) ?? 'global';
    if (access === 'global' || access === 'name') this.name(id);
    if (access === 'local') this.filling.local();
  }

  // ---------------------------------------------------------------- statements

  private block(body: readonly Stmt[]): void {
    for (const statement of body) this.statement(statement);
  }

  private statement(s: Stmt): void {
    switch (s.k) {
      case 'Expr':
        if (!constantOf(s.value)) this.expr(s.value);
        return;
      case 'Return':
        this.each([s.value ?? { start: s.start, end: s.end, k: 'Const', v: NONE }]);
        return;
      case 'Assign':
        this.each([s.value, ...s.targets]);
        return;
      case 'AnnAssign':
        this.each([s.value]);
        if (s.value) this.expr(s.target);
        return;
      case 'AugAssign':
        this.each([s.target, s.value]);
        return;
      case 'Delete':
      case 'Raise':
        this.each(s.k === 'Delete' ? s.targets : [s.exc, s.cause]);
        return;
      case 'Assert':
        this.each([s.test]);
        if (this.unit.host.assertsByName) this.name('AssertionError');
        this.each([s.msg]);
        return;
      case 'Import':
        for (const { name, as } of s.names) this.import(name, as);
        return;
      case 'ImportFrom':
        this.importFrom(s);
        return;
      case 'If':
      case 'While':
        this.test(s.test);
        this.block(s.body);
        this.block(s.orelse);
        return;
      case 'For':
        this.each([withoutList(s.iter), s.target]);
        this.block(s.body);
        this.block(s.orelse);
        return;
      case 'Try':
        this.tryStatement(s);
        return;
      case 'With':
        for (const { context, as } of s.items) this.each([context, as]);
        this.block(s.body);
        if (this.unit.host.withCallsExit) this.constant(NONE);
        return;
      case 'Match':
        this.expr(s.subject);
        for (const each of s.cases) {
          this.pattern(each.pattern);
          this.each([each.guard]);
          this.block(each.body);
        }
        return;
      case 'FunctionDef':
        this.definition(s);
        return;
      case 'ClassDef':
        this.classDefinition(s);
    }
  }

  private import(name: string, as: string | null): void {
    this.constant(ZERO);
    this.constant(NONE);
    this.name(name);
    const [first, ...rest] = name.split('.');
    if (as !== null) for (const part of rest) this.name(part);
    this.variable(as ?? first!);
  }

  private importFrom(s: Stmt & { k: 'ImportFrom' }): void {
    const level = /^\.*/.exec(s.module)![0].length;
    this.constant({ t: 'int', v: BigInt(level) });
    this.nameTuple(s.names.map(({ name }) => name));
    this.name(s.module.slice(level));
    for (const { name, as } of s.names) {
      if (name === '*') continue;
      this.name(name);
      this.variable(as ?? name);
    }
  }

  private tryStatement(s: Stmt & { k: 'Try' }): void {
    if (this.unit.host.finallyFirst) this.block(s.final);
    this.block(s.body);
    this.block(s.orelse);
    for (const { type, name, body } of s.handlers) {
      this.each([type]);
      if (name !== null) this.variable(name);
      this.block(body);
      if (name !== null) this.constant(NONE);
    }
    this.block(s.final);
  }

  private definition(s: FunctionDef): void {
    this.each(s.decorators);
    this.functionParts(s.params);
    const made = this.unit.symbols.annotates.get(s);
    if (made) this.expr(made);
    else {
      const params = [...s.params.args, s.params.vararg, ...s.params.kwonly, s.params.kwarg];
      const pairs: [name: string, value: Expr][] = params.flatMap((param) =>
        param?.annotation ? [[param.name, param.annotation]] : [],
      );
      if (s.returns) pairs.push(['return', s.returns]);
      const { annotationDicts } = this.unit.host;
      for (const [name, value] of pairs) {
        if (!annotationDicts) this.constant({ t: 'str', v: name });
        this.expr(value);
      }
      if (annotationDicts && pairs.length > 0) this.nameTuple(pairs.map(([name]) => name));
    }
    this.made(s);
    this.variable(s.name);
  }

  private functionParts(params: Params): void {
    const values = params.args.flatMap((param) => (param.default ? [param.default] : []));
    const constants = values.map((value) => constantOf(value));
    const { dictKeyTuples, keepsFoldedItems } = this.unit.host;
    const folds = values.length > 0 && !constants.includes(null);
    if (folds) this.late.push({ t: 'tuple', v: constants as Constant[] });
    if (!folds || keepsFoldedItems) this.each(values);
    else this.dropped(constants[0]!);
    const named = params.kwonly.filter((param) => param.default);
    for (const { name, default: value } of named) {
      if (!dictKeyTuples) this.constant({ t: 'str', v: name });
      this.expr(value!);
    }
    if (named.length > 0 && dictKeyTuples) this.nameTuple(named.map(({ name }) => name));
  }

  /** A function, class or comprehension is made of a code, and to 3.10 of its name. */
  private made(node: object): void {
    const code = this.unit.made.get(node);
    if (!code) return;
    this.item(code);
    if (this.unit.host.qualnamesAreConstants) this.constant({ t: 'str', v: code.qualname });
  }

  private classDefinition(s: ClassDef): void {
    this.each(s.decorators);
    const code = this.unit.made.get(s);
    if (code) this.item(code);
    this.constant({ t: 'str', v: s.name });
    this.each(s.bases);
    this.keywords(s.keywords);
    this.variable(s.name);
  }

  private pattern(p: Pattern): void {
    switch (p.k) {
      case 'PValue':
        this.expr(p.value);
        return;
      case 'PAs':
        this.pattern(p.pattern);
        return;
      case 'PSeq':
      case 'POr':
        for (const item of p.items) this.pattern(item);
        return;
      case 'PMap':
        this.constant({ t: 'tuple', v: p.keys.map((key) => constantOf(key) ?? NONE) });
        for (const item of p.items) this.pattern(item);
        return;
      case 'PClass':
        this.expr(p.cls);
        this.nameTuple(p.names);
        for (const item of [...p.items, ...p.named]) this.pattern(item);
    }
  }

  // ---------------------------------------------------------------- expressions

  private each(parts: readonly (Expr | null)[]): void {
    for (const part of parts) if (part) this.expr(part);
  }

  /** A test that is known is not made. */
  private test(e: Expr): void {
    const known = constantOf(e);
    if (!known || this.unit.host.keepsTests === 'yes') this.expr(e);
    else this.dropped(known);
  }

  private expr(e: Expr): void {
    const known = constantOf(e);
    if (known) {
      this.constant(known);
      return;
    }
    switch (e.k) {
      case 'Name':
        this.variable(e.id);
        return;
      case 'Tuple':
        this.each(e.items);
        return;
      case 'List':
      case 'Set':
        this.display(e.k, e.items);
        return;
      case 'Dict':
        this.dict(e.keys, e.values);
        return;
      case 'Starred':
      case 'Unary':
      case 'YieldFrom':
      case 'Await':
        this.expr(e.value);
        if (e.k === 'YieldFrom' || e.k === 'Await') this.constant(NONE);
        return;
      case 'Bin': {
        const joined = this.unit.host.stackRules.joinsFormats ? joinedFormat(e) : e;
        if (joined === e) this.each([e.left, e.right]);
        else this.expr(joined);
        return;
      }
      case 'Bool':
        this.each(e.values);
        return;
      case 'Compare':
        this.expr(e.left);
        for (const [i, right] of e.rights.entries()) this.expr(lookedInto(e.ops[i]!, right));
        return;
      case 'Call':
        this.expr(e.func);
        this.each(e.args);
        this.keywords(e.keywords);
        return;
      case 'Attr':
        this.expr(e.value);
        this.name(e.name);
        return;
      case 'Sub':
        this.each([e.value, e.index]);
        return;
      case 'Slice':
        this.slice(e);
        return;
      case 'IfExp':
        this.test(e.test);
        this.each([e.body, e.orelse]);
        return;
      case 'Lambda':
        this.functionParts(e.params);
        this.made(e);
        return;
      case 'ListComp':
      case 'SetComp':
      case 'DictComp':
      case 'GenExp':
        this.comprehended(e);
        return;
      case 'Joined':
        this.joined(e.parts);
        return;
      case 'Named':
        this.expr(e.value);
        this.variable(e.target);
        return;
      case 'Yield':
        this.expr(e.value ?? { start: e.start, end: e.end, k: 'Const', v: NONE });
    }
  }

  private slice(e: Expr & { k: 'Slice' }): void {
    const none = { start: e.start, end: e.end, k: 'Const', v: NONE } as const;
    const constant = this.unit.host.stackRules.foldsSlices ? constantSlice(e) : null;
    if (constant) this.constant(constant);
    else this.each([e.lower ?? none, e.upper ?? none, e.step]);
  }

  private display(kind: 'List' | 'Set', items: readonly Expr[]): void {
    const constants = items.map((item) => constantOf(item));
    if (items.length < 3 || constants.includes(null) || !this.unit.host.extendsConstants) {
      this.each(items);
      return;
    }
    this.constant({ t: kind === 'Set' ? 'frozenset' : 'tuple', v: constants as Constant[] });
  }

  private dict(keys: readonly (Expr | null)[], values: readonly Expr[]): void {
    const constants = keys.map((key) => key && constantOf(key));
    const tuple = this.unit.host.dictKeyTuples && keys.length > 1 && !constants.includes(null);
    if (tuple) {
      this.each(values);
      this.item(constants.map((key) => this.unit.host.constant(key!)));
    } else for (const [i, key] of keys.entries()) this.each([key, values[i]!]);
  }

  private keywords(keywords: readonly Keyword[]): void {
    const unpacks = keywords.some(({ name }) => name === null);
    for (const { name, value } of keywords) {
      if (unpacks && name !== null) this.constant({ t: 'str', v: name });
      this.expr(value);
    }
    if (!unpacks && keywords.length > 0) this.nameTuple(keywords.map(({ name }) => name!));
  }

  private comprehended(e: Comprehension): void {
    const inner = this.unit.symbols.scopes.get(e)!;
    // From 3.15 on the comprehension asks for the iterator itself.
    const { iter } = e.clauses[0]!;
    const first = this.unit.host.virtualIterators ? iter : withoutList(iter);
    if (!inner.inlined) {
      this.made(e);
      this.expr(first);
      return;
    }
    this.expr(first);
    const { scope } = this;
    this.scope = inner;
    this.loops(e.clauses, 0, e);
    this.scope = scope;
  }

  private loops(clauses: readonly Clause[], i: number, e: Comprehension): void {
    const clause = clauses[i];
    if (!clause) {
      this.each(e.k === 'DictComp' ? [e.key, e.elt] : [e.elt]);
      return;
    }
    if (i > 0) this.expr(withoutList(clause.iter));
    this.expr(clause.target);
    for (const test of clause.ifs) this.test(test);
    this.loops(clauses, i + 1, e);
  }

  private joined(parts: readonly (string | Formatted)[]): void {
    for (const part of parts) {
      if (typeof part === 'string') this.constant({ t: 'str', v: part });
      else {
        this.expr(part.value);
        const { spec } = part;
        const ends = this.unit.host.stackRules.endsSpec && typeof spec?.at(-1) === 'object';
        if (spec) this.joined(ends ? [...spec, ''] : spec);
      }
    }
  }
}
