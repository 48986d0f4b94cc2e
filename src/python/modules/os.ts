import type { Runtime } from '../runtime';
import type { Define } from './index';

/** `_os`: what `os`, which is Python, stands on. */
export function osModule(rt: Runtime, define: Define): void {
  define.call('getpid', 0, 0, () => rt.int(rt.pid));
  define.call('getppid', 0, 0, () => rt.int(rt.parentPid));
  define.call('_exit', 1, 1, ([status]) => rt.exit(rt.number(status!)));
  define.call('fork', 0, 0, () => rt.int(rt.fork()));
  define.call('waitpid', 2, 2, ([pid]) => {
    const [child, status] = rt.waitFor(rt.number(pid!));
    return rt.tuple([rt.int(child), rt.int(status)]);
  });
  define.call('wait', 0, 0, () => {
    const [child, status] = rt.waitFor(-1);
    return rt.tuple([rt.int(child), rt.int(status)]);
  });
  define.call('pipe', 0, 0, () => rt.tuple(rt.pipe().map((fd) => rt.int(fd))));
  define.call('read', 2, 2, ([fd, count]) =>
    rt.bytes(rt.readPipe(rt.number(fd!), rt.number(count!))),
  );
  define.call('write', 2, 2, ([fd, data]) => {
    const bytes = rt.anyBytes(data!);
    rt.writePipe(rt.number(fd!), bytes);
    return rt.int(bytes.length);
  });
  define.call('close', 1, 1, ([fd]) => {
    rt.closePipe(rt.number(fd!));
    return rt.N();
  });
  define.call('cpu_count', 0, 0, () => rt.int(1));
  define.call('urandom', 1, 1, ([n]) =>
    rt.bytes(Array.from({ length: rt.number(n!) }, () => Math.floor(rt.clock.random() * 256))),
  );
  define.call('exists', 1, 1, ([path]) => rt.bool(rt.host.readFile(rt.text(path!)) !== undefined));
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
    const { VmHWM } = rt.process.status();
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
