import type { StackRules } from '../../versions/compiler';
import type { Clause, Expr, Formatted, FunctionDef, Params, Stmt } from '../parser/ast';
import { constantOf } from './fold';
import { joinedFormat } from './fold-formats';

const { max } = Math;

type Comprehension = Exclude<Extract<Expr, { clauses: unknown }>, { k: 'GenExp' }>;

/** The deepest that the stack of a frame gets, `co_stacksize`, from its source. */
export class StackDepth {
  /** @param closes whether a function, lambda or comprehension takes cells from around it */
  constructor(
    private readonly rules: StackRules,
    private readonly closes: (node: object) => boolean,
  ) {}

  /** Of a list, set or dict comprehension that runs in a frame of its own. */
  ofComprehension(e: Comprehension): number {
    return this.loops(e.clauses, 0, 1, this.element(e));
  }

  /** Of a lambda. */
  ofLambda(body: Expr): number {
    return constantOf(body) ? this.rules.least : this.expr(body);
  }

  /** Of a function, which may be a generator or a coroutine, a class or a module. */
  ofFunction(body: readonly Stmt[], suspends = false): number {
    return max(suspends ? this.rules.generator : this.rules.least, this.block(body));
  }

  /** Of a generator expression. */
  ofExpression(e: Expr & { k: 'GenExp' }): number {
    return max(this.rules.expression, this.loops(e.clauses, 0, 0, this.expr(e.elt)));
  }

  // ---------------------------------------------------------------- statements

  private block(body: readonly Stmt[]): number {
    return max(0, ...body.map((statement) => this.statement(statement)));
  }

  private statement(s: Stmt): number {
    const { rules } = this;
    switch (s.k) {
      case 'Expr':
        return this.expr(s.value);
      case 'Return':
        return s.value && !constantOf(s.value) ? this.expr(s.value) : rules.least;
      case 'Assign': {
        const value = this.expr(s.value);
        const swaps = this.swapped(s.targets, s.value);
        if (swaps > 0) return max(swaps, value);
        const copies = s.targets.length > 1 ? 1 : 0;
        return max(
          value,
          ...s.targets.map(
            (target, i) => this.target(target) + (i < s.targets.length - 1 ? copies : 0),
          ),
        );
      }
      case 'AnnAssign':
        return s.value ? max(this.expr(s.value), this.target(s.target)) : 0;
      case 'AugAssign':
        return this.augmented(s.target, this.expr(s.value));
      case 'Delete':
        return max(0, ...s.targets.map((target) => this.target(target) - 1));
      case 'Raise':
        return this.sequence([s.exc, s.cause]);
      case 'Assert':
        return max(this.condition(s.test), s.msg ? 2 + this.expr(s.msg) : 1);
      case 'Import':
      case 'ImportFrom':
        return 2;
      case 'If':
      case 'While':
        return max(this.condition(s.test), this.block(s.body), this.block(s.orelse));
      case 'For': {
        const inside = max(this.target(s.target), this.block(s.body), this.waits(s));
        return max(this.expr(s.iter), this.loop(s) + inside, this.block(s.orelse));
      }
      case 'Try':
        return this.tryStatement(s);
      case 'With':
        return this.withItems(s.items, s);
      case 'Match':
        return max(
          this.expr(s.subject) + 1,
          ...s.cases.map((each) => max(this.block(each.body), 3)),
        );
      case 'FunctionDef':
        return this.decorated(s.decorators, this.definition(s, s.params, s));
      case 'ClassDef': {
        const values = [...s.bases, ...s.keywords.map(({ value }) => value)];
        const names = s.keywords.length > 0 ? rules.names : 0;
        // `__build_class__`, the body's function and the name; from 3.11 on a NULL.
        const below = 2 + rules.callee;
        const body = 1 + rules.made + (this.closes(s) ? 1 : 0);
        const called = below + this.sequence(values) + names;
        return this.decorated(s.decorators, max(rules.callee === 2 ? 4 : body, called, below));
      }
      default:
        return 0;
    }
  }

