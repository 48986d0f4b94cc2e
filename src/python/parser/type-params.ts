import type { ClassDef, Expr, FunctionDef, Node, Params, Stmt } from './ast';

/*
 * Type parameters (PEP 695): what has some is made by a function, whose variables they are, as CPython
 * compiles it. The calls of names with a dot are the compiler's own (`TYPE_CALLS`).
 */

export interface TypeParam extends Node {
  readonly name: string;
  readonly kind: 'var' | 'tuple' | 'spec';
  readonly bound: Expr | null;
}

/** What makes a type parameter, an alias, and the base class of a generic class. */
export const TYPE_CALLS = ['.typeparam', '.typealias', '.generic'] as const;

const NO_PARAMS: Params = { posonly: 0, args: [], vararg: null, kwonly: [], kwarg: null };

const name = (at: Node, id: string): Expr => ({ ...place(at), k: 'Name', id });
const text = (at: Node, v: string): Expr => ({ ...place(at), k: 'Const', v: { t: 'str', v } });
const none = (at: Node): Expr => ({ ...place(at), k: 'Const', v: { t: 'None' } });
const lambda = (body: Expr): Expr => ({ ...place(body), k: 'Lambda', params: NO_PARAMS, body });

function place({ start, end }: Node): Node {
  return { start, end };
}

function call(at: Node, func: Expr, args: readonly Expr[]): Expr {
  return { ...place(at), k: 'Call', func, args, keywords: [] };
}

function assign(at: Node, target: Expr, value: Expr): Stmt {
  return { ...place(at), k: 'Assign', targets: [target], value };
}

function made(param: TypeParam): Stmt {
  const bound = param.bound ? lambda(param.bound) : none(param);
  const args = [text(param, param.name), text(param, param.kind), bound];
  return assign(param, name(param, param.name), call(param, name(param, '.typeparam'), args));
}

function tupleOf(at: Node, params: readonly TypeParam[]): Expr {
  return { ...place(at), k: 'Tuple', items: params.map((param) => name(at, param.name)) };
}

/** Makes a function that returns `value`, calls it, and forgets it. */
function through(
  at: Node,
  id: string,
  body: readonly Stmt[],
  finish: (value: Expr) => Expr,
): Stmt[] {
  const scope = `<generic parameters of ${id}>`;
  const maker: Stmt & FunctionDef = {
    ...place(at),
    k: 'FunctionDef',
    name: scope,
    params: NO_PARAMS,
    body,
    decorators: [],
    returns: null,
    isAsync: false,
  };
  const value = finish(call(at, name(at, scope), []));
  return [
    maker,
    assign(at, name(at, id), value),
    { ...place(at), k: 'Delete', targets: [name(at, scope)] },
  ];
}

/** `def f[T](…)` and `class C[T]: …`. */
export function inTypeScope(
  definition: Stmt & (FunctionDef | ClassDef),
  params: readonly TypeParam[],
  decorators: readonly Expr[],
): Stmt[] {
  const id = definition.name;
  const inner =
    definition.k === 'ClassDef'
      ? {
          ...definition,
          bases: [
            ...definition.bases,
            call(definition, name(definition, '.generic'), [tupleOf(definition, params)]),
          ],
        }
      : definition;
  const attribute: Expr = {
    ...place(definition),
    k: 'Attr',
    value: name(definition, id),
    name: '__type_params__',
  };
  const body: Stmt[] = [
    ...params.map(made),
    inner,
    assign(definition, attribute, tupleOf(definition, params)),
    { ...place(definition), k: 'Return', value: name(definition, id) },
  ];
  const decorated = (value: Expr): Expr =>
    decorators.reduceRight(
      (decorated: Expr, decorator) => call(decorator, decorator, [decorated]),
      value,
    );
  return through(definition, id, body, decorated);
}

/** `type X[T] = value`. */
export function typeAliasOf(
  at: Node,
  id: string,
  params: readonly TypeParam[],
  value: Expr,
): Stmt[] {
  const args = [text(at, id), lambda(value), tupleOf(at, params)];
  const alias = call(at, name(at, '.typealias'), args);
  if (params.length === 0) return [assign(at, name(at, id), alias)];
  const body: Stmt[] = [...params.map(made), { ...place(at), k: 'Return', value: alias }];
  return through(at, id, body, (made) => made);
}
