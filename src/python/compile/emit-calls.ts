import type { ClassDef, Expr, Keyword } from '../parser/ast';
import { ExpressionEmitter } from './emit-expressions';
import { constantOf } from './fold';
import { type Fragment, join, js, quoted, type Value } from './fragment';

/** The instructions of calls with up to three arguments. */
const FIXED = {
  call: ['call0', 'call1', 'call2', 'call3'],
  m: ['m0', 'm1', 'm2', 'm3'],
} as const;

/** Emits calls. */
export abstract class CallEmitter extends ExpressionEmitter {
  protected override call(e: Expr & { k: 'Call' }): Fragment {
    const starred =
      e.args.some(({ k }) => k === 'Starred') || e.keywords.some(({ name }) => name === null);
    const named = e.keywords as readonly { name: string; value: Expr }[];
    if (e.func.k === 'Name' && !starred && e.keywords.length === 0) {
      const special = this.specialCall(e, e.func.id) ?? this.inlinedCall(e, e.func.id);
      if (special) return special;
    }
    if (starred) return this.callEx(e);
    const values = [...e.args, ...named.map(({ value }) => value)];
    // The callable is the first on the stack: positions of arguments count from it.
    let mask = 0;
    const binds = named.length > 0 && this.host.bindsKeywordCalls;
    const method = e.func.k === 'Attr' && !binds ? e.func : null;
    const borrow = (i: number): boolean => {
      // A class's call moves the bits of the mask by one.
      if (i > 29 || (i === 0 && !method)) return false;
      const operand = i === 0 ? method!.value : values[i - 1]!;
      if (this.borrowed(operand) === null) return false;
      mask |= 1 << i;
      return true;
    };
    // `boundAttr` counts on it: the place of a method's name is the one before that of its call.
    const looked = method ? this.atName(method, method) : '';
    const at = method ? this.atName(e, method) : this.at(e);
    const names =
      named.length > 0 ? js`[${join(named.map(({ name }) => this.nameWord(name)))}]` : '';
    const site = method ? this.site(this.mangled(method.name)) : '';
    if (method && !values.every((value) => this.safe(value))) {
      return this.foundFirst(method, site, values, looked, at, borrow, ([o, found, ...args]) => {
        const list = js`[${join(args)}]`;
        const call = names
          ? this.called('callKw', found!, list, names, mask & ~1)
          : this.called('callV', found!, list, mask & ~1);
        const invoke = names
          ? this.called('mKw', o!, site, list, names, mask)
          : args.length <= 3
            ? this.called(FIXED.m[args.length]!, join([o!, site, ...args]), mask)
            : this.called('mV', o!, site, list, mask);
        return js`(${found!}?${call}:${invoke})`;
      });
    }
    return this.operate(
      [method ? method.value : e.func, ...values],
      at,
      ([first, ...args]) => {
        const head = method ? js`${first},${site}` : first;
        const prefix = method ? 'm' : 'call';
        if (names) {
          return this.called(`${prefix}Kw`, head, js`[${join(args)}]`, names, mask);
        }
        if (args.length <= 3) {
          return this.called(FIXED[prefix][args.length]!, join([head, ...args]), mask);
        }
        return this.called(`${prefix}V`, head, js`[${join(args)}]`, mask);
      },
      borrow,
    );
  }

  /**
   * A method is looked for before its arguments are evaluated, which may fail or run the program's code.
   * `build` gets the object, the attribute where it is no method of the class (else 0), and the arguments.
   */
  private foundFirst(
    method: Expr & { k: 'Attr' },
    site: Value,
    values: readonly Expr[],
    looked: Value,
    at: Value,
    borrow: (index: number) => boolean,
    build: (operands: Value[]) => Fragment,
  ): Fragment {
    const find = ([o]: readonly Value[]): Fragment => {
      // What waits in a variable is held; a borrowed local is not.
      const drop = typeof o === 'string' ? js`u1&&(V=${o},${o}=0,D(V)),` : js``;
      return js`(${looked},u1=${this.op('findMethod', o!, site)},${drop}u1)`;
    };
    const shifted = (i: number): boolean => (i === 0 ? borrow(0) : borrow(i - 1));
    return this.operate([method.value, find, ...values], at, build, shifted);
  }

  /** `super()`, and functions that look at the caller's variables. */
  private specialCall(e: Expr & { k: 'Call' }, id: string): Fragment | null {
    const { access } = this.accessOf(this.mangled(id));
    if (access !== 'global' && access !== 'name') return null;
    if (id.startsWith('.')) return this.typeCall(e, id);
    if (id === 'super' && e.args.length === 0 && this.scope.isFunction) {
      const { variable } = this.accessOf('__class__');
      const first = this.scope.params[0];
      if (!variable || first === undefined) return null;
      const self = this.accessOf(first);
      const word = self.access === 'cell' ? this.op('cellPeek', self.variable) : self.variable;
      return js`(${this.at(e)},${this.op('superOf', this.op('cellPeek', variable), word)})`;
    }
    return null;
  }

  /** The calls that the syntax of type parameters becomes. */
  private typeCall(e: Expr & { k: 'Call' }, id: string): Fragment {
    if (!this.host.typeParameters) this.fail(e, 'invalid syntax');
    const at = this.at(e);
    if (id === '.generic')
      return this.operate([e.args[0]!], at, ([params]) => this.op('genericBase', params));
    const [a, b, c] = e.args as [Expr, Expr, Expr];
    const make = id === '.typeparam' ? 'typeParameter' : 'typeAlias';
    return this.operate([a, b, c], at, ([x, y, z]) => this.op(make, x, y, z));
  }

