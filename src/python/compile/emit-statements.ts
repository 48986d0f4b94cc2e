import type { Expr, Stmt } from '../parser/ast';
import { IN_PLACE } from './emit-expressions';
import { isExpression } from './emit-operands';
import { emitPattern } from './emit-patterns';
import { TryEmitter } from './emit-try';
import { type Fragment, js, quoted, type Value } from './fragment';

/** Emits statements. */
export abstract class StatementEmitter extends TryEmitter {
  abstract definition(s: Stmt & { k: 'FunctionDef' }): void;
  abstract classDefinition(s: Stmt & { k: 'ClassDef' }): void;

  /** The line of the statement before: of several in one line only the first begins it. */
  private lastLine = 0;

  override block(body: readonly Stmt[]): void {
    const { borrowing } = this;
    this.maybe(() => {
      for (const statement of body) this.statement(statement);
    });
    this.borrowing = borrowing;
  }

  statement(s: Stmt): void {
    if (this.host.stepping && this.unit.lines.line(s.start) !== this.lastLine) {
      this.lastLine = this.unit.lines.line(s.start);
      const isDefinition = s.k === 'FunctionDef' || s.k === 'ClassDef';
      this.emit(this.lineEvent(s, isDefinition));
    }
    switch (s.k) {
      case 'Expr':
        if (this.displays(s)) {
          this.emit(js`${this.op('display', this.expr(s.value))};`);
        } else if (s.value.k !== 'Const') this.emit(js`D(${this.expr(s.value)});`);
        return;
      case 'Assign':
        this.assign(s);
        return;
      case 'AnnAssign':
        if (s.value) this.storeTo(s.target, this.expr(s.value));
        // From 3.14 on a module's annotations are evaluated when they are asked for.
        if (this.scope.kind === 'module' && this.host.lazyAnnotations) return;
        if (s.target.k === 'Name' && !this.scope.isFunction) {
          const name = this.nameWord(this.mangled(s.target.id));
          this.emit(js`${this.op('annotate', 'F', name, this.expr(s.annotation))};`);
        }
        return;
      case 'AugAssign':
        this.augment(s);
        return;
      case 'Delete':
        for (const target of s.targets) this.deletion(target);
        return;
      case 'Break': {
        const { breakTo } = this.loops.at(-1) ?? this.fail(s, "'break' outside loop");
        this.emit(js`break ${breakTo};`);
        return;
      }
      case 'Continue': {
        const loop = this.loops.at(-1) ?? this.fail(s, "'continue' not properly in loop");
        this.emit(js`continue ${loop.continueTo};`);
        return;
      }
      case 'Return':
        this.emit(js`u0=${s.value ? this.expr(s.value) : js`N()`};if(rv){V=rv;rv=0;D(V)}rv=u0;`);
        this.emit(js`${this.leaveLoops()}return rv;`);
        return;
      case 'Raise':
        if (!s.exc) this.emit(js`${this.at(s)};${this.op('reraise')};`);
        else {
          const parts = s.cause ? [s.exc, s.cause] : [s.exc];
          this.emit(
            js`${this.operate(parts, this.at(s), ([e, c]) => this.op('raiseVarargs', e!, c ?? 0))};`,
          );
        }
        return;
      case 'Assert': {
        const message = s.msg ? this.expr(s.msg) : '0';
        const { assertsAt } = this.host;
        const failed =
          assertsAt === 'test' ? s.test : assertsAt === 'compare' && lastCompare(s.test);
        this.emit(
          js`if(!${this.condition(s.test)}){${this.at(failed || s)};${this.op('assertionError', message)}}`,
        );
        return;
      }
      case 'Pass':
      case 'Global':
      case 'Nonlocal':
        return;
      case 'Import':
        for (const { name, as } of s.names) {
          const text = quoted(name);
          this.nameWord(name);
          this.constant({ t: 'int', v: 0n });
          const module = js`(${this.at(s)},${this.op('importName', text, as !== null)})`;
          this.emit(js`${this.store(as ?? name.split('.')[0]!, module)};`);
        }
        return;
      case 'ImportFrom':
        this.importFrom(s);
        return;
      case 'If':
        this.emit(js`if(${this.condition(s.test)}){`);
        this.block(s.body);
        if (s.orelse.length > 0) {
          this.emit(js`}else{`);
          this.block(s.orelse);
        }
        this.emit(js`}`);
        return;
      case 'While':
        this.whileLoop(s);
        return;
      case 'For':
        this.maybe(() => this.forLoop(s));
        return;
      case 'Try':
        this.tryStatement(s);
        return;
      case 'With':
        this.maybe(() => this.withItem(s, 0));
        return;
      case 'Match':
        this.match(s);
        return;
      case 'FunctionDef':
        this.definition(s);
        return;
      case 'ClassDef':
        this.classDefinition(s);
    }
  }

  /** Whether the value of an expression statement is shown. */
  protected displays(_statement: Stmt): boolean {
    return false;
  }

