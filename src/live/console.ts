import { formatWithOptions, inspect } from './inspect';

type Write = (stream: 'stdout' | 'stderr', text: string) => void;

/** A console that writes as Node's does. */
export function nodeConsole(write: Write): Record<string, (...data: unknown[]) => void> {
  let indent = '';
  const counts = new Map<string, number>();
  const timers = new Map<string, number>();
  const to =
    (stream: 'stdout' | 'stderr') =>
    (...data: unknown[]): void => {
      const text = formatWithOptions({}, ...data);
      write(stream, `${indent}${indent ? text.replaceAll('\n', `\n${indent}`) : text}\n`);
    };
  const log = to('stdout');
  const warn = to('stderr');
  const time = (label: string, ...data: unknown[]): void => {
    const begun = timers.get(label);
    if (begun === undefined) warn(`Warning: No such label '${label}' for console.timeLog()`);
    else log(`${label}: ${(performance.now() - begun).toFixed(3)}ms`, ...data);
  };
  return {
    log,
    info: log,
    debug: log,
    warn,
    error: warn,
    table: (data) => log(data),
    dir: (item, options) => log(inspect(item, { customInspect: false, ...(options as object) })),
    trace: (...data) => warn('Trace:', ...data),
    assert(condition, ...data) {
      if (condition) return;
      if (typeof data[0] === 'string') warn(`Assertion failed: ${data[0]}`, ...data.slice(1));
      else warn('Assertion failed', ...data);
    },
    clear: () => {},
    group(...label) {
      if (label.length > 0) log(...label);
      indent += '  ';
    },
    groupEnd: () => {
      indent = indent.slice(2);
    },
    count(label = 'default') {
      const count = (counts.get(String(label)) ?? 0) + 1;
      counts.set(String(label), count);
      log(`${label}: ${count}`);
    },
    countReset: (label = 'default') => counts.delete(String(label)),
    time: (label = 'default') => timers.set(String(label), performance.now()),
    timeLog: (label = 'default', ...data) => time(String(label), ...data),
    timeEnd(label = 'default') {
      time(String(label));
      timers.delete(String(label));
    },
  };
}
