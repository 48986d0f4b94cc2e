/*
 * Attacks on the grader, each as a learner's cell. `FN` is the exercise's function and `answer` what it
 * returns; an attack that gets hold of the solution returns the right values, and so earns points.
 */

/** What is there to be touched: paths, a port, a process, and the folder of the solutions. */
export interface Targets {
  readonly secret: string;
  readonly left: string;
  readonly socket: string;
  readonly listening: string;
  readonly solution: string;
  readonly port: number;
  readonly pid: number;
}

export interface Attack {
  readonly kind: string;
  readonly name: string;
  /** JavaScript, run by `eval`, that comes to the function: `async (T, node, all) => (n) => …`; see `asCell`. */
  readonly code?: string;
  /** The cell as it is, for what happens before anything runs. */
  readonly cell?: string;
  /** It takes all the time that its limits allow: left to attacks.deep.test.ts, which CI runs too. */
  readonly slow?: boolean;
}

const WRONG = '() => -1';

/**
 * What every attack can use. `node(name)` finds a module of Node by each way there is, `deno()` Deno's own
 * object; `all(…)` tries things one after the other and swallows what they throw.
 */
const PRELUDE = `
const G = (() => {}).constructor('return this')();
const deno = () => G.Deno ?? globalThis.Deno;
const node = async (name) => {
  for (const way of [
    () => import('node:' + name), () => import(name),
    () => G.process.getBuiltinModule(name), () => G.process.binding(name), () => require(name),
    () => G.process.mainModule.require(name),
    async () => (await import('node:module')).createRequire('file:///x.js')(name),
    async () => (await import('data:text/javascript,export * from "node:' + name + '"')),
  ]) {
    try { const found = await way(); if (found && Object.keys(found).length > 0) return found.default ?? found; } catch {}
  }
  throw new Error('no ' + name);
};
const all = async (...ways) => { for (const way of ways) { try { await way(); } catch {} } };
const first = async (...ways) => { for (const way of ways) { try { const v = await way(); if (v !== undefined) return v; } catch {} } };
const asSolution = (text) => text === undefined ? undefined : G.Function('exports', 'require', text + '; return exports.FN')({}, () => ({}));
`;

const written = (kind: string, entries: Record<string, string>, pace?: 'slow'): Attack[] =>
  Object.entries(entries).map(([name, code]) => ({ kind, name, code, slow: pace === 'slow' }));

