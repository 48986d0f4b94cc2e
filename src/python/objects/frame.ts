import { codeSlots, framePlaces, PyFrame_New } from '../../objects/field-objects';
import { Ob } from '../../objects/structs';
import type { Code } from '../compile/code';
import { untraced } from '../runtime/collect';
import type { Frame } from '../runtime/frame';
import { libraryFile } from '../runtime/modules';
import { newRef } from '../runtime/refs';
import { isLent, type Runtime } from '../runtime/runtime';

/*
 * Frame objects, and the code that they run (Objects/frameobject.c).
 */

/** Frames that wait for other calls at most. */
const FREE_FRAMES = 200;

/** Words of the collector's head before a frame. */
const FRAME_HEAD = 4;

/** The object of a frame, made at the first use. Borrowed from the frame. */
export function frameObject(rt: Runtime, frame: Frame): number {
  if (frame.object === 0) {
    frame.object = PyFrame_New(rt.py, frame.code.word, false);
    rt.frames.set(frame.object, frame);
  }
  return frame.object;
}

/** To 3.10: a frame that outlives its call holds the dicts in which its names are looked up. */
export function holdNames(rt: Runtime, object: number, globals: number): void {
  const { py } = rt;
  const [builtinsWord, globalsWord] = framePlaces(py).names;
  if (globalsWord === undefined) return;
  py.store(object + builtinsWord!, newRef(rt, rt.builtinsDict));
  py.store(object + globalsWord, newRef(rt, globals));
}

/** The frame's object takes its locals over. It takes references of its own to borrowed ones. */
export function release(rt: Runtime, frame: Frame, locals: readonly number[]): void {
  const { py } = rt;
  const { object } = frame;
  const { func, slots } = framePlaces(py);
  if (func !== 0 && frame.func !== 0) py.store(object + func, newRef(rt, frame.func));
  holdNames(rt, object, frame.globals);
  for (let i = 0; i < locals.length && i < codeSlots(py, frame.code.word); i++) {
    const local = locals[i]!;
    if (local === 0) continue;
    if (isLent(frame.mask, i)) py.incref(local);
    py.store(object + slots + i * 2, local);
  }
  if (frame.back) {
    const back = frameObject(rt, frame.back);
    py.store(object + (py.structs.offset('PyFrameObject', 'f_back') >> 2), newRef(rt, back));
  }
  frame.object = 0;
  py.gc.track(object);
  py.decref(object);
}

/** A frame object for a code, not tracked: the code's own, one from the free list, or a new one. */
export function takeFrame(rt: Runtime, code: Code): number {
  const { py } = rt;
  let op = code.zombie;
  if (op !== 0) {
    code.zombie = 0;
    py.memory.touch(op, 2);
    py.i32[op] = 1;
    py.reused(op - FRAME_HEAD);
    py.incref(code.word);
  } else if (!code.spared && isOfLibrary(rt, code)) {
    // It has had a frame since the start-up: taking it is not an allocation.
    code.spared = true;
    op = untraced(rt, () => PyFrame_New(py, code.word, false));
    py.gc.deleted();
  } else if (rt.freeFrames.length > 0) op = reuseFrame(rt, code);
  else op = PyFrame_New(py, code.word, false);
  return op;
}

/** To 3.10 each call makes a frame object. */
export function newFrameObject(rt: Runtime, frame: Frame): void {
  frame.object = takeFrame(rt, frame.code);
  rt.frames.set(frame.object, frame);
}

/**
 * Whether CPython has no frame of its own for a code: the functions of abc.py ran at start-up, and what a module
 * calls while it is imported is counted by `importFrames`.
 */
function isOfLibrary(rt: Runtime, { filename }: Code): boolean {
  if (!rt.librarySources.has(filename)) return false;
  return rt.importing.size > 0 || filename === libraryFile(rt, 'abc.py');
}

/** Frames that the start of the interpreter left behind: those for calls, and one that the program's module takes. */
export function fillFreeFrames(rt: Runtime): void {
  const { startUp } = rt.py.version;
  if (rt.framesAreObjects && startUp?.freeFrames) addFreeFrames(rt, [...startUp.freeFrames, 0]);
}