  /** `all(… for …)` takes the items itself, without a call, where `all` is the built-in function. */
  private inlinedCall(e: Expr & { k: 'Call' }, id: string): Fragment | null {
    const [only, ...more] = e.args;
    if (only?.k !== 'GenExp' || more.length > 0) return null;
    if (!this.host.inlinedBuiltins.includes(id)) return null;
    if (this.unit.symbols.scopes.get(only)!.isAsync) return null;
    const func = this.temp();
    const built = this.temp();
    const steps = [
      js`${func}=${this.expr(e.func)}`,
      js`${built}=${this.op('inlined', func, quoted(id))}`,
      js`u1=${this.expr(only)}`,
      js`u0=${func},u2=${built},${func}=${built}=0`,
    ];
    this.free(2);
    const call = js`${this.at(e)},${this.called('call1', 'u0', 'u1', '0')}`;
    const loop = js`${this.at(e.func)},D(u0),${this.op('drain', quoted(id), 'u2', 'u1')}`;
    return js`(${join(steps)},u2===0?(${call}):(${loop}))`;
  }

  private callEx(e: Expr & { k: 'Call' }): Fragment {
    const func = this.temp();
    const args = this.temp();
    const kwargs = this.temp();
    const method = e.func.k === 'Attr' ? e.func : null;
    const steps: Value[] = [
      method ? js`${func}=${this.expr(method)}` : js`${func}=${this.expr(e.func)}`,
    ];
    steps.push(...this.unpacked(e, e, func, args, kwargs));
    this.free(3);
    steps.push(
      js`u0=${func}`,
      js`u1=${args}`,
      js`u2=${kwargs}`,
      js`${func}=${args}=${kwargs}=0`,
      this.at(e),
      this.called('callEx', 'u0', 'u1', 'u2'),
    );
    return js`(${join(steps)})`;
  }

  /** Fills variables with the tuple and the dict of arguments that have stars. @param func for messages, or 0 */
  protected unpacked(
    at: { readonly start: number; readonly end: number },
    given: { readonly args: readonly Expr[]; readonly keywords: readonly Keyword[] },
    func: Value,
    args: Value,
    kwargs: Value,
  ): Value[] {
    const steps: Value[] = [];
    const [only] = given.args;
    if (
      given.args.length === 1 &&
      only!.k === 'Starred' &&
      (func !== '0' || this.host.callsNameStars)
    ) {
      steps.push(
        js`${args}=${this.expr(only!.value)}`,
        this.at(at),
        js`${args}=${this.op('argsTuple', args, func)}`,
      );
    } else {
      const tuple = { start: at.start, end: at.end, k: 'Tuple', items: given.args } as const;
      steps.push(
        js`${args}=${constantOf(tuple) ? this.expr(tuple) : this.display(tuple, given.args, 'tuple')}`,
      );
    }
    const [first] = given.keywords;
    if (given.keywords.length === 1 && first!.name === null) {
      const value = this.expr(first!.value);
      steps.push(js`u0=${value}`, this.at(at), js`${kwargs}=${this.op('kwargsOnly', 'u0', func)}`);
    } else if (given.keywords.length > 0) {
      steps.push(...this.named(at, given.keywords, func, kwargs));
    }
    return steps;
  }

  /**
   * Named arguments and mappings, merged in their order: named ones in a row are a dict of their own. From 3.9 on the
   * first one is added to.
   */
  private named(
    at: { readonly start: number; readonly end: number },
    keywords: readonly Keyword[],
    func: Value,
    kwargs: Value,
  ): Value[] {
    const parts: Fragment[] = [];
    let row: Keyword[] = [];
    const endRow = (): void => {
      if (row.length === 0) return;
      const names = row.map(({ name }) => this.nameWord(name!));
      const values = row.map(({ value }) => value);
      const build = (words: readonly Value[]): Fragment =>
        this.op(
          'newDictOf',
          js`[${join(words.flatMap((word, i) => [js`I(${names[i]!})`, word]))}]`,
        );
      parts.push(this.operate(values, this.at(at), build));
      row = [];
    };
    for (const keyword of keywords) {
      if (keyword.name !== null) row.push(keyword);
      else {
        endRow();
        parts.push(this.expr(keyword.value));
      }
    }
    endRow();
    const adds = keywords[0]!.name !== null && (this.host.extendsConstants || parts.length === 1);
    const begun = adds ? parts.shift()! : this.op('dictSized', '0');
    const merge = parts.flatMap((part) => [
      js`u0=${part}`,
      this.at(at),
      this.op('kwargsUpdate', kwargs, 'u0', func),
    ]);
    return [js`${kwargs}=${begun}`, ...merge];
  }

  /** A class whose bases, or named arguments, come from a tuple and a dict. */
  protected starredClass(s: ClassDef, code: Value, free: Fragment, at: Fragment): Fragment {
    const closure = this.temp();
    const bases = this.temp();
    const keywords = this.temp();
    const given = { args: s.bases, keywords: s.keywords };
    const steps = [js`${closure}=${free}`, ...this.unpacked(s, given, '0', bases, keywords)];
    this.free(3);
    const name = this.nameWord(s.name);
    const made = this.op('buildStarredClass', 'F', code, 'u0', name, 'u1', 'u2');
    const moved = js`u0=${closure},u1=${bases},u2=${keywords},${closure}=${bases}=${keywords}=0`;
    return js`(${join([...steps, moved])},${at},${made})`;
  }
}
