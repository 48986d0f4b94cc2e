import { exitProcess } from '../ceval/ceval';
import { anyBytes } from '../objects/bytes-like';
import { asNumber } from '../objects/index-numbers';
import { structSequence } from '../objects/struct-sequence';
import { SystemError } from '../os/process-group';
import { asText, newException, throwException } from '../runtime/errors';
import { newNone } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { newBool, newBytes, newFloat, newInt, newStr, newTuple } from '../runtime/values';
import type { Define } from './define';
import { fileExists, fileSize, removeFile } from './files';

/** The option of `waitpid` that does not wait. */
const WNOHANG = 1;

/** `_os`: the functions of `os` that are not Python. */
export function osModule(rt: Runtime, define: Define): void {
  const { system } = rt;
  /** Raises the `OSError` of a system call that failed. */
  const call = <T>(ask: () => T): T => {
    try {
      return ask();
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
      return throwException(
        rt,
        newException(rt, error.type, [newInt(rt, error.errno), newStr(rt, error.message)]),
      );
    }
  };
  const numbers = (values: readonly number[]): number =>
    newTuple(
      rt,
      values.map((n) => newInt(rt, n)),
    );
  define.value('WNOHANG', newInt(rt, WNOHANG));
  define.call('getpid', 0, 0, () => newInt(rt, system.pid()));
  define.call('getppid', 0, 0, () => newInt(rt, system.parentPid()));
  define.call('_exit', 1, 1, ([status]) => exitProcess(rt, asNumber(rt, status!)));
  define.call('fork', 0, 0, () => newInt(rt, system.fork()));
  define.call('waitpid', 2, 2, ([pid, options]) =>
    numbers(
      call(() => system.waitFor(asNumber(rt, pid!), (asNumber(rt, options!) & WNOHANG) === 0)),
    ),
  );
  define.call('wait', 0, 0, () => numbers(call(() => system.waitFor(-1, true))));
  define.call('pipe', 0, 0, () => numbers(system.pipe()));
  define.call('read', 2, 2, ([fd, count]) =>
    newBytes(
      rt,
      call(() => system.read(asNumber(rt, fd!), asNumber(rt, count!))),
    ),
  );
  define.call('write', 2, 2, ([fd, data]) => {
    const bytes = anyBytes(rt, data!);
    call(() => system.write(asNumber(rt, fd!), bytes));
    return newInt(rt, bytes.length);
  });
  define.call('close', 1, 1, ([fd]) => {
    call(() => system.close(asNumber(rt, fd!)));
    return newNone(rt);
  });
  define.call('cpu_count', 0, 0, () => newInt(rt, 1));
  define.call('urandom', 1, 1, ([n]) =>
    newBytes(
      rt,
      Array.from({ length: asNumber(rt, n!) }, () => Math.floor(rt.host.random() * 256)),
    ),
  );
  define.call('exists', 1, 1, ([path]) => newBool(rt, fileExists(rt, asText(rt, path!))));
  define.call('getsize', 1, 1, ([path]) => newInt(rt, fileSize(rt, asText(rt, path!))));
  define.call('remove', 1, 1, ([path]) => {
    removeFile(rt, asText(rt, path!));
    return newNone(rt);
  });
}

/** `resource`: the most that was ever resident. */
export function resourceModule(rt: Runtime, define: Define): void {
  const names = [
    'ru_utime',
    'ru_stime',
    'ru_maxrss',
    'ru_ixrss',
    'ru_idrss',
    'ru_isrss',
    'ru_minflt',
    'ru_majflt',
  ];
  define.value('RUSAGE_SELF', newInt(rt, 0));
  define.value('RUSAGE_CHILDREN', newInt(rt, -1));
  define.call('getpagesize', 0, 0, () => newInt(rt, 4096));
  define.call('getrusage', 1, 1, () => {
    const VmHWM = rt.system.ask(() => rt.process.status().VmHWM);
    const time = rt.system.clock.perfCounter();
    const values = [
      newFloat(rt, time),
      newFloat(rt, 0),
      newInt(rt, Math.round(VmHWM / 1024)),
      ...[0, 0, 0, 0, 0].map((n) => newInt(rt, n)),
    ];
    return structSequence(rt, 'resource.struct_rusage', names, values);
  });
}
