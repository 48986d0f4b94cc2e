import type { Expr, Param, Params } from './ast';

/** Parameters with their annotations, in the order of `__annotations__`. */
export function annotationsOf(params: Params, returns: Expr | null): [name: string, value: Expr][] {
  const { args, vararg, kwonly, kwarg } = params;
  const pairs: [string, Expr][] = [];
  for (const param of [...args, vararg, ...kwonly, kwarg]) {
    if (param?.annotation) pairs.push([param.name, param.annotation]);
  }
  if (returns) pairs.push(['return', returns]);
  return pairs;
}

/** All parameters: by position or name, `*` and `**` last. */
export function allParams(params: Params): Params['args'][number][] {
  const { args, vararg, kwonly, kwarg } = params;
  return [...args, ...kwonly, ...(vararg ? [vararg] : []), ...(kwarg ? [kwarg] : [])];
}

/** A name that two parameters have. */
export function nameGivenTwice({ args, kwonly, vararg, kwarg }: Params): Param | undefined {
  const all = [...args, ...kwonly, vararg, kwarg].flatMap((param) => param ?? []);
  const names = all.map(({ name }) => name);
  return all.find(({ name }, i) => names.indexOf(name) !== i);
}
