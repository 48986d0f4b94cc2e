import { getsizeof } from '../../objects/sizeof';
import { isInterned } from '../../objects/unicodeobject';
import { setAsyncHooks } from '../objects/async-generator';
import { boundSpecial, callSpecial } from '../objects/bind';
import { callBorrowed, isCallable } from '../objects/call';
import { frameObject } from '../objects/frame';
import { asBigInt, asInt, asNumber } from '../objects/index-numbers';
import { lentTimes } from '../objects/lending';
import { refuseInstances, structSequence } from '../objects/struct-sequence';
import {
  exceptionField,
  newException,
  raiseError,
  throwException,
  typeError,
  valueError,
} from '../runtime/errors';
import { typeModified, userSpecial } from '../runtime/lookup';
import { newNone, newRef, own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { writeStdoutString } from '../runtime/stdout';
import { isStr, isTuple, typeName } from '../runtime/type-checks';
import {
  internInPlace,
  newBool,
  newInt,
  newList,
  newSsize,
  newStr,
  newTuple,
  tupleItems,
} from '../runtime/values';
import type { Define } from './define';
import { newFile } from './files';
import { newNamespace } from './namespace';
import { defineHooks } from './sys-hooks';
import { defineSettings } from './sys-settings';

/** The release of a version: the last that was measured. */
function releaseOf(rt: Runtime): [number, number, number] {
  const { measured, name } = rt.py.version;
  const release = measured.filter((each) => each.startsWith(`${name}.`)).at(-1) ?? '3.12.0';
  return release.split('.').map(Number) as [number, number, number];
}

/** `sys`. */
export function sysModule(rt: Runtime, define: Define): void {
  const { py } = rt;
  define.call(
    'getsizeof',
    1,
    2,
    ([o, otherwise]) => {
      const method = userSpecial(rt, o!, '__sizeof__');
      if (method !== 0) {
        const size = own(rt, callSpecial(rt, method, o!, []));
        if (asNumber(rt, size) < 0) valueError(rt, '__sizeof__() should return >= 0');
        const bytes = asBigInt(rt, size);
        release(rt, size);
        return newInt(rt, bytes + BigInt(py.preWords(py.typeOf(o!)) * 4));
      }
      void otherwise;
      py.xdecref(boundSpecial(rt, o!, '__sizeof__'));
      return newSsize(rt, getsizeof(py, o!));
    },
    'object default',
  );
  define.call(
    'set_asyncgen_hooks',
    0,
    2,
    ([first = 0, finalizer = 0]) => {
      for (const [hook, name] of [
        [finalizer, 'finalizer'],
        [first, 'firstiter'],
      ] as const) {
        if (hook !== 0 && hook !== py.none && !isCallable(rt, hook))
          typeError(rt, `callable ${name} expected, got ${typeName(rt, hook)}`);
      }
      setAsyncHooks(rt, [first, finalizer]);
      return newNone(rt);
    },
    'firstiter finalizer',
  );
  define.call('get_asyncgen_hooks', 0, 0, () =>
    structSequence(
      rt,
      'sys.asyncgen_hooks',
      ['firstiter', 'finalizer'],
      rt.asyncHooks.map((hook) => newRef(rt, hook || py.none)),
    ),
  );
  define.call('getrefcount', 1, 1, ([o]) => newSsize(rt, py.refcnt(o!) - lentTimes(rt, o!)));
  define.call('intern', 1, 1, ([s]) => {
    if (py.typeOf(s!) !== rt.strType)
      typeError(
        rt,
        isStr(rt, s!)
          ? `can't intern ${typeName(rt, s!)}`
          : `intern() argument must be str, not ${s === py.none ? 'None' : typeName(rt, s!)}`,
      );
    return internInPlace(rt, newRef(rt, s!));
  });
  defineHooks(rt, define);
  define.call('getrecursionlimit', 0, 0, () => newInt(rt, rt.recursionLimit));
  define.call('setrecursionlimit', 1, 1, ([n]) => {
    const limit = asInt(rt, n!);
    if (limit < 1) valueError(rt, 'recursion limit must be greater or equal than 1');
    if (rt.depth >= limit)
      raiseError(
        rt,
        'RecursionError',
        `cannot set the recursion limit to ${limit} at the recursion depth ${rt.depth}: the limit is too low`,
      );
    rt.recursionLimit = limit;
    return newNone(rt);
  });
  define.call('getallocatedblocks', 0, 0, () =>
    newSsize(rt, rt.startUpBlocks + rt.process.sys.getallocatedblocks()),
  );
  define.call('_debugmallocstats', 0, 0, () => {
    rt.host.write('stderr', rt.process.debugMallocStats());
    return newNone(rt);
  });
  define.call('exit', 0, 1, ([status]) =>
    throwException(
      rt,
      newException(rt, 'SystemExit', status === undefined ? [] : [newRef(rt, status)]),
    ),
  );
  define.call('exc_info', 0, 0, () => {
    const { handled } = rt;
    if (!handled) return newTuple(rt, [newNone(rt), newNone(rt), newNone(rt)]);
    const traceback = py.load(handled.op + exceptionField(rt, 'traceback')) || py.none;
    return newTuple(rt, [
      newRef(rt, py.typeOf(handled.op)),
      newRef(rt, handled.op),
      newRef(rt, traceback),
    ]);
  });
  if (rt.behaviour.added.has('sys.exception'))
    define.call('exception', 0, 0, () => newRef(rt, rt.handled?.op ?? py.none));
  define.call('_getframe', 0, 1, ([depth]) => {
    let { frame } = rt;
    for (let i = depth === undefined ? 0 : asInt(rt, depth); i > 0 && frame; i--)
      frame = frame.back;
    if (!frame) valueError(rt, 'call stack is not deep enough');
    return newRef(rt, frameObject(rt, frame!));
  });
  define.call('call_tracing', 2, 2, ([func, args]) => {
    if (!isTuple(rt, args!))
      typeError(rt, `call_tracing() argument 2 must be tuple, not ${typeName(rt, args!)}`);
    return callBorrowed(rt, func!, tupleItems(rt, args!));
  });
  define.call('_clear_type_cache', 0, 0, () => {
    typeModified(rt);
    return newNone(rt);
  });
  define.call('is_finalizing', 0, 0, () => newBool(rt, false));
  if (rt.behaviour.added.has('sys._is_interned'))
    define.call('_is_interned', 1, 1, ([s]) => newBool(rt, isInterned(py, s!)));
  if (rt.behaviour.added.has('sys._is_immortal'))
    define.call('_is_immortal', 1, 1, ([o]) => newBool(rt, py.i32[o!]! < 0));

  const [major, minor, micro] = releaseOf(rt);
  const info = structSequence(
    rt,
    'sys.version_info',
    ['major', 'minor', 'micro', 'releaselevel', 'serial'],
    [newInt(rt, major), newInt(rt, minor), newInt(rt, micro), newStr(rt, 'final'), newInt(rt, 0)],
  );
  define.value('version_info', info);
  const hexversion = (major << 24) | (minor << 16) | (micro << 8) | 0xf0;
  define.value('hexversion', newInt(rt, hexversion));
  define.value('version', newStr(rt, `${major}.${minor}.${micro} (main, simulated) [Heaplab]`));
  define.value(
    'implementation',
    newNamespace(rt, [
      ['name', newStr(rt, 'cpython')],
      ['cache_tag', newStr(rt, `cpython-${major}${minor}`)],
      ['version', newRef(rt, info)],
      ['hexversion', newInt(rt, hexversion)],
      ['_multiarch', newStr(rt, 'x86_64-linux-gnu')],
    ]),
  );
  define.value('platform', newStr(rt, 'linux'));
  define.value('byteorder', newStr(rt, 'little'));
  define.value('maxsize', newInt(rt, 2n ** 63n - 1n));
  define.value('maxunicode', newInt(rt, 0x10ffff));
  define.value('executable', newStr(rt, '/usr/bin/python3'));
  define.value('prefix', newStr(rt, '/usr'));
  define.value(
    'argv',
    newList(
      rt,
      rt.argv.map((arg) => newStr(rt, arg)),
    ),
  );
  define.value('path', newList(rt, [newStr(rt, rt.folder)]));
  define.value('modules', newRef(rt, rt.modules));
  define.value('dont_write_bytecode', newBool(rt, false));
  const stream = (name: string, file: number): void => {
    define.value(`__${name}__`, newRef(rt, file));
    define.value(name, file);
  };
  stream('stdin', newFile(rt, '<stdin>', 'r', null));
  rt.stdout = newFile(rt, '<stdout>', 'w', (_, word) => writeStdoutString(rt, word));
  stream('stdout', rt.stdout);
  rt.stderr = newFile(rt, '<stderr>', 'w', (text) => rt.host.write('stderr', text));
  stream('stderr', rt.stderr);
  define.value(
    'hash_info',
    structSequence(
      rt,
      'sys.hash_info',
      ['width', 'modulus', 'inf', 'nan', 'imag', 'algorithm', 'hash_bits', 'seed_bits', 'cutoff'],
      [
        newInt(rt, 64),
        newInt(rt, 2n ** 61n - 1n),
        newInt(rt, 314159),
        newInt(rt, 0),
        newInt(rt, 1000003),
        newStr(rt, py.version.objects.hash),
        newInt(rt, 64),
        newInt(rt, 128),
        newInt(rt, 0),
      ],
    ),
  );
  defineSettings(rt, define);
  for (const name of ['sys.flags', 'sys.version_info']) refuseInstances(rt, name);
}
