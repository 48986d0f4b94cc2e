import type { Constant, Expr, Formatted, FunctionDef, Params } from '../parser/ast';
import { annotationsOf } from '../parser/params';
import { OperandEmitter } from './emit-operands';
import { constantOf, constantSlice, lookedInto, truthOf } from './fold';
import { joinedFormat } from './fold-formats';
import { type Fragment, join, js, quoted, type Value } from './fragment';
import type { OperationName } from './operations';
import type { Scope } from './scopes';

/** The operations of binary operators, and of `+=` and so on. */
export const BINARY: Readonly<Record<string, OperationName>> = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'trueDivide',
  '//': 'floorDivide',
  '%': 'remainder',
  '**': 'power',
  '<<': 'lshift',
  '>>': 'rshift',
  '&': 'bitAnd',
  '|': 'bitOr',
  '^': 'bitXor',
  '@': 'matrixMultiply',
};

export const IN_PLACE: Readonly<Record<string, OperationName>> = {
  '+': 'inPlaceAdd',
  '-': 'inPlaceSubtract',
  '*': 'inPlaceMultiply',
  '/': 'inPlaceTrueDivide',
  '//': 'inPlaceFloorDivide',
  '%': 'inPlaceRemainder',
  '**': 'inPlacePower',
  '<<': 'inPlaceLshift',
  '>>': 'inPlaceRshift',
  '&': 'inPlaceAnd',
  '|': 'inPlaceOr',
  '^': 'inPlaceXor',
  '@': 'inPlaceMatrixMultiply',
};

export const COMPARISONS = ['<', '<=', '==', '!=', '>', '>='];

const BUILD = { tuple: 'newTuple', list: 'newList', set: 'newSet' } as const;
const EXTEND = { list: 'listExtendOp', set: 'setExtend' } as const;
const ADD = { list: 'listAdd', set: 'setAdd' } as const;

/** How many items a display puts on the stack before it appends instead. */
const DISPLAY_ON_STACK = 30;

/** Emits expressions: JavaScript whose value is an owned word. */
export abstract class ExpressionEmitter extends OperandEmitter {
  abstract function(node: object, scope: Scope, params: Params, name: string): Fragment;
  abstract comprehension(e: Expr & { k: 'ListComp' | 'SetComp' | 'DictComp' | 'GenExp' }): Fragment;
  abstract suspend(value: Value, how: string, at?: Fragment): Fragment;
  protected abstract call(e: Expr & { k: 'Call' }): Fragment;

  // ---------------------------------------------------------------- expressions

  loadConstant(value: Constant): Fragment {
    if (value.t === 'None') return js`N()`;
    return js`I(${this.constant(value)})`;
  }

  override expr(e: Expr): Fragment {
    const known = constantOf(e);
    if (known) return this.loadConstant(known);
    switch (e.k) {
      case 'Name':
        return this.safe(e) ? this.load(e.id) : js`(${this.at(e)},${this.load(e.id)})`;
      case 'Tuple':
        return this.display(e, e.items, 'tuple');
      case 'List':
        return this.display(e, e.items, 'list');
      case 'Set':
        return this.display(e, e.items, 'set');
      case 'Dict':
        return this.dict(e);
      case 'Bin': {
        const joined = this.host.stackRules.joinsFormats ? joinedFormat(e) : e;
        if (joined !== e) return this.expr(joined);
        return this.operate([e.left, e.right], this.at(e), ([a, b]) =>
          this.op(BINARY[e.op]!, a!, b!),
        );
      }
      case 'Unary':
        if (e.op === 'not') return this.op('newBool', js`!${this.condition(e.value)}`);
        return this.operate([e.value], this.at(e), ([a]) => this.op('unary', quoted(e.op), a));
      case 'Bool':
        return this.boolean(e);
      case 'Compare':
        return this.compare(e);
      case 'Call':
        return this.call(e);
      case 'Attr':
        return this.operate([e.value], this.atName(e, e), ([o]) =>
          this.op('loadAttr', o, this.site(this.mangled(e.name))),
        );
      case 'Sub':
        return this.operate([e.value, e.index], this.at(e), ([o, i]) =>
          this.op('binarySubscr', o, i),
        );
      case 'Slice': {
        const constant = this.host.stackRules.foldsSlices ? constantSlice(e) : null;
        if (constant) return this.loadConstant(constant);
        const none: Constant = { t: 'None' };
        const bounds = [e.lower, e.upper, e.step].map(
          (bound): Expr => bound ?? { start: e.start, end: e.end, k: 'Const', v: none },
        );
        return this.operate(bounds, this.at(e), (parts) => this.op('newSlice', join(parts)));
      }
      case 'IfExp':
        return js`(${this.condition(e.test)}?${this.expr(e.body)}:${this.expr(e.orelse)})`;
      case 'Lambda': {
        const scope = this.unit.symbols.scopes.get(e)!;
        return this.function(e, scope, e.params, '<lambda>');
      }
      case 'ListComp':
      case 'SetComp':
      case 'DictComp':
      case 'GenExp':
        return this.comprehension(e);
      case 'Joined':
        return this.joined(e, e.parts);
      case 'Named': {
        const name = this.temp();
        const value = this.expr(e.value);
        this.free(1);
        const store = this.store(e.target, js`I(${name})`);
        return js`(${name}=${value},${store},u0=${name},${name}=0,u0)`;
      }
      case 'Yield':
        return this.suspend(e.value ? this.expr(e.value) : js`N()`, 'yield', this.at(e));
      case 'YieldFrom':
        return this.operate([e.value], this.at(e), ([it]) => this.suspend(it!, 'from'));
      case 'Await':
        return this.operate([e.value], this.at(e), ([it]) => this.suspend(it!, 'await'));
      case 'Starred':
        return this.fail(e, "can't use starred expression here");
      case 'Const':
        return this.loadConstant(e.v);
    }
  }