/** Frames that wait for calls, the last one first: empty ones, with room for so many slots. */
function addFreeFrames(rt: Runtime, sizes: readonly number[]): void {
  const { py } = rt;
  const { slots } = framePlaces(py);
  for (const size of sizes) {
    const words = slots + 2 + size * 2;
    const op = untraced(rt, () => py.newGcObject(py.type('frame'), words * 4));
    py.gc.deleted();
    py.i32.fill(0, op + Ob.HEAD_WORDS, op + words);
    py.i32[op] = 0;
    py.set(op + Ob.SIZE, size);
    rt.freeFrames.push(op);
  }
}

/** A frame off the free list when the locals of the code fit; otherwise a new frame. */
function reuseFrame(rt: Runtime, code: Code): number {
  const { py } = rt;
  const op = rt.freeFrames.pop()!;
  const { slots, code: codeWord } = framePlaces(py);
  if (py.get(op + Ob.SIZE) < code.slots) {
    const block = py.realloc(op - FRAME_HEAD, 16 + (slots + 2 + code.slots * 2) * 4);
    const moved = block + FRAME_HEAD;
    py.memory.touch(moved, slots + code.slots * 2);
    py.set(moved + Ob.SIZE, code.slots);
    py.i32[moved] = 1;
    py.reused(block);
    py.store(moved + codeWord, newRef(rt, code.word));
    py.i32.fill(0, moved + slots, moved + slots + code.slots * 2);
    return moved;
  }
  py.memory.touch(op, 2);
  py.i32[op] = 1;
  py.reused(op - FRAME_HEAD);
  py.store(op + codeWord, newRef(rt, code.word));
  return op;
}

/**
 * The first import of a module of the library leaves frames of `importlib`, whose functions call each other (to 3.10),
 * in place of the first one that waits.
 */
export function importedFrames(rt: Runtime): void {
  if (!rt.framesAreObjects || rt.importedFrames) return;
  rt.importedFrames = true;
  addFreeFrames(rt, rt.py.version.startUp?.importFrames ?? []);
}

/** The frame is done; its locals are still there. */
export function leave(rt: Runtime, frame: Frame): void {
  rt.frame = frame.back;
  rt.depth--;
}

/** Whether the frame's object outlives the call; to 3.10 its block waits for the code's next one. */
export function keeps(rt: Runtime, frame: Frame): boolean {
  const { py } = rt;
  const op = frame.object;
  if (py.refcnt(op) > 1) return true;
  rt.frames.delete(op);
  frame.object = 0;
  if (rt.framesAreObjects) recycleFrame(rt, op, frame.code);
  else py.decref(op);
  return false;
}

/** `frame_dealloc`: an empty frame waits for its code's next call, or on the free list. */
export function recycleFrame(rt: Runtime, op: number, code: Code): void {
  const { py } = rt;
  if (code.zombie === 0) code.zombie = op;
  else if (rt.freeFrames.length < FREE_FRAMES) rt.freeFrames.push(op);
  else {
    py.decref(op);
    return;
  }
  py.memory.touch(op, 1);
  py.i32[op] = 0;
  py.decref(code.word);
}

/** `frame_dealloc` of one that outlived its call: whether it waits, as others do. */
export function keepFrame(rt: Runtime, op: number): boolean {
  const { py } = rt;
  const word = py.load(op + framePlaces(py).code);
  const code = rt.codes[py.get(word + rt.codeIndex)];
  if (code?.word !== word) return false;
  // The frame that a generator keeps is another one.
  if (code.isGenerator || code.isCoroutine) return false;
  if (code.zombie !== 0 && rt.freeFrames.length >= FREE_FRAMES) return false;
  rt.frames.delete(op);
  recycleFrame(rt, op, code);
  return true;
}

/** `PyFrame_ClearFreeList`: a full collection frees the frames that wait. */
export function clearFreeFrames(rt: Runtime): void {
  for (let op = rt.freeFrames.pop(); op !== undefined; op = rt.freeFrames.pop())
    rt.py.deleteGcObject(op, rt.py.type('frame'));
}

/** Frees what a code object keeps for its calls; the code is about to die. */
export function freeZombie(rt: Runtime, code: Code): void {
  const op = code.zombie;
  if (op === 0) return;
  code.zombie = 0;
  rt.py.store(op + framePlaces(rt.py).code, 0);
  rt.py.deleteGcObject(op, rt.py.type('frame'));
}

export function codeOf(rt: Runtime, func: number): Code {
  const { py } = rt;
  return rt.codes[py.i32[py.load(func + rt.funcCode) + rt.codeIndex]!]!;
}
