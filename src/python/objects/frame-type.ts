import { clearVariables } from '../../objects/dealloc';
import { codeSlots, framePlaces } from '../../objects/field-objects';
import { Cell } from '../../objects/structs';
import type { Code } from '../compile/code';
import { defineGetSet, defineMethod } from '../runtime/define';
import { raiseError } from '../runtime/errors';
import { newNone, newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { internName, newDict, newInt } from '../runtime/values';
import { dictSet } from './dict-update';
import { frameObject } from './frame';
import { besideHidden, frameLocals } from './frame-locals';
import { closeGenerator } from './generator';

/*
 * Frames as programs see them (Objects/frameobject.c).
 */

export function installFrames(rt: Runtime): void {
  const { py } = rt;
  const traceback = py.type('traceback');
  const tb = (field: string): number => py.structs.offset('PyTracebackObject', field) >> 2;
  defineGetSet(rt, traceback, 'tb_next', (o) => newRef(rt, py.load(o + tb('tb_next')) || py.none));
  defineGetSet(rt, traceback, 'tb_frame', (o) => newRef(rt, py.load(o + tb('tb_frame'))));
  defineGetSet(rt, traceback, 'tb_lineno', (o) => newInt(rt, py.get(o + tb('tb_lineno'))));
  defineGetSet(rt, traceback, 'tb_lasti', (o) => newInt(rt, py.get(o + tb('tb_lasti')) * 2));
  const frame = py.type('frame');
  const known = (o: number) => rt.frames.get(o);
  defineGetSet(rt, frame, 'f_lineno', (o) => newInt(rt, known(o)?.line ?? 0));
  defineMethod(rt, frame, 'clear', 0, 0, ([o]) => {
    clearFrame(rt, o!);
    return newNone(rt);
  });
  defineGetSet(rt, frame, 'f_code', (o) => newRef(rt, known(o)?.code.word ?? py.none));
  defineGetSet(rt, frame, 'f_globals', (o) => newRef(rt, known(o)?.globals ?? py.none));
  defineGetSet(rt, frame, 'f_back', (o) => {
    const back = known(o)?.back;
    return back ? newRef(rt, frameObject(rt, back)) : newNone(rt);
  });
  const locals = (o: number): number => {
    const each = known(o);
    if (each && each.locals !== 0) return newRef(rt, each.locals);
    if (each?.snapshot && each.object === o) return frameLocals(rt, each);
    if (each && each.slots !== 0) return localsAt(rt, each.slots, each.code);
    // One that ended and is still held, as those of a traceback are.
    if (each?.object === 0) return localsAt(rt, o + framePlaces(py).slots, each.code);
    return newDict(rt);
  };
  defineGetSet(rt, frame, 'f_locals', (o) => besideHidden(rt, () => locals(o)));
}

/** `frame_clear`: drops the variables of a frame that has ended, or closes the generator that it is of. */
function clearFrame(rt: Runtime, o: number): void {
  const { py } = rt;
  for (let each = rt.frame; each !== null; each = each.back)
    if (each.object === o) raiseError(rt, 'RuntimeError', 'cannot clear an executing frame');
  const frame = rt.frames.get(o);
  for (const [gen, state] of rt.generators) {
    if (state.frame !== frame || state.state === 'done') continue;
    if (state.state === 'suspended' && rt.behaviour.suspendedStay)
      raiseError(rt, 'RuntimeError', rt.messages.suspendedFrame);
    closeGenerator(rt, gen);
    if (!rt.framesAreObjects) return;
  }
  const { code, slots } = framePlaces(py);
  if (frame?.object !== 0) return;
  clearVariables(py, o + slots, codeSlots(py, py.load(o + code)));
}

/** The variables in a frame's slots, as a dict. */
function localsAt(rt: Runtime, slots: number, code: Code): number {
  const { py } = rt;
  const dict = newDict(rt);
  for (const [i, name] of [...code.ownNames, ...code.freevars].entries()) {
    const held = py.load(slots + i * 2);
    const isCell = held !== 0 && py.typeOf(held) === rt.cellType;
    const word = isCell ? py.load(held + Cell.REF) : held;
    if (word !== 0) dictSet(rt, dict, newRef(rt, internName(rt, name)), newRef(rt, word));
  }
  return dict;
}