  protected display(e: Expr, items: readonly Expr[], kind: 'tuple' | 'list' | 'set'): Fragment {
    const plain = !items.some(({ k }) => k === 'Starred');
    if (plain && items.length > 2 && kind !== 'tuple' && this.host.extendsConstants) {
      const constants = items.map((item) => constantOf(item));
      if (!constants.includes(null)) {
        const v = constants as Constant[];
        const word = this.constant({ t: kind === 'set' ? 'frozenset' : 'tuple', v });
        return js`(${this.at(e)},${this.op(kind === 'set' ? 'setOf' : 'listOf', word)})`;
      }
    }
    if (plain && items.length <= DISPLAY_ON_STACK) {
      const build = (parts: readonly Value[]): Fragment =>
        this.op(BUILD[kind], js`[${join(parts)}]`);
      // A set hashes its items while the stack holds them.
      return this.operate(items, this.at(e), build, kind === 'set' ? this.notBorrowed : undefined);
    }
    // Adds item by item to a list or set. A tuple is made from the list in the end.
    const into = kind === 'set' ? 'set' : 'list';
    const name = this.temp();
    // From 3.9 on what is before the first star is built at once.
    const atOnce =
      this.host.extendsConstants && items.length <= DISPLAY_ON_STACK
        ? items.findIndex(({ k }) => k === 'Starred')
        : 0;
    const first = this.operate(items.slice(0, atOnce), this.at(e), (parts) =>
      this.op(BUILD[into], js`[${join(parts)}]`),
    );
    const steps: Value[] = [this.at(e), js`${name}=${first}`];
    for (const item of items.slice(atOnce)) {
      if (item.k === 'Starred') {
        steps.push(
          this.operate([item.value], this.at(item), ([o]) => this.op(EXTEND[into], name, o!)),
        );
      } else steps.push(js`u0=${this.expr(item)}`, this.op(ADD[into], name, 'u0'));
    }
    this.free(1);
    steps.push(
      js`u0=${name}`,
      js`${name}=0`,
      kind === 'tuple' ? this.op('listToTuple', 'u0') : 'u0',
    );
    return js`(${join(steps)})`;
  }

  private dict(e: Expr & { k: 'Dict' }): Fragment {
    const pairs = e.keys.length;
    if (!e.keys.includes(null) && pairs <= 8) {
      const parts = e.keys.flatMap((key, i) => [key!, e.values[i]!]);
      return this.operate(parts, this.at(e), (words) => this.op('newDictOf', js`[${join(words)}]`));
    }
    if (e.keys.includes(null)) return this.unpackingDict(e);
    const name = this.temp();
    const steps: Value[] = [this.at(e), js`${name}=${this.op('dictSized', pairs)}`];
    for (const [i, key] of e.keys.entries()) {
      steps.push(
        this.operate([key!, e.values[i]!], this.at(e), ([k, v]) => this.op('dictSet', name, k, v)),
      );
    }
    this.free(1);
    steps.push(js`u0=${name}`, js`${name}=0`, 'u0');
    return js`(${join(steps)})`;
  }

