import { defineNew, nativeFunction } from '../runtime/define';
import type { Native, NativeCall, WaitingCall } from '../runtime/native';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import type { New } from '../runtime/slots';
import { dictPut } from '../runtime/values';

/** Puts things into a module. */
export interface Define {
  call(
    name: string,
    min: number,
    max: number,
    call: NativeCall,
    keywords?: Native['keywords'],
  ): void;
  /** A function that may wait. */
  waiting(name: string, min: number, max: number, waiting: WaitingCall): void;
  /** Puts a type into the module, with the function that makes its objects. @returns the type */
  type(qualified: string, make: New): number;
  /** An object, which the module takes over. */
  value(name: string, word: number): void;
}

export type NativeModule = (rt: Runtime, define: Define) => void;

/** Makes a module of native functions importable. */
export function register(rt: Runtime, name: string, make: NativeModule): void {
  rt.makers.set(name, (_module, dict) => {
    make(rt, {
      call: (key, min, max, call, keywords) =>
        dictPut(
          rt,
          dict,
          key,
          newRef(rt, nativeFunction(rt, key, call, min, max, keywords, { owner: name })),
        ),
      waiting: (key, min, max, waiting) => {
        const call: NativeCall = (args) => {
          const wait = waiting.begin(args);
          rt.threads.wait(wait);
          return waiting.end(wait);
        };
        dictPut(
          rt,
          dict,
          key,
          newRef(rt, nativeFunction(rt, key, call, min, max, false, { waiting, owner: name })),
        );
      },
      type: (qualified, make) => {
        const word = rt.py.type(qualified);
        defineNew(rt, word, make);
        dictPut(rt, dict, qualified.slice(qualified.lastIndexOf('.') + 1), newRef(rt, word));
        return word;
      },
      value: (key, word) => dictPut(rt, dict, key, word),
    });
  });
}
