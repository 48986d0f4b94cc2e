import {
  PyDict_DelItem,
  PyDict_GetItem,
  PyDict_Items,
  PyDict_SetItem,
} from '../objects/dictobject';
import { PyModule_New } from '../objects/field-objects';
import { Dict, TypeWord } from '../objects/structs';
import type { Process } from '../process/process';
import type { Frame as TracedFrame } from '../tracemalloc/tracer';
import { callFunction } from './ceval/call-function';
import { importModule } from './ceval/import';
import { OPERATIONS } from './ceval/operations';
import { writeStderr } from './ceval/std-files';
import { THREADED } from './ceval/threaded-calls';
import { Scheduler } from './ceval/threads';
import { writeUnraisable } from './ceval/unraisable';
import type { Code } from './compile/code';
import { installBuiltins } from './modules/builtins';
import { callMethodWord } from './objects/bind';
import { callBorrowed } from './objects/call';
import { clearFreeFrames, fillFreeFrames, freeZombie, keepFrame } from './objects/frame';
import { finalizeGenerator } from './objects/generator';
import { lookupAttr } from './objects/getattr';
import { installKeyMethods } from './objects/hash';
import { installSlots } from './objects/install-slots';
import { setUpIterators } from './objects/iterator-slots';
import { dirOf } from './objects/object';
import { callClass, callInstance } from './objects/slot-call';
import type { Host } from './os/host';
import type { System } from './os/system-calls';
import { FreeListResidue } from './residue/free-lists';
import { NATIVE_INDEX } from './runtime/define';
import { asText, toPython } from './runtime/errors';
import type { Frame } from './runtime/frame';
import { special } from './runtime/lookup';
import { moduleDict } from './runtime/modules';
import { newRef } from './runtime/refs';
import { Runtime } from './runtime/runtime';
import { dictGet, dictPut, internApart, internName, newDict, staticObject } from './runtime/values';

/*
 * The life of an interpreter: what is made when it starts, what happens when it ends (Python/pylifecycle.c).
 */

/** A fresh interpreter on a process: its types and modules are there, and an empty `__main__`. */
export function newRuntime(process: Process, host: Host, system: System): Runtime {
  const rt = new Runtime(process, host, system);
  const { py } = rt;
  rt.callFunction = callFunction;
  rt.callType = callClass;
  rt.callInstance = callInstance;
  rt.operations = OPERATIONS;
  rt.threaded = THREADED;
  rt.residue = new FreeListResidue(rt);
  rt.threads = new Scheduler(rt);
  rt.builtinsDict = staticDict(rt);
  rt.modules = staticDict(rt);
  internApart(rt);
  setUpIterators(rt);
  installSlots(rt);
  installKeyMethods(rt);
  fillFreeFrames(rt);
  for (const type of [rt.generatorType, rt.coroutineType, rt.asyncGeneratorType]) {
    py.setFunction(type + TypeWord.FINALIZE, '_PyGen_Finalize');
  }
  installBuiltins(rt);
  connectHooks(rt);
  rt.main = PyModule_New(py, '__main__');
  const dict = moduleDict(rt, rt.main);
  if (!rt.py.version.compiler.lazyAnnotations) dictPut(rt, dict, '__annotations__', newDict(rt));
  const builtins = importModule(rt, 'builtins');
  rt.builtinNames = moduleDict(rt, builtins);
  dictPut(rt, dict, '__builtins__', newRef(rt, builtins));
  PyDict_SetItem(py, rt.modules, internName(rt, '__main__'), rt.main);
  rt.residue.startUp();
  process.interpreterIsThere();
  return rt;
}

/** A dict of the interpreter's own, which no collection looks at. */
function staticDict(rt: Runtime): number {
  const { py } = rt;
  const op = staticObject(rt, rt.dictType, py.structs.get('PyDictObject').size);
  py.store(op + Dict.KEYS, py.statics.emptyKeys);
  if (py.version.objects.instanceDict === 'dict-slot')
    py.store(op + Dict.VALUES, py.statics.emptyValues);
  return op;
}

/** Hooks into the objects below: finalizers, weak references, the collector, the tracer. */
function connectHooks(rt: Runtime): void {
  const { py, process } = rt;
  const outer = py.callbacks;
  py.callbacks = {
    finalize: (op) => {
      if (rt.generators.has(op))
        runUnraisable(rt, () => finalizeGenerator(rt, op), 'generator', op);
      else if (!callFinalizer(rt, op)) outer?.finalize(op);
    },
    weakref: (callback, ref) => {
      const type = py.typeOf(callback);
      if (type === rt.nativeType && rt.py.get(callback + NATIVE_INDEX) === 0)
        outer?.weakref(callback, ref);
      else
        runUnraisable(rt, () => py.decref(callBorrowed(rt, callback, [ref])), 'weakref', callback);
    },
    freeing: (op, type) => forgetObject(rt, op, type),
    keepFrame: (op) => rt.framesAreObjects && keepFrame(rt, op),
  };
  process.tracer.source = () => currentTraceback(rt);
  process.collector.clock = () => rt.host.perfCounter();
  process.collector.onClearFreeLists = () => clearFreeFrames(rt);
  process.collector.report = (text) => runUnraisable(rt, () => writeStderr(rt, text), 'gc', 0);
}