  private tryStatement(s: Stmt & { k: 'Try' }): number {
    const { found, typed, body } = this.rules.handler;
    // To 3.10 handlers are on a stack of blocks.
    const blockStack = this.rules.callee === 1;
    const handlers = s.handlers.map((handler) =>
      max(
        handler.type ? typed + this.expr(handler.type) : 0,
        body + this.block(handler.body),
        // A name is deleted by a handler of its own.
        blockStack && handler.name ? body + found + 1 : 0,
      ),
    );
    const caught = s.handlers.length > 0 ? found : 0;
    const last =
      s.final.length > 0 ? max(found, (blockStack ? found : 2) + this.block(s.final)) : 0;
    return max(this.block(s.body), this.block(s.orelse), caught, last, ...handlers);
  }

  private withItems(
    items: readonly { readonly context: Expr; readonly as: Expr | null }[],
    s: Stmt & { k: 'With' },
  ): number {
    const [item, ...rest] = items;
    if (!item) return this.block(s.body);
    const { exit, exiting, asyncExiting } = this.rules;
    const entered = item.as ? this.target(item.as) : 1;
    return max(
      this.expr(item.context) + exit,
      exit + max(s.isAsync ? asyncExiting : exiting, entered, this.withItems(rest, s)),
    );
  }

  private decorated(decorators: readonly Expr[], made: number): number {
    const each = decorators.map((decorator, i) => i + this.expr(decorator));
    return max(decorators.length + made, ...each);
  }

  private definition(node: object, params: Params, s?: FunctionDef): number {
    const defaults = params.args.flatMap((param) => (param.default ? [param.default] : []));
    const kwonly = params.kwonly.flatMap((param) => (param.default ? [param.default] : []));
    let held = 0;
    let deepest = 0;
    const push = (depth: number): void => {
      deepest = max(deepest, held + depth);
      held++;
    };
    if (defaults.length > 0) push(this.items(defaults));
    if (kwonly.length > 0) push(this.sequence(kwonly) + 1);
    if (s && (s.returns || params.args.some(({ annotation }) => annotation))) push(2);
    return max(deepest, held + this.rules.made + (this.closes(node) ? 1 : 0));
  }

  // ---------------------------------------------------------------- targets

  /** With the value to store on the stack. */
  private target(target: Expr): number {
    switch (target.k) {
      case 'Attr':
        return 1 + this.expr(target.value);
      case 'Sub':
        return 1 + this.sequence([target.value, target.index]);
      case 'Starred':
        return this.target(target.value);
      case 'Tuple':
      case 'List': {
        const { items } = target;
        return max(1, ...items.map((item, i) => items.length - i - 1 + this.target(item)));
      }
      default:
        return 1;
    }
  }

  /** `a, b = b, a`: swapped on the stack, without a tuple. */
  private swapped(targets: readonly Expr[], value: Expr): number {
    const [target] = targets;
    if (targets.length !== 1 || target?.k !== 'Tuple' || value.k !== 'Tuple') return 0;
    const count = target.items.length;
    if (count !== value.items.length || count > 3) return 0;
    return this.target(target);
  }

  private augmented(target: Expr, value: number): number {
    if (target.k === 'Attr') return max(this.expr(target.value), 2 + value);
    if (target.k === 'Sub') return max(this.sequence([target.value, target.index]), 4, 3 + value);
    return 1 + value;
  }

  // ---------------------------------------------------------------- expressions

  /** One after the other, each staying on the stack. */
  private sequence(parts: readonly (Expr | null)[]): number {
    const present = parts.filter((part) => part !== null);
    return max(0, ...present.map((part, i) => i + this.expr(part)));
  }

  /** The items of a display. */
  private items(items: readonly Expr[]): number {
    if (items.some(({ k }) => k === 'Starred') || items.length > 30) {
      return max(
        1,
        ...items.map((item) => 1 + this.expr(item.k === 'Starred' ? item.value : item)),
      );
    }
    return max(1, this.sequence(items));
  }

