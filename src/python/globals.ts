import { PyDict_GetItem, PyDict_Items } from '../objects/dictobject';
import { getsizeof } from '../objects/sizeof';
import { asBigInt } from './objects/index-numbers';
import { repr } from './objects/repr';
import { asText } from './runtime/errors';
import { floatRepr, stringRepr } from './runtime/format';
import { moduleDict } from './runtime/modules';
import type { Runtime } from './runtime/runtime';
import { isFloat, isInt, isStr, typeName } from './runtime/type-checks';
import { asDouble, internName } from './runtime/values';

/** An object of a program as the outside sees it at one moment. */
export interface PyObjectView {
  /** `id()`. */
  readonly address: number;
  /** The name of its type. */
  readonly type: string;
  /** The reference count, without one for looking. */
  readonly refcount: number;
  /** `sys.getsizeof`, bytes. */
  readonly size: number;
  /** `repr()`, run when it is read. That of a container or of one's own class uses memory on the way, as in CPython. */
  readonly repr: string;
  /** The value of a number, str, bool or None; otherwise undefined. */
  readonly value: number | bigint | string | boolean | null | undefined;
}

function viewOf(rt: Runtime, op: number): PyObjectView {
  const { py } = rt;
  const refcount = py.refcnt(op);
  return {
    address: py.memory.addressOf(op),
    type: typeName(rt, op),
    refcount,
    size: getsizeof(py, op),
    get repr() {
      return plainRepr(rt, op) ?? repr(rt, op);
    },
    value: plainValue(rt, op),
  };
}

export function plainValue(rt: Runtime, op: number): PyObjectView['value'] {
  const { statics, none } = rt.py;
  if (op === none) return null;
  if (op === statics.true || op === statics.false) return op === statics.true;
  if (isStr(rt, op)) return asText(rt, op);
  if (isFloat(rt, op)) return asDouble(rt, op);
  if (!isInt(rt, op)) return undefined;
  const value = asBigInt(rt, op);
  return BigInt.asIntN(53, value) === value ? Number(value) : value;
}

/** `repr()` of a number, a str, a bool or None without a simulated string, so that looking changes nothing. */
function plainRepr(rt: Runtime, op: number): string | undefined {
  const value = plainValue(rt, op);
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (rt.py.typeOf(op) === rt.intType) return String(value);
  if (rt.py.typeOf(op) === rt.floatType) return floatRepr(asDouble(rt, op));
  return rt.py.typeOf(op) === rt.strType ? stringRepr(asText(rt, op)) : undefined;
}

/** The names of a program's own variables. */
export function globalNames(rt: Runtime): string[] {
  return PyDict_Items(rt.py, moduleDict(rt, rt.main))
    .filter((_, i) => i % 2 === 0)
    .map((word) => asText(rt, word));
}

/** The variables of `__main__`, looked up when they are asked for. */
export function globalsOf(rt: Runtime): Readonly<Record<string, PyObjectView | undefined>> {
  return new Proxy(
    {},
    {
      get: (_, name) => {
        if (typeof name !== 'string') return undefined;
        const op = PyDict_GetItem(rt.py, moduleDict(rt, rt.main), internName(rt, name));
        return op === 0 ? undefined : viewOf(rt, op);
      },
      has: (_, name) => typeof name === 'string' && globalNames(rt).includes(name),
      ownKeys: () => globalNames(rt),
      getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
    },
  );
}

/**
 * One line about a variable of the program, or a built-in name; undefined where there is none. Nothing of the
 * program runs for it, and nothing is allocated.
 */
export function describeName(rt: Runtime, name: string): string | undefined {
  const { py } = rt;
  const items = PyDict_Items(py, moduleDict(rt, rt.main));
  for (let i = 0; i < items.length; i += 2) {
    if (asText(rt, items[i]!) !== name) continue;
    const op = items[i + 1]!;
    const count = py.refcnt(op);
    const references = count === 1 ? '1 reference' : `${count} references`;
    const address = `0x${py.memory.addressOf(op).toString(16)}`;
    return `${name}: ${typeName(rt, op)}, ${getsizeof(py, op)} bytes at ${address}, ${references}`;
  }
  for (const [word, op] of rt.builtins)
    if (asText(rt, word) === name) return `${name}: ${typeName(rt, op)}, built in`;
  return undefined;
}