/** Runs `__del__`. @returns whether the class has one */
function callFinalizer(rt: Runtime, op: number): boolean {
  const method = special(rt, rt.py.typeOf(op), '__del__');
  if (method === 0) return false;
  runUnraisable(rt, () => rt.py.decref(callMethodWord(rt, method, op, [])), 'finalizer', method);
  return true;
}

/** What a finalizer raises is printed, and goes no further. */
function runUnraisable(
  rt: Runtime,
  body: () => void,
  what: 'finalizer' | 'weakref' | 'generator' | 'gc',
  obj: number,
): void {
  if (rt.dead) return;
  const { frame, depth, handled, returned } = rt;
  rt.returned = 0;
  try {
    body();
  } catch (error) {
    const exc = toPython(rt, error);
    writeUnraisable(rt, exc.op, obj, rt.messages.unraisable[what]);
    rt.py.decref(exc.op);
  }
  if (rt.returned !== 0) rt.py.decref(rt.returned);
  rt.returned = returned;
  rt.frame = frame;
  rt.depth = depth;
  rt.handled = handled;
}

function isGeneratorType(rt: Runtime, type: number): boolean {
  return type === rt.generatorType || type === rt.coroutineType || type === rt.asyncGeneratorType;
}

function forgetObject(rt: Runtime, op: number, type: number): void {
  if (type === rt.codeType) {
    const code = rt.codes[rt.py.get(op + rt.codeIndex)];
    if (code?.word === op) freeCode(rt, code);
  } else if (isGeneratorType(rt, type)) rt.generators.delete(op);
  else if (type === rt.memoryviewType) rt.freeingView(op);
  else rt.freeing.get(type)?.(op);
}

function freeCode(rt: Runtime, code: Code): void {
  freeZombie(rt, code);
  const inner = code.inner.splice(0).map(({ word }) => word);
  for (const word of [...code.consts, ...inner, ...code.names]) rt.py.decref(word);
  code.consts.clear();
  code.names.clear();
}

/** The traceback of code that is not Python's. */
const NO_FRAMES: readonly TracedFrame[] = [{ filename: '<unknown>', lineno: 0 }];

/** The traceback of the frames of this moment. */
function currentTraceback(rt: Runtime): number {
  const { tracer } = rt.process;
  const { frame } = rt;
  if (frame === null) return tracer.intern(NO_FRAMES, 1);
  const { line } = frame;
  if (frame.tracedAt === line && frame.tracedEpoch === tracer.epoch) return frame.traceback;
  const frames: TracedFrame[] = [];
  let total = 0;
  for (let each: Frame | null = frame; each !== null; each = each.back) {
    if (frames.length < tracer.limit)
      frames.push({ filename: each.code.filename, lineno: each.line });
    total++;
  }
  frame.traceback = tracer.intern(frames, total);
  frame.tracedAt = line;
  frame.tracedEpoch = tracer.epoch;
  return frame.traceback;
}

/** The attributes of the object with a dotted name, as `dir` lists them. */
export function attributesOf(rt: Runtime, path: string): string[] {
  const [first, ...rest] = path.split('.');
  let op =
    PyDict_GetItem(rt.py, moduleDict(rt, rt.main), internName(rt, first!)) ||
    (rt.builtins.get(internName(rt, first!)) ?? 0);
  for (const name of rest) {
    if (op === 0) return [];
    op = lookupAttr(rt, op, internName(rt, name));
  }
  return op === 0 ? [] : dirOf(rt, op);
}

/** `finalize_modules_delete_special`: the streams that a program put into `sys` go first. */
function restoreStreams(rt: Runtime): void {
  const names = moduleDict(rt, dictGet(rt, rt.modules, 'sys') || rt.main);
  for (const name of ['stdin', 'stdout', 'stderr']) {
    const first = dictGet(rt, names, `__${name}__`);
    if (first !== 0 && dictGet(rt, names, name) !== first)
      dictPut(rt, names, name, newRef(rt, first));
  }
}

/** `finalize_modules`: drops `__main__` and what only it held; cycles in the collector's order. */
export function finalizeModules(rt: Runtime): void {
  const { py } = rt;
  const dict = moduleDict(rt, rt.main);
  const held = py.refcnt(dict) > 1;
  restoreStreams(rt);
  PyDict_DelItem(py, rt.modules, internName(rt, '__main__'));
  py.decref(rt.main);
  if (!held) return;
  rt.process.collector.collect(2);
  // Another object may be where the module was.
  const { collector } = rt.process;
  const stays = collector.getObjects().includes(rt.main) && py.typeOf(rt.main) === rt.moduleType;
  if (!stays || moduleDict(rt, rt.main) !== dict) return;
  // The module is still there: its variables become None, those with an underscore first.
  const items = PyDict_Items(py, dict);
  const clear = (which: (name: string) => boolean): void => {
    for (let i = 0; i < items.length; i += 2) {
      const name = asText(rt, items[i]!);
      if (which(name) && name !== '__builtins__') PyDict_SetItem(py, dict, items[i]!, py.none);
    }
  };
  clear((name) => name.startsWith('_') && !name.startsWith('__'));
  clear((name) => !name.startsWith('_'));
  rt.process.collector.collect(2);
}