  /**
   * `compiler_dict` where there are mappings among the pairs: pairs in a row are a dict of their own. From 3.9 on the
   * first one is added to; to 3.8 all are merged when they are there.
   */
  private unpackingDict(e: Expr & { k: 'Dict' }): Fragment {
    const parts: { readonly value: Expr; readonly at: Expr; readonly isDict: boolean }[] = [];
    let row: number[] = [];
    const endRow = (): void => {
      if (row.length === 0) return;
      const [keys, values] = [e.keys, e.values].map((all) => row.map((i) => all[i]!));
      const value = { ...e, keys: keys!, values: values! } as Expr;
      parts.push({ value, at: e, isDict: true });
      row = [];
    };
    for (const [i, key] of e.keys.entries()) {
      if (key !== null) row.push(i);
      else {
        endRow();
        parts.push({ value: e.values[i]!, at: e.values[i]!, isDict: false });
      }
    }
    endRow();
    if (!this.host.extendsConstants) {
      const values = parts.map(({ value }) => value);
      return this.operate(values, this.at(e), (words) =>
        this.op('dictOfMappings', js`[${join(words)}]`),
      );
    }
    const name = this.temp();
    const [first] = parts;
    const begun = first!.isDict ? this.expr(first!.value) : this.op('dictSized', 0);
    const steps: Value[] = [this.at(e), js`${name}=${begun}`];
    for (const { value, at } of first!.isDict ? parts.slice(1) : parts) {
      const update = this.op('dictUpdateOp', name, 'u0');
      steps.push(js`u0=${this.expr(value)}`, this.at(at), update);
    }
    this.free(1);
    steps.push(js`u0=${name}`, js`${name}=0`, 'u0');
    return js`(${join(steps)})`;
  }

  private boolean(e: Expr & { k: 'Bool' }): Fragment {
    const name = this.temp();
    const go = (i: number): Fragment => {
      const value = this.expr(e.values[i]!);
      if (i === e.values.length - 1) return value;
      const [yes, no] = [
        js`(u0=${name},${name}=0,u0)`,
        js`(u0=${name},${name}=0,D(u0),${go(i + 1)})`,
      ];
      return js`(${name}=${value},${this.at(e)},${this.op('truthKept', name)})?${e.op === 'or' ? js`${yes}:${no}` : js`${no}:${yes}`}`;
    };
    const code = js`(${go(0)})`;
    this.free(1);
    return code;
  }

  /** A comparison's operation on two owned operands. */
  private comparison(op: string, a: Value, b: Value, test: boolean): Fragment {
    switch (op) {
      case 'is':
      case 'is not': {
        const call = js`${op === 'is' ? '' : '!'}${this.op('isOp', a, b)}`;
        return test ? call : this.op('newBool', call);
      }
      case 'in':
      case 'not in': {
        const call = js`${op === 'in' ? '' : '!'}${this.op('containsOp', b, a)}`;
        return test ? call : this.op('newBool', call);
      }
      case '<>':
        return this.comparison('!=', a, b, test);
      default:
        return this.op(test ? 'compareTest' : 'compareOp', COMPARISONS.indexOf(op), a, b);
    }
  }

  private compare(e: Expr & { k: 'Compare' }, test = false): Fragment {
    if (e.ops.length === 1) {
      const [op] = e.ops;
      return this.operate([e.left, lookedInto(op!, e.rights[0]!)], this.at(e), ([a, b]) =>
        this.comparison(op!, a!, b!, test),
      );
    }
    const left = this.temp();
    const right = this.temp();
    const result = this.temp();
    const steps = [js`${left}=${this.expr(e.left)}`];
    let code = js``;
    for (const [i, op] of e.ops.entries()) {
      const last = i === e.ops.length - 1;
      steps.push(
        js`${right}=${this.expr(lookedInto(op, e.rights[i]!))}`,
        js`u0=${left}`,
        js`${left}=0`,
      );
      if (last) {
        const parts = [op === 'in' || op === 'not in' ? e.left : e.rights[i]!];
        const operation = this.lent(parts, this.comparison(op, 'u0', 'u1', false));
        steps.push(js`u1=${right}`, js`${right}=0`, this.at(e), operation);
        code = js`${code}(${join(steps)})`;
        break;
      }
      steps.push(
        js`${left}=${right}`,
        js`${right}=0`,
        this.at(e),
        js`${result}=${this.comparison(op, 'u0', js`I(${left})`, false)}`,
        this.op('truth', result),
      );
      code = js`${code}((${join(steps)})?(u0=${result},${result}=0,D(u0),`;
      steps.length = 0;
    }
    for (let i = 0; i < e.ops.length - 1; i++) {
      code = js`${code}):(u0=${left},${left}=0,D(u0),u0=${result},${result}=0,u0))`;
    }
    this.free(3);
    return test ? this.op('truthOf', code) : code;
  }

