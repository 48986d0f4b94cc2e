import { SystemError } from '../os/process-group';
import type { Runtime } from '../runtime/runtime';
import { fileExists, fileSize, removeFile } from './files';
import type { Define } from './index';

/** The option of `waitpid` that does not wait. */
const WNOHANG = 1;

/** `_os`: what `os`, which is Python, stands on. */
export function osModule(rt: Runtime, define: Define): void {
  const { system } = rt;
  /** Raises the `OSError` of a system call that failed. */
  const call = <T>(ask: () => T): T => {
    try {
      return ask();
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
      return rt.throw_(rt.newException(error.type, [rt.int(error.errno), rt.str(error.message)]));
    }
  };
  const numbers = (values: readonly number[]): number => rt.tuple(values.map((n) => rt.int(n)));
  define.value('WNOHANG', rt.int(WNOHANG));
  define.call('getpid', 0, 0, () => rt.int(system.pid()));
  define.call('getppid', 0, 0, () => rt.int(system.parentPid()));
  define.call('_exit', 1, 1, ([status]) => rt.exit(rt.number(status!)));
  define.call('fork', 0, 0, () => rt.int(system.fork()));
  define.call('waitpid', 2, 2, ([pid, options]) =>
    numbers(call(() => system.waitFor(rt.number(pid!), (rt.number(options!) & WNOHANG) === 0))),
  );
  define.call('wait', 0, 0, () => numbers(call(() => system.waitFor(-1, true))));
  define.call('pipe', 0, 0, () => numbers(system.pipe()));
  define.call('read', 2, 2, ([fd, count]) =>
    rt.bytes(call(() => system.read(rt.number(fd!), rt.number(count!)))),
  );
  define.call('write', 2, 2, ([fd, data]) => {
    const bytes = rt.anyBytes(data!);
    call(() => system.write(rt.number(fd!), bytes));
    return rt.int(bytes.length);
  });
  define.call('close', 1, 1, ([fd]) => {
    call(() => system.close(rt.number(fd!)));
    return rt.N();
  });
  define.call('cpu_count', 0, 0, () => rt.int(1));
  define.call('urandom', 1, 1, ([n]) =>
    rt.bytes(Array.from({ length: rt.number(n!) }, () => Math.floor(rt.host.random() * 256))),
  );
  define.call('exists', 1, 1, ([path]) => rt.bool(fileExists(rt, rt.text(path!))));
  define.call('getsize', 1, 1, ([path]) => rt.int(fileSize(rt, rt.text(path!))));
  define.call('remove', 1, 1, ([path]) => {
    removeFile(rt, rt.text(path!));
    return rt.N();
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
  define.value('RUSAGE_SELF', rt.int(0));
  define.value('RUSAGE_CHILDREN', rt.int(-1));
  define.call('getpagesize', 0, 0, () => rt.int(4096));
  define.call('getrusage', 1, 1, () => {
    const VmHWM = rt.system.ask(() => rt.process.status().VmHWM);
    const time = rt.clock.perfCounter();
    const values = [
      rt.float(time),
      rt.float(0),
      rt.int(Math.round(VmHWM / 1024)),
      ...[0, 0, 0, 0, 0].map((n) => rt.int(n)),
    ];
    return rt.structSequence('resource.struct_rusage', names, values);
  });
}
