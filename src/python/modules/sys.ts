import { getsizeof } from '../../objects';
import type { Runtime } from '../runtime/runtime';
import { newFile } from './files';
import type { Define } from './index';

/** The release that stands for a version: the last that was measured. */
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
      const own = rt.userSpecial(o!, '__sizeof__');
      if (own !== 0) {
        const size = rt.holding([o!], () => rt.callSpecial(own, o!, []));
        const bytes = rt.number(size);
        py.decref(size);
        return rt.int(bytes + py.preWords(py.typeOf(o!)) * 4);
      }
      void otherwise;
      return rt.count(getsizeof(py, o!));
    },
    true,
  );
  define.call('getrefcount', 1, 1, ([o]) => rt.count(py.refcnt(o!) - rt.lentTimes(o!)));
  define.call('intern', 1, 1, ([s]) => {
    if (py.typeOf(s!) !== rt.strType)
      rt.typeError(`intern() argument must be str, not ${rt.typeName(s!)}`);
    return rt.intern(rt.I(s!));
  });
  define.call('getrecursionlimit', 0, 0, () => rt.int(rt.recursionLimit));
  define.call('setrecursionlimit', 1, 1, ([n]) => {
    const limit = rt.number(n!);
    if (limit < 1) rt.valueError('recursion limit must be greater or equal than 1');
    rt.recursionLimit = limit;
    return rt.N();
  });
  define.call('getallocatedblocks', 0, 0, () => rt.int(rt.process.sys.getallocatedblocks()));
  define.call('_debugmallocstats', 0, 0, () => {
    rt.host.write('stderr', rt.process.debugMallocStats());
    return rt.N();
  });
  define.call('exit', 0, 1, ([status]) =>
    rt.throw_(rt.newException('SystemExit', status === undefined ? [] : [rt.I(status)])),
  );
  define.call('exc_info', 0, 0, () => {
    const { handled } = rt;
    if (!handled) return rt.tuple([rt.N(), rt.N(), rt.N()]);
    const traceback = py.load(handled.op + rt.exceptionField('traceback')) || py.none;
    return rt.tuple([rt.I(py.typeOf(handled.op)), rt.I(handled.op), rt.I(traceback)]);
  });
  if (rt.minor >= 11) define.call('exception', 0, 0, () => rt.I(rt.handled?.op ?? py.none));
  define.call('_getframe', 0, 1, ([depth]) => {
    let { frame } = rt;
    for (let i = depth === undefined ? 0 : rt.number(depth); i > 0 && frame; i--)
      frame = frame.back;
    if (!frame) rt.valueError('call stack is not deep enough');
    return rt.I(rt.frameObject(frame!));
  });
  define.call('getswitchinterval', 0, 0, () => rt.float(0.005));
  define.call('getdefaultencoding', 0, 0, () => rt.str('utf-8'));
  define.call('is_finalizing', 0, 0, () => rt.bool(false));
  if (rt.minor >= 12)
    define.call('_is_interned', 1, 1, ([s]) => rt.bool((py.i32[s! + 8]! & 3) !== 0));
  if (rt.minor >= 14) define.call('_is_immortal', 1, 1, ([o]) => rt.bool(py.i32[o!]! < 0));

  const [major, minor, micro] = releaseOf(rt);
  const info = rt.structSequence(
    'sys.version_info',
    ['major', 'minor', 'micro', 'releaselevel', 'serial'],
    [rt.int(major), rt.int(minor), rt.int(micro), rt.str('final'), rt.int(0)],
  );
  define.value('version_info', info);
  define.value('hexversion', rt.int((major << 24) | (minor << 16) | (micro << 8) | 0xf0));
  define.value('version', rt.str(`${major}.${minor}.${micro} (main, simulated) [Heaplab]`));
  define.value(
    'implementation',
    rt.structSequence(
      'types.SimpleNamespace',
      ['name', 'cache_tag'],
      [rt.str('cpython'), rt.str(`cpython-${major}${minor}`)],
    ),
  );
  define.value('platform', rt.str('linux'));
  define.value('byteorder', rt.str('little'));
  define.value('maxsize', rt.int(2n ** 63n - 1n));
  define.value('maxunicode', rt.int(0x10ffff));
  define.value('executable', rt.str('/usr/bin/python3'));
  define.value('prefix', rt.str('/usr'));
  define.value('argv', rt.list(rt.argv.map((arg) => rt.str(arg))));
  define.value('path', rt.list([rt.str(rt.folder)]));
  define.value('modules', rt.I(rt.modules));
  define.value('dont_write_bytecode', rt.bool(false));
  define.value('stdin', newFile(rt, '<stdin>', 'r', null));
  define.value(
    'stdout',
    newFile(rt, '<stdout>', 'w', (text) => rt.write(text)),
  );
  define.value(
    'stderr',
    newFile(rt, '<stderr>', 'w', (text) => rt.host.write('stderr', text)),
  );
  define.value(
    'int_info',
    rt.structSequence('sys.int_info', ['bits_per_digit', 'sizeof_digit'], [rt.int(30), rt.int(4)]),
  );
  define.value(
    'hash_info',
    rt.structSequence(
      'sys.hash_info',
      ['width', 'modulus', 'inf', 'nan', 'imag', 'algorithm', 'hash_bits', 'seed_bits', 'cutoff'],
      [
        rt.int(64),
        rt.int(2n ** 61n - 1n),
        rt.int(314159),
        rt.int(0),
        rt.int(1000003),
        rt.str(py.version.objects.hash),
        rt.int(64),
        rt.int(128),
        rt.int(0),
      ],
    ),
  );
  define.value(
    'float_info',
    rt.structSequence(
      'sys.float_info',
      ['max', 'min', 'epsilon', 'dig', 'mant_dig'],
      [
        rt.float(Number.MAX_VALUE),
        rt.float(2.2250738585072014e-308),
        rt.float(Number.EPSILON),
        rt.int(15),
        rt.int(53),
      ],
    ),
  );
}