  private expr(e: Expr): number {
    const { rules } = this;
    if (constantOf(e)) return 1;
    switch (e.k) {
      case 'Tuple':
        return this.items(e.items);
      case 'List':
      case 'Set':
        return rules.extendsConstants &&
          e.items.length > 2 &&
          e.items.every(({ k }) => k === 'Const')
          ? 2
          : this.items(e.items);
      case 'Dict':
        return this.dict(e.keys, e.values);
      case 'Bin': {
        const joined = rules.joinsFormats ? joinedFormat(e) : e;
        return joined === e ? this.sequence([e.left, e.right]) : this.expr(joined);
      }
      case 'Bool': {
        const copy = rules.copiesTested ? 1 : 0;
        const values = e.values.map((value) => this.expr(value));
        return max(1 + copy, ...values);
      }
      case 'Compare':
        return this.comparison(e);
      case 'Call':
        return this.call(e);
      case 'Unary':
      case 'Attr':
      case 'Starred':
      case 'Named':
        return max(e.k === 'Named' ? 2 : 0, this.expr(e.value));
      case 'Sub':
        return this.subscript(e.value, e.index);
      case 'Slice': {
        const given = [e.lower, e.upper, e.step];
        return max(e.step ? 3 : 2, ...given.map((part, i) => (part ? i + this.expr(part) : 0)));
      }
      case 'IfExp':
        return max(this.condition(e.test), this.expr(e.body), this.expr(e.orelse));
      case 'Lambda':
        return this.definition(e, e.params);
      case 'GenExp':
        return max(rules.made + (this.closes(e) ? 1 : 0), 1 + this.expr(e.clauses[0]!.iter));
      case 'ListComp':
      case 'SetComp':
      case 'DictComp':
        return this.comprehension(e as Comprehension);
      case 'Joined':
        return this.joined(e.parts);
      case 'Yield':
        return e.value ? this.expr(e.value) : 1;
      case 'YieldFrom':
      case 'Await':
        return max(this.expr(e.value), rules.send);
      default:
        return 1;
    }
  }

  /** A test that is jumped on: nothing of it is copied. */
  private condition(e: Expr): number {
    if (e.k === 'Bool') return max(...e.values.map((value) => this.condition(value)));
    if (e.k === 'Unary' && e.op === 'not') return this.condition(e.value);
    return this.expr(e);
  }

  private comparison(e: Expr & { k: 'Compare' }): number {
    const first = this.expr(e.left);
    const rest = e.rights.map((right) => 1 + this.expr(right));
    return max(first, ...rest, e.rights.length > 1 ? 3 : 0);
  }

  private call(e: Expr & { k: 'Call' }): number {
    const { func, args, keywords } = e;
    const method = func.k === 'Attr' && (keywords.length === 0 || this.rules.callee === 2);
    const below = method ? 2 : this.rules.callee;
    const callee = method
      ? max(2, this.superOf(func) || this.expr((func as Expr & { k: 'Attr' }).value))
      : max(below, below - 1 + this.expr(func));
    const unpacks =
      args.some(({ k }) => k === 'Starred') || keywords.some(({ name }) => name === null);
    if (unpacks) {
      const [only] = args;
      // One mapping alone is passed on as it is in 3.8, one sequence always.
      const asIs = !this.rules.extendsConstants && keywords.length === 1;
      const merged = keywords.some(({ name }) => name === null) && !asIs ? 2 : 1;
      const values = keywords.map(({ value }) => value);
      const positional =
        args.length === 1 && only!.k === 'Starred' ? this.expr(only!.value) : this.items(args);
      const packed = max(positional, values.length > 0 ? merged + this.sequence(values) : 1);
      return max(callee, this.rules.callee + packed);
    }
    const values = [...args, ...keywords.map(({ value }) => value)];
    const names = keywords.length > 0 ? values.length + this.rules.names : 0;
    return max(callee, below + max(this.sequence(values), names));
  }

  /** Of `super().name` from 3.12 on, one instruction of three operands; 0 of something else. */
  private superOf(func: Expr): number {
    if (!this.rules.loadsSuper || func.k !== 'Attr' || func.value.k !== 'Call') return 0;
    const { func: called, args } = func.value;
    return called.k === 'Name' && called.id === 'super' && args.length === 0 ? 3 : 0;
  }

