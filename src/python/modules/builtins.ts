import { PyDict_SetItem } from '../../objects/dictobject';
import { installBytes } from '../objects/bytes';
import { installContainers } from '../objects/containers';
import { installDicts } from '../objects/dict';
import { installExceptions } from '../objects/exceptions';
import { installObjects } from '../objects/install';
import { installIterators } from '../objects/iterators';
import { installLengthHints } from '../objects/length-hints';
import { installMemoryView } from '../objects/memoryview';
import { installNumbers } from '../objects/numbers';
import { installODict } from '../objects/odict';
import { installSets } from '../objects/set';
import { installStrings } from '../objects/str';
import type { Runtime } from '../runtime/runtime';
import { internName, newStr } from '../runtime/values';

import { installModules } from '.';
import { installArray } from './array';
import { installFunctions } from './builtin-functions';
import { installDeque } from './collections';
import { installItertools } from './itertools';
import { installReduce } from './reduce';
import { installTypeReduce } from './type-reduce';
import { installWeakrefs } from './weakref';

/** Types that have a name in `builtins`. */
const NAMED_TYPES = [
  'object',
  'type',
  'int',
  'bool',
  'float',
  'complex',
  'str',
  'bytes',
  'bytearray',
  'memoryview',
  'tuple',
  'list',
  'dict',
  'set',
  'frozenset',
  'range',
  'slice',
  'property',
  'classmethod',
  'staticmethod',
  'super',
  'enumerate',
  'zip',
  'map',
  'filter',
  'reversed',
];

/** Fills `builtins`, and what the built-in types define. */
export function installBuiltins(rt: Runtime): void {
  const { py } = rt;
  const define = (name: string, word: number): void => {
    rt.builtins.set(internName(rt, name), word);
  };
  for (const name of NAMED_TYPES) define(name, py.type(name));
  define('NotImplemented', py.statics.notImplemented);
  define('Ellipsis', py.statics.ellipsis);
  define('__name__', newStr(rt, 'builtins'));
  installObjects(rt);
  installNumbers(rt);
  installStrings(rt);
  installBytes(rt);
  installContainers(rt);
  installDicts(rt);
  installODict(rt);
  installMemoryView(rt);
  installSets(rt);
  installIterators(rt);
  installLengthHints(rt);
  installItertools(rt);
  installDeque(rt);
  installArray(rt);
  installWeakrefs(rt);
  installExceptions(rt, define);
  installFunctions(rt, define);
  installReduce(rt);
  installTypeReduce(rt);
  installModules(rt);
  rt.makers.set('builtins', (_module, dict) => {
    for (const [name, word] of rt.builtins) PyDict_SetItem(py, dict, name, word);
  });
}