  private importFrom(s: Stmt & { k: 'ImportFrom' }): void {
    const module = quoted(s.module);
    for (const { name } of s.names) if (name !== '*') this.nameWord(name);
    this.nameWord(s.module);
    this.constant({ t: 'int', v: 0n });
    for (const { name, as } of s.names) {
      if (s.module === '__future__') continue;
      if (name === '*') {
        this.emit(js`${this.at(s)};${this.op('importStar', 'F', module)};`);
        continue;
      }
      const value = js`(${this.at(s)},${this.op('importFrom', 'F', module, quoted(name))})`;
      this.emit(js`${this.store(as ?? name, value)};`);
    }
  }

  // ---------------------------------------------------------------- assignment

  private assign(s: Stmt & { k: 'Assign' }): void {
    const [target] = s.targets;
    if (s.targets.length === 1 && this.assignInParallel(target!, s.value)) return;
    if (s.targets.length === 1) {
      this.storeTo(target!, s.value);
      return;
    }
    const name = this.temp();
    this.emit(js`${name}=${this.expr(s.value)};`);
    for (const [i, each] of s.targets.entries()) {
      const last = i === s.targets.length - 1;
      this.storeTo(each, last ? js`(u0=${name},${name}=0,u0)` : js`I(${name})`);
    }
    this.free(1);
  }

  /** `a, b = b, a` of two or three makes no tuple. */
  private assignInParallel(target: Expr, value: Expr): boolean {
    if ((target.k !== 'Tuple' && target.k !== 'List') || value.k !== 'Tuple') return false;
    const count = target.items.length;
    if (count !== value.items.length || count < 2 || count > 3) return false;
    if ([...target.items, ...value.items].some(({ k }) => k === 'Starred')) return false;
    if (value.items.every((item) => item.k === 'Const')) return false;
    const names = value.items.map((item) => {
      const name = this.temp();
      this.emit(js`${name}=${this.expr(item)};`);
      return name;
    });
    for (const [i, each] of target.items.entries()) {
      this.storeTo(each, js`(u0=${names[i]!},${names[i]!}=0,u0)`);
    }
    this.free(count);
    return true;
  }

  /** Emits a store to a target, of an expression's value or an owned word. */
  storeTo(target: Expr, value: Fragment | Expr): void {
    const word = (): Fragment => (isExpression(value) ? this.expr(value) : value);
    switch (target.k) {
      case 'Name':
        if (this.isConstant(this.mangled(target.id))) this.storeConstant(target.id, value as Expr);
        else this.emit(js`${this.store(target.id, this.placed(target, value, word()))};`);
        this.bound.add(this.mangled(target.id));
        return;
      case 'Attr': {
        const site = this.site(this.mangled(target.name));
        const code = this.operate([value, target.value], this.atName(target, target), ([v, o]) =>
          this.op('storeAttr', o, site, v),
        );
        this.emit(js`${code};`);
        return;
      }
      case 'Sub': {
        const code = this.operate(
          [value, target.value, target.index],
          this.at(target),
          ([v, o, i]) => this.op('storeSubscr', o, i, v),
        );
        this.emit(js`${code};`);
        return;
      }
      case 'Tuple':
      case 'List':
        this.unpack(target, word());
        return;
      default:
        this.fail(target, 'cannot assign here');
    }
  }

  private unpack(target: Expr & { k: 'Tuple' | 'List' | 'Set' }, value: Fragment): void {
    const { items } = target;
    const star = items.findIndex(({ k }) => k === 'Starred');
    const array = this.unique('a');
    const call =
      star < 0
        ? this.op('unpackSequence', 'u0', items.length)
        : this.op('unpackEx', 'u0', star, items.length - star - 1);
    this.emit(js`u0=${value};${this.at(target)};const ${array}=${call};`);
    const names = items.map((_, i) => {
      const name = this.temp();
      this.emit(js`${name}=${array}[${i}];`);
      return name;
    });
    for (const [i, item] of items.entries()) {
      const each = item.k === 'Starred' ? item.value : item;
      this.storeTo(each, js`(u0=${names[i]!},${names[i]!}=0,u0)`);
    }
    this.free(items.length);
  }

