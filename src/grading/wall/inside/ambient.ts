/*
 * What a walled program finds around it, and what it leaves for the code that it runs. The runtime grants
 * nothing anyway; what code cannot even name, it cannot ask for.
 */

/** The parts of Deno that are used here, and only before any foreign code runs. */
interface Deno {
  readonly stdin: { readonly readable: AsyncIterable<Uint8Array> };
  readonly stdout: { writeSync(bytes: Uint8Array): number };
  readonly permissions: { querySync(what: { name: string }): { readonly state: string } };
}

/** Those of Node, where `--unsafe` goes without Deno. */
interface NodeProcess {
  getBuiltinModule(name: 'node:fs'): {
    writeSync(fd: number, bytes: Uint8Array, from: number): number;
  };
  readonly stdin: AsyncIterable<Uint8Array>;
  on(event: string, handler: (thrown: unknown) => void): void;
}

export interface Surroundings {
  readonly runtime: 'deno' | 'node';
  /** What the runtime would grant: empty, or the wall does not hold. */
  readonly granted: readonly string[];
  readonly input: AsyncIterable<Uint8Array>;
  write(bytes: Uint8Array): void;
  /** Errors that nobody caught, of timers and promises. */
  onUncaught(handler: (thrown: unknown) => void): void;
}

const PERMISSIONS = ['read', 'write', 'net', 'env', 'run', 'ffi', 'sys', 'import'];

/** Looks around; call it once, before foreign code runs, and then `clearGlobals`. */
export function surroundings(): Surroundings {
  const { Deno: deno, process } = globalThis as unknown as { Deno?: Deno; process: NodeProcess };
  return deno ? fromDeno(deno) : fromNode(process);
}

function fromDeno({ stdin, stdout, permissions }: Deno): Surroundings {
  return {
    runtime: 'deno',
    granted: PERMISSIONS.filter((name) => permissions.querySync({ name }).state !== 'denied'),
    input: stdin.readable,
    write(bytes) {
      for (let at = 0; at < bytes.length; ) at += stdout.writeSync(bytes.subarray(at));
    },
    onUncaught(handler) {
      addEventListener('unhandledrejection', (event) => {
        event.preventDefault();
        handler(event.reason);
      });
      addEventListener('error', (event) => {
        event.preventDefault();
        handler(event.error);
      });
    },
  };
}

function fromNode(process: NodeProcess): Surroundings {
  const { writeSync } = process.getBuiltinModule('node:fs');
  return {
    runtime: 'node',
    granted: [],
    input: process.stdin,
    write(bytes) {
      for (let at = 0; at < bytes.length; ) at += writeSync(1, bytes, at);
    },
    onUncaught(handler) {
      process.on('unhandledRejection', handler);
      process.on('uncaughtException', handler);
    },
  };
}

/** What stays: the language's own globals, and these, which reach nothing outside. */
const KEPT = new Set([
  ...[
    'AbortController',
    'AbortSignal',
    'atob',
    'btoa',
    'clearInterval',
    'clearTimeout',
    'DOMException',
  ],
  ...[
    'Event',
    'EventTarget',
    'performance',
    'queueMicrotask',
    'setInterval',
    'setTimeout',
    'structuredClone',
  ],
  ...['TextDecoder', 'TextEncoder', 'URL', 'URLSearchParams'],
]);

/** Names of a runtime's own, between which the language's globals lie. */
const isLanguage = (name: string): boolean =>
  /^(globalThis|undefined|NaN|Infinity|eval|isFinite|isNaN|parse(Float|Int)|(de|en)codeURI(Component)?|(un)?escape)$/.test(
    name,
  ) || LANGUAGE.has(name);

const LANGUAGE = new Set([
  ...[
    'AggregateError',
    'Array',
    'ArrayBuffer',
    'AsyncDisposableStack',
    'Atomics',
    'BigInt',
    'BigInt64Array',
  ],
  ...['BigUint64Array', 'Boolean', 'DataView', 'Date', 'DisposableStack', 'Error', 'EvalError'],
  ...[
    'FinalizationRegistry',
    'Float16Array',
    'Float32Array',
    'Float64Array',
    'Function',
    'Int16Array',
  ],
  ...[
    'Int32Array',
    'Int8Array',
    'Intl',
    'Iterator',
    'JSON',
    'Map',
    'Math',
    'Number',
    'Object',
    'Promise',
  ],
  ...[
    'Proxy',
    'RangeError',
    'ReferenceError',
    'Reflect',
    'RegExp',
    'Set',
    'SharedArrayBuffer',
    'String',
  ],
  ...[
    'SuppressedError',
    'Symbol',
    'SyntaxError',
    'Temporal',
    'TypeError',
    'URIError',
    'Uint16Array',
  ],
  ...['Uint32Array', 'Uint8Array', 'Uint8ClampedArray', 'WeakMap', 'WeakRef', 'WeakSet'],
]);

const silent = (): void => {};
const silentStream = { write: (): boolean => true };

/** Takes away every global but the language's and the harmless ones, and puts silent ones in. */
export function clearGlobals(): void {
  const scope = globalThis as unknown as Record<PropertyKey, unknown>;
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (!isLanguage(name) && !KEPT.has(name)) Reflect.deleteProperty(globalThis, name);
  }
  scope.console = new Proxy({}, { get: () => silent });
  scope.process = { env: {}, argv: [], stdout: silentStream, stderr: silentStream };
}
