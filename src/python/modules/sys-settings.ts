import { toDouble } from '../objects/arithmetic';
import { asInt, asNumber } from '../objects/index-numbers';
import { structSequence } from '../objects/struct-sequence';
import { typeError, valueError } from '../runtime/errors';
import { newNone } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isInt, typeName } from '../runtime/type-checks';
import { newBool, newDict, newFloat, newInt, newList, newStr, newTuple } from '../runtime/values';
import type { Define } from './define';

/*
 * What `sys` says of how the interpreter was started and built, and its settings (Python/sysmodule.c).
 */

/** Fewest digits that `set_int_max_str_digits` takes (`_PY_LONG_MAX_STR_DIGITS_THRESHOLD`). */
const FEWEST_DIGITS = 640;

export function defineSettings(rt: Runtime, define: Define): void {
  describeNumbers(rt, define);
  describeStart(rt, define);
  let interval = 0.005;
  define.call('getswitchinterval', 0, 0, () => newFloat(rt, interval));
  define.call('setswitchinterval', 1, 1, ([seconds]) => {
    const given = toDouble(rt, seconds!);
    if (given <= 0) valueError(rt, 'switch interval must be strictly positive');
    interval = given;
    return newNone(rt);
  });
  define.call('get_int_max_str_digits', 0, 0, () => newInt(rt, rt.maxDigits));
  define.call(
    'set_int_max_str_digits',
    1,
    1,
    ([digits]) => {
      if (!isInt(rt, digits!))
        typeError(rt, `'${typeName(rt, digits!)}' object cannot be interpreted as an integer`);
      const limit = asInt(rt, digits!);
      if (limit !== 0 && limit < FEWEST_DIGITS)
        valueError(rt, `maxdigits must be 0 or larger than ${FEWEST_DIGITS}`);
      rt.maxDigits = limit;
      return newNone(rt);
    },
    'maxdigits',
  );
  define.call('getdefaultencoding', 0, 0, () => newStr(rt, 'utf-8'));
  define.call('getfilesystemencoding', 0, 0, () => newStr(rt, 'utf-8'));
  define.call('getfilesystemencodeerrors', 0, 0, () => newStr(rt, 'surrogateescape'));
  let openFlags = 2;
  define.call('getdlopenflags', 0, 0, () => newInt(rt, openFlags));
  define.call('setdlopenflags', 1, 1, ([flags]) => {
    openFlags = asNumber(rt, flags!);
    return newNone(rt);
  });
}

/** The limits of floats and ints. */
function describeNumbers(rt: Runtime, define: Define): void {
  const int = (value: number): number => newInt(rt, value);
  define.value(
    'int_info',
    structSequence(
      rt,
      'sys.int_info',
      ['bits_per_digit', 'sizeof_digit', 'default_max_str_digits', 'str_digits_check_threshold'],
      [30, 4, rt.maxDigits, FEWEST_DIGITS].map(int),
    ),
  );
  define.value(
    'float_info',
    structSequence(
      rt,
      'sys.float_info',
      [
        ...['max', 'max_exp', 'max_10_exp', 'min', 'min_exp', 'min_10_exp', 'dig', 'mant_dig'],
        ...['epsilon', 'radix', 'rounds'],
      ],
      [
        newFloat(rt, Number.MAX_VALUE),
        ...[1024, 308].map(int),
        newFloat(rt, 2.2250738585072014e-308),
        ...[-1021, -307, 15, 53].map(int),
        newFloat(rt, Number.EPSILON),
        ...[2, 1].map(int),
      ],
    ),
  );
  define.value('float_repr_style', newStr(rt, 'short'));
  define.value(
    'thread_info',
    structSequence(
      rt,
      'sys.thread_info',
      ['name', 'lock', 'version'],
      ['pthread', 'semaphore', 'NPTL 2.36'].map((text) => newStr(rt, text)),
    ),
  );
}

const FLAGS = [
  ...['debug', 'inspect', 'interactive', 'optimize', 'dont_write_bytecode', 'no_user_site'],
  ...['no_site', 'ignore_environment', 'verbose', 'bytes_warning', 'quiet', 'hash_randomization'],
  ...['isolated', 'dev_mode', 'utf8_mode'],
];

/** Options and places of the start: as without any. */
function describeStart(rt: Runtime, define: Define): void {
  const { added } = rt.behaviour;
  const later = [
    ...(added.has('EncodingWarning') ? ['warn_default_encoding'] : []),
    ...(added.has('sys.exception') ? ['safe_path'] : []),
    'int_max_str_digits',
  ];
  const flags = [...FLAGS, ...later];
  const flag = (name: string): number => {
    if (name === 'dev_mode' || name === 'safe_path') return newBool(rt, false);
    if (name === 'hash_randomization') return newInt(rt, 1);
    if (name === 'int_max_str_digits')
      return newInt(rt, added.has('sys.exception') ? rt.maxDigits : -1);
    return newInt(rt, 0);
  };
  define.value('flags', structSequence(rt, 'sys.flags', flags, flags.map(flag)));
  define.value('api_version', newInt(rt, 1013));
  define.value('abiflags', newStr(rt, ''));
  define.value(
    'copyright',
    newStr(rt, 'Copyright (c) 2001-2023 Python Software Foundation.\nAll Rights Reserved.'),
  );
  define.value('platlibdir', newStr(rt, 'lib'));
  for (const name of ['base_prefix', 'exec_prefix', 'base_exec_prefix'])
    define.value(name, newStr(rt, '/usr'));
  define.value('pycache_prefix', newNone(rt));
  define.value('_xoptions', newDict(rt));
  define.value('warnoptions', newList(rt, []));
  for (const name of ['meta_path', 'path_hooks']) define.value(name, newList(rt, []));
  define.value('path_importer_cache', newDict(rt));
  define.value(
    'orig_argv',
    newList(
      rt,
      ['/usr/bin/python3', ...rt.argv].map((arg) => newStr(rt, arg)),
    ),
  );
  const builtIn = ['_weakref', 'atexit', 'builtins', 'gc', 'itertools', 'sys', 'time'];
  define.value(
    'builtin_module_names',
    newTuple(
      rt,
      builtIn.map((name) => newStr(rt, name)),
    ),
  );
}