  /** An expression's truth, as a JavaScript boolean. */
  condition(e: Expr): Fragment {
    const known = constantOf(e);
    const truth = known && truthOf(known);
    if (truth !== null) return js`${truth}`;
    switch (e.k) {
      case 'Unary':
        if (e.op === 'not') return js`!${this.condition(e.value)}`;
        break;
      case 'Bool':
        return js`(${join(
          e.values.map((value) => this.condition(value)),
          e.op === 'and' ? '&&' : '||',
        )})`;
      case 'Compare':
        return this.compare(e, true);
      default:
    }
    return this.operate([e], this.at(e), ([value]) => this.op('truthOf', value));
  }

  /** Stores a constant, or a local of the same kind, in a local that holds no reference. */
  protected storeConstant(id: string, value: Expr): void {
    const variableOf = (name: string): Value => this.accessOf(this.mangled(name)).variable;
    const word = (e: Expr): Fragment => {
      const known = constantOf(e);
      if (known) return known.t === 'None' ? js`N()` : this.constant(known);
      if (e.k === 'Name') return js`(${variableOf(e.id)}||${this.op('unbound', quoted(e.id))})`;
      const { test, body, orelse } = e as Expr & { k: 'IfExp' };
      return js`(${this.condition(test)}?${word(body)}:${word(orelse)})`;
    };
    this.emit(js`${variableOf(id)}=${word(value)};`);
  }

  // ---------------------------------------------------------------- strings

  private joined(e: Expr, parts: readonly (string | Formatted)[]): Fragment {
    const words = parts.map((part) =>
      typeof part === 'string'
        ? ({ start: e.start, end: e.end, k: 'Const', v: { t: 'str', v: part } } as Expr)
        : (): Fragment => this.formatted(part),
    );
    const [only] = words;
    if (only === undefined) return this.loadConstant({ t: 'str', v: '' });
    if (words.length === 1) return typeof only === 'function' ? only() : this.expr(only);
    return this.operate(words, this.at(e), (operands) =>
      this.op('buildString', js`[${join(operands)}]`),
    );
  }

  private formatted(part: Formatted): Fragment {
    const conversion = part.conversion ? quoted(part.conversion) : 'null';
    if (!part.spec) {
      return this.operate([part.value], this.at(part.value), ([v]) =>
        this.op('formatValueOp', v, '0', conversion),
      );
    }
    const { spec } = part;
    return this.operate(
      [part.value, () => this.joined(part.value, spec)],
      this.at(part.value),
      ([v, s]) => this.op('formatValueOp', v, s, conversion),
    );
  }

  // ---------------------------------------------------------------- functions

  /** The tuple of default values, and the dict of keyword ones, as owned words or 0. */
  protected defaults(params: Params): [() => Fragment, () => Fragment] {
    const positional = params.args.flatMap((param) => (param.default ? [param.default] : []));
    const keyword = params.kwonly.filter((param) => param.default);
    const defaults = (): Fragment => {
      if (positional.length === 0) return js`0`;
      const constants = positional.map((value) => constantOf(value));
      if (this.host.keepsFoldedItems && !constants.includes(null))
        for (const each of constants) this.constant(each!);
      return constants.includes(null)
        ? this.operate(positional, this.at(positional[0]!), (parts) =>
            this.op('newTuple', js`[${join(parts)}]`),
          )
        : this.loadConstant({ t: 'tuple', v: constants as Constant[] });
    };
    const kwdefaults = (): Fragment =>
      keyword.length === 0
        ? js`0`
        : this.operate(
            keyword.map((param) => param.default!),
            this.at(keyword[0]!),
            (parts) =>
              this.op(
                'newDictOf',
                js`[${join(
                  parts.map(
                    (part, i) => js`I(${this.nameWord(this.mangled(keyword[i]!.name))}),${part}`,
                  ),
                )}]`,
              ),
          );
    return [defaults, kwdefaults];
  }

  protected annotations(definition: FunctionDef): Fragment {
    const annotate = this.unit.symbols.annotates.get(definition);
    if (annotate) return this.expr(annotate);
    const pairs = annotationsOf(definition.params, definition.returns);
    if (pairs.length === 0) return js`0`;
    return this.operate(
      pairs.map(([, value]) => value),
      this.at(pairs[0]![1]),
      (parts) =>
        this.op(
          'annotations',
          js`[${join(
            parts.map((part, i) => js`I(${this.nameWord(this.mangled(pairs[i]![0]))}),${part}`),
          )}]`,
        ),
    );
  }

  /** The tuple of cells that a function inside needs. */
  protected closure(freevars: readonly string[]): Fragment {
    if (freevars.length === 0) return js`0`;
    const cells = freevars.map((name) => js`I(${this.accessOf(name).variable})`);
    return this.op('newTuple', js`[${join(cells)}]`);
  }
}