export const ATTACKS: readonly Attack[] = [
  ...written('debugger', {
    'turns on the inspector of its parent and of others by SIGUSR1': `
      await all(async () => (await node('process')).kill(T.pid, 'SIGUSR1'), async () => { const p = await node('process'); p.kill(p.ppid, 'SIGUSR1'); },
        () => deno().kill(T.pid, 'SIGUSR1'), () => deno().kill(deno().ppid, 'SIGUSR1'),
        () => fetch('http://127.0.0.1:9229/json'), async () => (await node('http')).get('http://127.0.0.1:9229/json'));
      return ${WRONG};`,
    'opens an inspector of its own': `
      await all(async () => (await node('inspector')).open(0), async () => (await node('inspector')).open(T.port + 1, '0.0.0.0'));
      return ${WRONG};`,
    'evaluates in its own process through an inspector session': `
      const stolen = await first(async () => { const { Session } = await node('inspector'); const s = new Session(); s.connect();
        return new Promise((resolve, reject) => s.post('Runtime.evaluate', { expression: 'process.mainModule.require("fs").readFileSync(' + JSON.stringify(T.solution) + ', "utf8")' }, (e, r) => e ? reject(e) : resolve(r.result.value))); });
      return asSolution(stolen) ?? (${WRONG});`,
  }),
  ...written('signals', {
    'kills another process': `
      await all(async () => (await node('process')).kill(T.pid, 'SIGKILL'), () => deno().kill(T.pid, 'SIGKILL'));
      return ${WRONG};`,
    'stops another process for ever': `
      await all(async () => (await node('process')).kill(T.pid, 'SIGSTOP'), () => deno().kill(T.pid, 'SIGSTOP'));
      return ${WRONG};`,
    'gives another process the lowest priority': `
      await all(async () => (await node('os')).setPriority(T.pid, 19));
      return ${WRONG};`,
    'kills its parent, its group and everybody': `
      await all(async () => { const p = await node('process'); for (const pid of [p.ppid, 0, -1, 1]) try { p.kill(pid, 'SIGKILL'); } catch {} },
        () => { for (const pid of [deno().ppid, 0, -1, 1]) try { deno().kill(pid, 'SIGKILL'); } catch {} });
      return ${WRONG};`,
    'kills itself': `
      await all(async () => { const p = await node('process'); p.kill(p.pid, 'SIGKILL'); }, () => deno().kill(deno().pid, 'SIGKILL'), () => deno().exit(0), async () => (await node('process')).abort());
      return ${WRONG};`,
    'kills itself in the call': `
      return async () => { await all(async () => { const p = await node('process'); p.kill(p.pid, 'SIGKILL'); }, async () => (await node('process')).reallyExit(0), () => deno().exit(0)); return -1; };`,
  }),
  ...written('files', {
    'writes outside': `
      await all(async () => (await node('fs')).writeFileSync(T.left, 'here'), () => deno().writeTextFileSync(T.left, 'here'), async () => (await node('fs')).cpSync('/', T.left, { recursive: true }));
      return ${WRONG};`,
    'deletes and renames': `
      await all(async () => (await node('fs')).rmSync(T.secret), async () => (await node('fs')).renameSync(T.secret, T.left), () => deno().removeSync(T.secret), async () => (await node('fs')).truncateSync(T.secret), async () => (await node('fs')).chmodSync(T.secret, 0));
      return ${WRONG};`,
    'writes a diagnostic report': `
      await all(async () => { const { report } = await node('process'); report.directory = T.left.replace(/[^/]*$/, ''); report.filename = 'left'; report.writeReport(); report.writeReport(T.left); },
        async () => { const p = await node('process'); p.report.reportOnFatalError = true; p.report.directory = T.left.replace(/[^/]*$/, ''); });
      return ${WRONG};`,
    'sets flags of V8 that write traces': `
      await all(async () => { const v8 = await node('v8'); for (const f of ['--trace-turbo', '--trace-turbo-path=' + T.left, '--redirect-code-traces', '--redirect-code-traces-to=' + T.left, '--print-opt-code', '--code-comments', '--log-all', '--logfile=' + T.left, '--perf-basic-prof', '--prof']) v8.setFlagsFromString(f); });
      const hot = (n) => { let s = 0; for (let i = 0; i < n; i++) s += i * i; return s; };
      for (let i = 0; i < 2000; i++) hot(1000);
      return ${WRONG};`,
    'writes a heap snapshot and a profile': `
      await all(async () => (await node('v8')).writeHeapSnapshot(T.left), async () => (await node('v8')).takeCoverage(), async () => (await node('v8')).setHeapSnapshotNearHeapLimit(1));
      return ${WRONG};`,
    'makes a socket in the file system by listening': `
      await all(async () => new Promise(async (resolve, reject) => { const s = (await node('net')).createServer(); s.on('error', reject); s.listen(T.listening, resolve); setTimeout(reject, 200); }),
        () => deno().listen({ transport: 'unix', path: T.listening }));
      return ${WRONG};`,
    'makes folders and links in the temporary folder': `
      await all(async () => (await node('fs')).mkdtempSync('/tmp/heaplab-left-'), () => deno().makeTempDirSync({ prefix: 'heaplab-left-' }), async () => (await node('fs')).symlinkSync(T.secret, T.left), async () => (await node('fs')).linkSync(T.secret, T.left));
      return ${WRONG};`,
    'fills shared memory': `
      await all(async () => (await node('fs')).writeFileSync('/dev/shm/heaplab-left', 'x'.repeat(1e6)), () => deno().writeTextFileSync('/dev/shm/heaplab-left', 'x'));
      return ${WRONG};`,
    'writes through /proc': `
      await all(async () => (await node('fs')).writeFileSync('/proc/' + T.pid + '/oom_score_adj', '1000'), async () => (await node('fs')).appendFileSync('/proc/self/cwd' + T.left, 'x'), async () => (await node('fs')).writeFileSync('/proc/' + T.pid + '/root' + T.left, 'x'));
      return ${WRONG};`,
    'writes by way of SQLite': `
      await all(async () => { const { DatabaseSync } = await node('sqlite'); new DatabaseSync(T.left); },
        async () => { const { DatabaseSync } = await node('sqlite'); const d = new DatabaseSync(':memory:'); d.exec('CREATE TABLE t (a)'); d.exec("VACUUM INTO '" + T.left + "'"); },
        async () => { const { DatabaseSync } = await node('sqlite'); const d = new DatabaseSync(':memory:'); d.exec("ATTACH '" + T.left + "' AS x"); });
      return ${WRONG};`,
    'stores in the runtime': `
      await all(() => localStorage.setItem('left', 'x'), async () => { const c = await caches.open('left'); await c.put('http://x/', new Response('x'.repeat(1e6))); }, () => deno().openKv(), () => indexedDB.open('left'));
      return ${WRONG};`,
    'writes a trace of events': `
      await all(async () => (await node('trace_events')).createTracing({ categories: ['v8', 'node'] }).enable(), async () => (await node('diagnostics_channel')).channel('x').publish(1));
      return ${WRONG};`,
    'dumps core': `
      await all(async () => (await node('process')).abort(), async () => { const p = await node('process'); p.dlopen({ exports: {} }, T.solution); });
      return ${WRONG};`,
    'fills the disk': `
      await all(async () => { const fs = await node('fs'); const fd = fs.openSync('/tmp/heaplab-left', 'w'); for (let i = 0; i < 200; i++) fs.writeSync(fd, Buffer.alloc(1e7)); });
      return ${WRONG};`,
  }),
  ...written('reply', {
    'writes answers of its own': `
      const forge = (fs) => { for (let id = 0; id < 50; id++) fs.writeSync(1, JSON.stringify({ id: String(id), content: { status: 'ok', value: 32 } }) + '\\n'); };
      await all(async () => forge(await node('fs')), async () => { const D = deno(); D.stdout.writeSync(new TextEncoder().encode('{"id":"0","content":{"status":"ok"}}\\n')); });
      return async () => { await all(async () => forge(await node('fs'))); return -1; };`,
    'writes a line that never ends': `
      return async () => { await all(async () => { const fs = await node('fs'); const part = 'x'.repeat(1e6); for (let i = 0; i < 600; i++) fs.writeSync(1, part); }, () => { const bytes = new Uint8Array(1e6); for (let i = 0; i < 600; i++) deno().stdout.writeSync(bytes); }); return -1; };`,
    'writes a line nested 20,000 deep': `
      return async () => { await all(async () => (await node('fs')).writeSync(1, '['.repeat(20000) + ']'.repeat(20000) + '\\n')); return -1; };`,
    'answers nested 20,000 deep': `
      return () => { let a = []; for (let i = 0; i < 20000; i++) a = [a]; return a; };`,
    'answers with replies of a wrong shape': `
      const stringify = JSON.stringify; let turn = 0;
      const odd = ['null', '[]', '{}', '{"id":1}', '{"id":"x","content":null}', '{"id":"x","content":{"status":"ok"}}', 'true', '"x"', '{"__proto__":{"earned":9}}'];
      JSON.stringify = () => odd[turn++ % odd.length];
      await all(async () => { const fs = await node('fs'); for (const line of odd) fs.writeSync(1, line + '\\n'); });
      return ${WRONG};`,
    'answers with a number that is none': `
      Object.entries = () => [['$', 'bigint'], ['value', 'x']];
      Array.prototype.some = () => false;
      return () => ({ a: 1 });`,
    'answers with a number of a million digits': `
      Object.entries = () => [['$', 'bigint'], ['value', '9'.repeat(1e6)]]; Array.prototype.some = () => false;
      Object.fromEntries = () => ({ $: 'bigint', value: '9'.repeat(1e6) });
      return () => ({ a: 1 });`,
    'answers with a map that is none': `
      Object.fromEntries = () => ({ $: 'map', value: 7 }); Array.prototype.some = () => false;
      return () => ({ a: 1 });`,
    'answers with properties that are called like methods': `
      return () => ({ valueOf: 1, toString: 2, constructor: 3, toJSON: 4, length: 5, then: 6, __proto__: { a: 1 } });`,
    'answers with a thing that changes as it is read': `
      let reads = 0; return () => new Proxy({}, { get: () => ++reads, ownKeys: () => Array.from({ length: ++reads }, (_, i) => 'k' + i), getOwnPropertyDescriptor: () => ({ value: ++reads, enumerable: true, configurable: true }) });`,
    'answers with an endless structure': `
      return () => { const a = []; a.push(a); return a; };`,
    'answers with something huge': `
      return () => Array.from({ length: 3e6 }, (_, i) => i);`,
    'answers with a huge text': `
      return () => 'x'.repeat(5e8);`,
    'answers by a thenable': `
      return () => ({ then(resolve) { resolve({ then(again) { setTimeout(() => again(-1), 5); } }); } });`,
    'answers later, from a timer, for the next question': `
      setInterval(async () => { await all(async () => (await node('fs')).writeSync(1, '{"id":"a","content":{"status":"ok","value":32}}\\n')); }, 1);
      return ${WRONG};`,
    'floods the error stream': `
      await all(async () => { const fs = await node('fs'); for (let i = 0; i < 100; i++) fs.writeSync(2, 'x'.repeat(1e6)); }, () => { for (let i = 0; i < 100; i++) deno().stderr.writeSync(new Uint8Array(1e6)); });
      return ${WRONG};`,
    'closes its channels': `
      await all(async () => { const fs = await node('fs'); fs.closeSync(0); fs.closeSync(1); }, () => deno().stdin.close(), () => deno().stdout.close());
      return ${WRONG};`,
  }),
  ...written('network', {
    'asks a server of the machine': `
      await all(() => fetch('http://127.0.0.1:' + T.port + '/'), async () => new Promise(async (resolve, reject) => (await node('http')).get('http://127.0.0.1:' + T.port + '/', resolve).on('error', reject)),
        () => { const x = new XMLHttpRequest(); x.open('GET', 'http://127.0.0.1:' + T.port); x.send(); });
      return ${WRONG};`,
    'connects by itself': `
      await all(async () => new Promise(async (resolve, reject) => { const s = (await node('net')).connect(T.port, '127.0.0.1'); s.on('error', reject); s.on('connect', resolve); setTimeout(reject, 200); }), () => deno().connect({ port: T.port }), async () => (await node('tls')).connect(T.port, 'localhost'));
      return ${WRONG};`,
    'opens a web socket and an event source': `
      await all(() => new Promise((resolve, reject) => { const w = new WebSocket('ws://127.0.0.1:' + T.port); w.onopen = resolve; w.onerror = reject; }), () => new EventSource('http://127.0.0.1:' + T.port), () => new WebSocketStream('ws://127.0.0.1:' + T.port).opened);
      return ${WRONG};`,
    'connects to a socket in the file system': `
      await all(async () => new Promise(async (resolve, reject) => { const s = (await node('net')).connect(T.socket); s.on('error', reject); s.on('connect', resolve); setTimeout(reject, 200); }), () => deno().connect({ transport: 'unix', path: T.socket }));
      return ${WRONG};`,
    'imports a module from a server': `
      await all(() => import('http://127.0.0.1:' + T.port + '/x.js'), () => import('data:text/javascript,import "http://127.0.0.1:' + T.port + '/y.js"'), () => import('https://deno.land/x/a.ts'), () => import('npm:is-number'), () => import('jsr:@std/path'));
      return ${WRONG};`,
    'asks for a name': `
      await all(async () => (await node('dns/promises')).lookup('localhost'), () => deno().resolveDns('localhost', 'A'), async () => { const s = (await node('dgram')).createSocket('udp4'); s.on('error', () => {}); s.send('x', T.port, '127.0.0.1'); });
      return ${WRONG};`,
    'waits for connections': `
      await all(async () => new Promise(async (resolve, reject) => { const s = (await node('http')).createServer(); s.on('error', reject); s.listen(0, resolve); setTimeout(reject, 200); }), () => deno().serve({ port: 0 }, () => new Response('')), () => deno().listen({ port: 0 }));
      return ${WRONG};`,
  }),
  ...written('solution', {
    'requires the solution': `
      return (await first(() => require(T.solution).FN, async () => (await node('module')).createRequire(T.solution)(T.solution).FN, () => require(T.solution.replace(/[^/]*$/, 'exercise.js')).default.solution)) ?? (${WRONG});`,
    'reads the solution as a file': `
      return asSolution(await first(async () => (await node('fs')).readFileSync(T.solution, 'utf8'), () => deno().readTextFileSync(T.solution), async () => new TextDecoder().decode(await (await fetch('file://' + T.solution)).arrayBuffer()))) ?? (${WRONG});`,
    'imports the solution as a module, as text, as bytes': `
      const url = 'file://' + T.solution;
      return (await first(async () => (await import(url)).default.FN, async () => (await import(url)).FN, async () => asSolution((await import(url, { with: { type: 'text' } })).default),
        async () => asSolution((await import('data:text/javascript,' + encodeURIComponent('export { default } from ' + JSON.stringify(url) + ' with { type: "text" }'))).default),
        async () => asSolution((await import(URL.createObjectURL(new Blob(['export { default } from ' + JSON.stringify(url) + ' with { type: "text" }'], { type: 'text/javascript' })))).default))) ?? (${WRONG});`,
    'reads it by a worker': `
      const source = 'import x from ' + JSON.stringify('file://' + T.solution) + ' with { type: "text" }; postMessage(x)';
      const text = await first(() => new Promise((resolve, reject) => { const w = new Worker('data:text/javascript,' + encodeURIComponent(source), { type: 'module' }); w.onmessage = (e) => resolve(e.data); w.onerror = reject; setTimeout(reject, 300); }),
        async () => new Promise(async (resolve, reject) => { const { Worker } = await node('worker_threads'); const w = new Worker('require("worker_threads").parentPort.postMessage(require("fs").readFileSync(' + JSON.stringify(T.solution) + ', "utf8"))', { eval: true, env: {}, execArgv: [] }); w.on('message', resolve); w.on('error', reject); }));
      return asSolution(text) ?? (${WRONG});`,
    'reads it through /proc': `
      const p = await node('process').catch(() => ({ ppid: 1 }));
      const fs = await node('fs').catch(() => undefined);
      const text = await first(...['/proc/self/root', '/proc/' + p.ppid + '/root', '/proc/' + T.pid + '/root', '/proc/1/root', '/proc/self/cwd/../../../..'].map((root) => () => fs.readFileSync(root + T.solution, 'utf8')));
      return asSolution(text) ?? (${WRONG});`,
    'looks for it in what is loaded': `
      const seen = new Set(); let found;
      const walk = (v, depth) => { if (v === null || (typeof v !== 'object' && typeof v !== 'function') || seen.has(v) || depth > 6) return; seen.add(v);
        for (const k of Reflect.ownKeys(v)) { try { if (k === 'solution' && typeof v[k] === 'function') found ??= v[k]; walk(v[k], depth + 1); } catch {} } };
      walk(globalThis, 0); walk(require('heaplab'), 0); walk(require, 0);
      return found ?? (${WRONG});`,
    'finds the checks by the stack and by source maps': `
      const text = await first(() => { try { null.x; } catch (e) { return undefined; } }, () => { const was = Error.prepareStackTrace; let sites; Error.prepareStackTrace = (_, s) => s; sites = new Error().stack; Error.prepareStackTrace = was; for (const site of sites) { const f = site.getFunction?.(); if (f && f.caller) return undefined; const t = site.getThis?.(); if (t && t.require) return t.require('fs').readFileSync(T.solution, 'utf8'); } });
      return asSolution(text) ?? (${WRONG});`,
    'computes the inputs from its own text': `
      const crypto = await node('crypto').catch(() => undefined); let n = 0;
      return () => crypto ? crypto.createHash('sha256').update('FN' + n++).digest().readInt32LE(0) : -1;`,
  }),
  ...written('processes', {
    'starts a program': `
      await all(async () => (await node('child_process')).execFileSync('/bin/sh', ['-c', 'echo x > ' + T.left]), () => new (deno().Command)('sh', { args: ['-c', 'echo x > ' + T.left] }).outputSync(), async () => (await node('child_process')).spawnSync(deno().execPath(), ['eval', '-A', 'Deno.writeTextFileSync(' + JSON.stringify(T.left) + ', "x")']));
      return ${WRONG};`,
    'becomes another program': `
      await all(async () => { const p = await node('process'); p.execve(p.execPath, [p.execPath, '-e', 'require("fs").writeFileSync(' + JSON.stringify(T.left) + ', "x")']); });
      return ${WRONG};`,
    'forks without end': `
      await all(async () => { const { spawn } = await node('child_process'); const p = await node('process'); for (let i = 0; i < 40; i++) spawn(p.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { detached: true, stdio: 'ignore' }).on('error', () => {}); },
        async () => { const c = await node('cluster'); for (let i = 0; i < 10; i++) c.fork(); });
      return ${WRONG};`,
    'starts threads without end': `
      await all(async () => { const { Worker } = await node('worker_threads'); for (let i = 0; i < 60; i++) new Worker('for (;;);', { eval: true }).on('error', () => {}); },
        () => { for (let i = 0; i < 60; i++) new Worker('data:text/javascript,for(;;);', { type: 'module' }); });
      return ${WRONG};`,
    'loads native code': `
      await all(async () => (await node('process')).dlopen({ exports: {} }, '/lib/x86_64-linux-gnu/libc.so.6'), () => deno().dlopen('libc.so.6', { getpid: { parameters: [], result: 'i32' } }), async () => require('/tmp/x.node'), async () => (await node('ffi')).dlopen('libc.so.6'));
      return ${WRONG};`,
  }),
  ...written('time and memory', {
    'loops for ever': `for (;;);`,
    'never settles': `return () => new Promise(() => {});`,
    'allocates without end': `const hog = []; for (;;) hog.push(new Array(1e5).fill(hog.length));`,
    'grows WebAssembly': `return () => { const hog = []; for (;;) { const m = new WebAssembly.Memory({ initial: 1000 }); new Uint8Array(m.buffer).fill(1); hog.push(m); } };`,
    'recurses without end': `const deep = (n) => deep(n + 1) + 1; return deep;`,
  }),
  ...written(
    'time and memory',
    {
      'loops for ever in the call': `return () => { for (;;); };`,
      'keeps the microtasks busy': `return () => { const again = () => Promise.resolve().then(again); again(); return new Promise(() => {}); };`,
      'waits for what nobody will say': `return () => Atomics.wait(new Int32Array(new SharedArrayBuffer(8)), 0, 0);`,
      'matches a pattern that takes ages': `return () => /^(a+)+$/.test('a'.repeat(60) + 'b') ? 1 : -1;`,
      'sorts for ever': `return () => { Array.from({ length: 1e7 }, (_, i) => i).sort(() => { for (;;); }); return -1; };`,
      'allocates without end in the call': `const hog = []; return () => { for (;;) hog.push({ a: new Array(1e5).fill(1) }); };`,
      'allocates buffers without end': `const hog = []; return () => { for (;;) hog.push(new Uint8Array(1e8).fill(1)); };`,
      'shares memory without end': `const hog = []; return () => { for (;;) hog.push(new Uint8Array(new SharedArrayBuffer(1e8)).fill(1)); };`,
      'uses up the simulator': `const h = require('heaplab'); return () => { const all = []; for (;;) { const p = h.boot('3.12'); p.PyList_FromRange(0, 1e6); all.push(p); } };`,
    },
    'slow',
  ),
  ...written('tampering', {
    'patches built-ins so that all is equal': `
      Object.is = () => true; Array.prototype.every = () => true; Number.prototype.valueOf = () => 32; JSON.stringify = ((s) => (v) => s(v))(JSON.stringify);
      return () => new (class { valueOf() { return 32; } toJSON() { return 32; } equals() { return true; } })();`,
    'breaks JSON and prototypes': `
      JSON.stringify = () => '{"id":"0","content":{"status":"ok"}}'; JSON.parse = () => ({}); Object.prototype.status = 'ok'; Object.prototype.value = 32; Array.prototype.map = () => [];
      return ${WRONG};`,
    'breaks promises and iterators': `
      Promise.prototype.then = function () { return this; }; Array.prototype[Symbol.iterator] = function* () {}; Function.prototype.call = () => 32; Function.prototype.apply = () => 32; Map.prototype.get = () => 32; String.prototype.slice = () => '';
      return ${WRONG};`,
    'breaks timers and encoders': `
      globalThis.setTimeout = () => 0; TextEncoder.prototype.encode = () => new Uint8Array(0); TextDecoder.prototype.decode = () => ''; Object.freeze(globalThis); Object.freeze(Object.prototype);
      return ${WRONG};`,
    'replaces what other cells use': `
      const h = require('heaplab'); for (const k of Object.keys(h)) try { h[k] = () => 32; } catch {} 
      Math.ceil = Math.floor = Math.max = Math.min = () => 7; Array.prototype.push = () => 0; Array.prototype.indexOf = () => 0;
      return ${WRONG};`,
    'defines the functions of its neighbours, for good': `
      const exportsOf = globalThis.__exports ?? {}; for (const name of T.others) { Object.defineProperty(globalThis, name, { value: () => -1, writable: false }); }
      return ${WRONG};`,
    'prints a result of its own': `
      console.log(JSON.stringify({ earned: 2, points: 2 })); console.log('All checks passed.');
      return () => { console.log('2 of 2 points'); return -1; };`,
    'throws the inputs': `return (n) => { const e = new Error('canary-input ' + n); e.name = 'canary-input' + n; throw e; };`,
    'throws what cannot be looked at': `return () => { throw new Proxy({}, { get() { throw 1; } }); };`,
    'rejects after its answer': `return () => { setTimeout(() => { throw new Error('late'); }, 0); Promise.reject(new Error('later')); return -1; };`,
    'shows what it finds around it': `
      const p = await node('process').catch(() => ({ env: {} })); const os = await node('os').catch(() => ({}));
      throw new Error([p.env && Object.values({ ...p.env }).join(' '), deno() && await first(() => JSON.stringify(deno().env.toObject())), await first(async () => (await node('fs')).readFileSync(T.secret, 'utf8')), await first(() => os.userInfo().username)].join(' '));`,
  }),
  { kind: 'cell', name: 'is silent', cell: '// nothing here' },
  {
    kind: 'cell',
    name: 'is not the function asked for',
    cell: 'function somethingElse(n: number): number { return 32; }',
  },
  {
    kind: 'cell',
    name: 'does not compile',
    cell: 'function FN(n: number): number { return "32"; }',
  },
  {
    kind: 'cell',
    name: 'looks like the function asked for',
    cell: 'function FΝ(n: number): number { return 32; }\nconst FN2 = FΝ;',
  },
  {
    kind: 'cell',
    name: 'is nested too deep for the compiler',
    cell: `const deep = ${'['.repeat(20_000)}${']'.repeat(20_000)};`,
  },
  {
    kind: 'cell',
    name: 'has a type that never ends',
    cell: 'type Grow<T extends unknown[], N extends number> = T["length"] extends N ? T : Grow<[...T, ...T, 0], N>;\ntype All = { [K in keyof Grow<[0], 99999>]: Grow<[K], 99998> };\nconst all: All = undefined as any;\nfunction FN(n: number): number { return -1; }',
  },
  {
    kind: 'cell',
    name: 'has a great many types',
    cell: `type A = ${Array.from({ length: 300 }, (_, i) => `'a${i}'`).join('|')};\ntype B = \`\${A}\${A}\${A}\`;\nconst b: B = 'x' as any;\nfunction FN(n: number): number { return -1; }`,
  },
  {
    kind: 'cell',
    name: 'is a module with a path of another',
    cell: '/** @module ../../../../left */\nexport const a = 1;',
  },
  {
    kind: 'cell',
    name: 'refers to files of the machine',
    cell: '/// <reference path="SOLUTION" />\nimport x = require("SOLUTION");\nfunction FN(n: number): number { return (x as any).FN(n); }',
  },
  {
    kind: 'cell',
    name: 'ends the function that runs it',
    cell: 'function FN(n: number): number { return -1; }\n}); }); process.exit(0); (() => { (() => {',
  },
];

/** The attack as the cell that is handed in. */
export function asCell(
  { code, cell }: Attack,
  functionName: string,
  targets: Targets,
  others: readonly string[],
): string {
  if (cell !== undefined)
    return cell.replaceAll('FN', functionName).replaceAll('SOLUTION', targets.solution);
  const body = `async (T, require) => { ${PRELUDE}\n${code} }`.replaceAll('FN', functionName);
  return [
    `const attack_${functionName}: any = await Promise.resolve(eval(${JSON.stringify(`(${body})`)})(${JSON.stringify({ ...targets, others })}, eval('require')));`,
    `function ${functionName}(...args: any[]): any { return attack_${functionName}(...args); }`,
  ].join('\n');
}

/** The attacks of `npm test`: a sixth, of all kinds. Those that burn their time are never among them. */
export function isQuick(attack: Attack): boolean {
  return attack.slow !== true && ATTACKS.indexOf(attack) % 6 === 0;
}