  private augment(s: Stmt & { k: 'AugAssign' }): void {
    const { target } = s;
    const operation = (a: Value, b: Value): Fragment => this.op(IN_PLACE[s.op]!, a, b);
    if (target.k === 'Name') {
      const name = this.mangled(target.id);
      const { access, variable } = this.accessOf(name);
      if (access === 'local' && !this.isBound(name))
        this.emit(js`${this.at(target)};if(!${variable})${this.op('unbound', quoted(target.id))};`);
      if (s.op === '+' && access === 'local') {
        // A str that nobody else holds grows in place.
        const value = this.temp();
        this.emit(js`${value}=${this.expr(s.value)};${this.at(s)};`);
        this.emit(
          js`if(${this.op('strAppends', variable, value)}){u0=${variable};${variable}=0;u1=${value};${value}=0;${variable}=${this.op('strAppend', 'u0', 'u1')}}`,
        );
        this.emit(
          js`else{u1=${value};${value}=0;${this.store(target.id, this.lent([target, s.value], operation(this.load(target.id), 'u1')))}}`,
        );
        this.free(1);
        return;
      }
      const code = this.operate([target, s.value], this.at(s), ([a, b]) => operation(a!, b!));
      this.emit(js`${this.store(target.id, code)};`);
    } else if (target.k === 'Attr') {
      const object = this.temp();
      const site = this.site(this.mangled(target.name));
      this.emit(js`${object}=${this.expr(target.value)};`);
      const old = js`(${this.atName(target, target)},${this.op('loadAttr', js`I(${object})`, site)})`;
      const code = this.operate([old, s.value], this.at(s), ([a, b]) => operation(a!, b!));
      this.emit(
        js`u1=${code};u0=${object};${object}=0;${this.atName(target, target)};${this.op('storeAttr', 'u0', site, 'u1')};`,
      );
      this.free(1);
    } else if (target.k === 'Sub') {
      const object = this.temp();
      const index = this.temp();
      this.emit(js`${object}=${this.expr(target.value)};${index}=${this.expr(target.index)};`);
      const old = js`(${this.at(target)},${this.op('binarySubscr', js`I(${object})`, js`I(${index})`)})`;
      const code = this.operate([old, s.value], this.at(s), ([a, b]) => operation(a!, b!));
      this.emit(
        js`u2=${code};u0=${object};u1=${index};${object}=${index}=0;${this.at(target)};${this.op('storeSubscr', 'u0', 'u1', 'u2')};`,
      );
      this.free(2);
    }
  }

  private deletion(target: Expr): void {
    switch (target.k) {
      case 'Name':
        this.deleteName(target);
        return;
      case 'Attr': {
        const site = this.site(this.mangled(target.name));
        const at = this.host.deletionsAtName ? this.atName(target, target) : this.at(target);
        this.emit(
          js`${this.operate([target.value], at, ([o]) => this.op('deleteAttr', o, site))};`,
        );
        return;
      }
      case 'Sub':
        this.emit(
          js`${this.operate([target.value, target.index], this.at(target), ([o, i]) => this.op('deleteSubscr', o, i))};`,
        );
        return;
      case 'Tuple':
      case 'List':
        for (const item of target.items) this.deletion(item);
        return;
      default:
    }
  }

  private deleteName(target: Expr & { k: 'Name' }): void {
    const name = this.mangled(target.id);
    const { access, variable } = this.accessOf(name);
    const text = quoted(target.id);
    const at = this.at(target);
    if (access === 'local') {
      const drop = this.isConstant(name) ? '' : 'D(V);';
      this.emit(
        js`${at};if(!${variable})${this.op('unbound', text)};V=${variable};${variable}=0;${drop}`,
      );
    } else if (access === 'cell' || access === 'free')
      this.emit(js`${at};${this.op('cellDelete', variable, text)};`);
    else if (access === 'global')
      this.emit(js`${at};${this.op('deleteGlobal', 'F', this.nameWord(name))};`);
    else this.emit(js`${at};${this.op('deleteName', 'F', this.nameWord(name))};`);
  }

  // ---------------------------------------------------------------- match

  private match(s: Stmt & { k: 'Match' }): void {
    if (!this.host.matchStatements) this.fail(s, 'invalid syntax');
    const subject = this.openBlock();
    const end = this.label();
    this.emit(js`${subject}=${this.expr(s.subject)};${end}:{`);
    const drop = js`if(${subject}){V=${subject};${subject}=0;D(V)}`;
    const wildcard = ({ pattern }: (typeof s.cases)[number]): boolean =>
      pattern.k === 'PCapture' && pattern.name === null;
    // A last `case _` needs no subject.
    const last = s.cases.length - 1 - (s.cases.length > 1 && wildcard(s.cases.at(-1)!) ? 1 : 0);
    for (const [index, each] of s.cases.entries()) {
      const group = this.unique('g');
      const names: string[] = [];
      const at = this.at(each.pattern);
      const test = emitPattern(this, each.pattern, subject, group, names, () => this.unique('h'));
      this.emit(js`{const ${group}=${this.op('newCaptures')};try{${at};if(${test}){`);
      for (const [i, name] of names.entries())
        this.emit(js`${this.store(name, js`${group}.take(${i})`)};`);
      this.emit(js`${group}.done();`);
      if (index >= last) this.emit(drop);
      if (each.guard) this.emit(js`if(${this.condition(each.guard)}){`);
      if (index < last) this.emit(drop);
      this.block(each.body);
      this.emit(js`break ${end};${each.guard ? '}' : ''}}}finally{${group}.done()}}`);
    }
    this.emit(js`}${drop}`);
    this.closeBlock();
  }
}

/** The comparison of a condition that is compiled last. */
function lastCompare(test: Expr): Expr | undefined {
  if (test.k === 'Compare') return test;
  if (test.k === 'Unary' && test.op === 'not') return lastCompare(test.value);
  if (test.k !== 'Bool') return undefined;
  return test.values
    .map(lastCompare)
    .filter((found) => found !== undefined)
    .at(-1);
}
