import type { Native, NativeCall, Waiting } from '../runtime/native';
import type { Runtime } from '../runtime/runtime';
import type { New } from '../runtime/runtime-instances';
import { gcModule } from './gc';
import { installSmallModules } from './small';
import { installPythonModules } from './sources';
import { sysModule } from './sys';
import { tracemallocModule } from './tracemalloc';
import { weakrefModule } from './weakref';

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
  waiting(name: string, min: number, max: number, waiting: Waiting): void;
  /** A type with a name of the module's in it: how its objects are made. @returns the type */
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
        rt.dictPut(dict, key, rt.I(rt.nativeFunction(key, call, min, max, keywords))),
      waiting: (key, min, max, waiting) => {
        const call: NativeCall = (args) => {
          const wait = waiting.begin(args);
          rt.scheduler.wait(wait);
          return waiting.end(wait);
        };
        rt.dictPut(dict, key, rt.I(rt.nativeFunction(key, call, min, max, false, waiting)));
      },
      type: (qualified, make) => {
        const word = rt.py.type(qualified);
        rt.news.set(word, make);
        rt.dictPut(dict, qualified.slice(qualified.lastIndexOf('.') + 1), rt.I(word));
        return word;
      },
      value: (key, word) => rt.dictPut(dict, key, word),
    });
  });
}

/** The modules that programs can import. */
export function installModules(rt: Runtime): void {
  register(rt, 'sys', sysModule);
  register(rt, 'gc', gcModule);
  register(rt, '_tracemalloc', tracemallocModule);
  register(rt, '_weakref', weakrefModule);
  installSmallModules(rt);
  installPythonModules(rt);
}
