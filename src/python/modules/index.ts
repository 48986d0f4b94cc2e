import type { Runtime } from '../runtime/runtime';
import { register } from './define';

import { gcModule } from './gc';
import { installSmallModules } from './small';
import { installPythonModules } from './sources';
import { sysModule } from './sys';
import { tracemallocModule } from './tracemalloc';
import { weakrefModule } from './weakref';

/** The modules that programs can import. */
export function installModules(rt: Runtime): void {
  register(rt, 'sys', sysModule);
  register(rt, 'gc', gcModule);
  register(rt, '_tracemalloc', tracemallocModule);
  register(rt, '_weakref', weakrefModule);
  installSmallModules(rt);
  installPythonModules(rt);
}