  private subscript(value: Expr, index: Expr): number {
    const constant = (part: Expr | null): boolean => part === null || part.k === 'Const';
    if (index.k === 'Slice' && this.rules.foldsSlices) {
      if ([index.lower, index.upper, index.step].every(constant)) {
        return max(this.expr(value), 2);
      }
    }
    return this.sequence([value, index]);
  }

  private dict(keys: readonly (Expr | null)[], values: readonly Expr[]): number {
    if (keys.includes(null)) return this.joinedDict(keys, values);
    const pairs = keys.flatMap((key, i) => [key, values[i]!]);
    if (pairs.length > 30) return 3;
    const constants = keys.length > 1 && keys.every((key) => key?.k === 'Const');
    if (constants && this.rules.keyTuples) return max(values.length + 1, this.sequence(values));
    return max(1, this.sequence(pairs));
  }

  /** With `**`: to 3.8 all dicts are joined at the end, from 3.9 on each goes into the first. */
  private joinedDict(keys: readonly (Expr | null)[], values: readonly Expr[]): number {
    const atOnce = this.rules.extendsConstants;
    let below = 0;
    let most = 1;
    let start = 0;
    for (let i = 0; i <= keys.length; i++) {
      if (i < keys.length && keys[i] !== null) continue;
      if (i > start) {
        most = max(most, below + this.dict(keys.slice(start, i), values.slice(start, i)));
        below = atOnce ? 1 : below + 1;
      }
      if (i === keys.length) break;
      if (atOnce) below = 1;
      most = max(most, below + this.expr(values[i]!));
      if (!atOnce) below++;
      start = i + 1;
    }
    return most;
  }

  private comprehension(e: Comprehension): number {
    const { rules } = this;
    const source = this.expr(e.clauses[0]!.iter);
    if (!rules.inlines) return max(rules.made + (this.closes(e) ? 1 : 0), 1 + source);
    const saved = new Set(e.clauses.flatMap(({ target }) => namesOf(target))).size;
    const below = saved + 1;
    return max(source, below + this.loops(e.clauses, 0, 0, this.element(e)));
  }

  private element(e: Comprehension): number {
    return e.k === 'DictComp' ? this.sequence([e.key, e.elt]) : this.expr(e.elt);
  }

  /** Of a loop: its iterator. */
  private loop({ isAsync }: { readonly isAsync: boolean }): number {
    return isAsync ? 1 : this.rules.loop;
  }

  /** What a loop needs for its next item, on top of its iterator. */
  private waits({ isAsync }: { readonly isAsync: boolean }): number {
    return isAsync ? this.rules.asyncNext : 0;
  }

  /** Loops inside each other; the iterator of the first is there already. */
  private loops(clauses: readonly Clause[], i: number, below: number, element: number): number {
    const clause = clauses[i];
    if (!clause) return below + element;
    const held = below + this.loop(clause);
    const tests = clause.ifs.map((test) => held + this.condition(test));
    const next = clauses[i + 1];
    const iter = next ? held + this.expr(next.iter) : 0;
    const inner = this.loops(clauses, i + 1, held, element);
    const item = max(this.target(clause.target), this.waits(clause));
    return max(held + item, iter, inner, ...tests);
  }

  private joined(parts: readonly (string | Formatted)[]): number {
    const formatted = (part: Formatted): number => {
      const { spec: parts } = part;
      const ends = parts && typeof parts.at(-1) !== 'string' && this.rules.endsSpec;
      const spec = parts ? 1 + this.joined(ends ? [...parts, ''] : parts) : 0;
      return max(this.expr(part.value), spec);
    };
    return max(1, ...parts.map((part, i) => i + (typeof part === 'string' ? 1 : formatted(part))));
  }
}

function namesOf(target: Expr): string[] {
  if (target.k === 'Name') return [target.id];
  if (target.k === 'Starred') return namesOf(target.value);
  if (target.k === 'Tuple' || target.k === 'List') return target.items.flatMap(namesOf);
  return [];
}
