import { callBorrowed } from '../objects/call';
import { getAttrString } from '../objects/getattr';
import { asText } from '../runtime/errors';
import type { Keywords } from '../runtime/native';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { newBool } from '../runtime/values';
import { importModule } from './import';

/*
 * Type parameters and aliases (`INTRINSIC_TYPEVAR` and the others in Python/intrinsics.c).
 */

const CLASSES: Readonly<Record<string, string>> = {
  var: 'TypeVar',
  tuple: 'TypeVarTuple',
  spec: 'ParamSpec',
};

function make(rt: Runtime, name: string, args: readonly number[], keywords?: Keywords): number {
  const cls = getAttrString(rt, importModule(rt, 'typing'), name);
  try {
    return callBorrowed(rt, cls, args, keywords);
  } finally {
    rt.py.decref(cls);
  }
}

export function typeParameter(rt: Runtime, name: number, kind: number, bound: number): number {
  const { py } = rt;
  const yes = newBool(rt, true);
  let value = 0;
  try {
    value = bound === py.none ? newRef(rt, py.none) : callBorrowed(rt, bound, []);
    const what = asText(rt, kind);
    const keywords: Keywords = [
      ['bound', value],
      ['infer_variance', yes],
    ];
    return make(rt, CLASSES[what]!, [name], what === 'tuple' ? undefined : keywords);
  } finally {
    for (const word of [name, kind, bound, value, yes]) py.xdecref(word);
  }
}

export function typeAlias(rt: Runtime, name: number, value: number, params: number): number {
  try {
    return make(rt, 'TypeAliasType', [name, value], [['type_params', params]]);
  } finally {
    for (const word of [name, value, params]) rt.py.decref(word);
  }
}

export function genericBase(rt: Runtime, params: number): number {
  rt.py.decref(params);
  return getAttrString(rt, importModule(rt, 'typing'), 'Generic');
}
