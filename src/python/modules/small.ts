import { formatException } from '../ceval/traceback';
import { asNumber } from '../objects/index-numbers';
import { asText } from '../runtime/errors';
import type { Runtime } from '../runtime/runtime';
import { newStr } from '../runtime/values';
import { arrayModule } from './array';
import { atexitModule } from './atexit';
import { collectionsModule } from './collections';
import { ctypesModule } from './ctypes';
import { register } from './define';
import { functoolsModule } from './functools';
import { ioModule } from './io';
import { itertoolsModule } from './itertools';
import { mathModule } from './math';
import { namespaceModule } from './namespace';
import { operatorModule } from './operator';
import { osModule, resourceModule } from './os';
import { randomModule } from './random';
import { schedulerModule } from './scheduler';
import { lineOfSource } from './source-lines';
import { timeModule } from './time';

/** Modules of native functions, with little or no Python. */
export function installSmallModules(rt: Runtime): void {
  register(rt, 'time', timeModule);
  register(rt, 'math', mathModule);
  register(rt, '_random', randomModule);
  register(rt, '_os', osModule);
  register(rt, 'resource', resourceModule);
  register(rt, '_scheduler', schedulerModule);
  register(rt, '_io', ioModule);
  register(rt, '_types', namespaceModule);
  register(rt, 'itertools', itertoolsModule);
  register(rt, '_functools', functoolsModule);
  register(rt, '_operator', operatorModule);
  register(rt, '_collections', collectionsModule);
  register(rt, 'array', arrayModule);
  register(rt, '_ctypes', ctypesModule);
  register(rt, '_traceback', (_rt, define) => {
    define.call('_format', 1, 1, ([exception]) => newStr(rt, formatException(rt, exception!)));
  });
  register(rt, 'atexit', atexitModule);
  register(rt, '_linecache', (_rt, define) => {
    define.call('getline', 2, 2, ([file, line]) =>
      newStr(rt, lineOfSource(rt, asText(rt, file!), asNumber(rt, line!))),
    );
  });
}
