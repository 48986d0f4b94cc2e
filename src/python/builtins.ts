import { PyDict_SetItem } from '../objects';
import { installFunctions } from './builtin-functions';
import { installLengthHints } from './length-hints';
import { installModules } from './modules';
import { installArray } from './modules/array';
import { installDeque } from './modules/collections';
import { installItertools } from './modules/itertools';
import { installWeakrefs } from './modules/weakref';
import type { Runtime } from './runtime';
import { installBytes } from './type-bytes';
import { installContainers } from './type-containers';
import { installDicts } from './type-dicts';
import { installExceptions } from './type-exceptions';
import { installIterators } from './type-iterators';
import { installMemoryView } from './type-memoryview';
import { installNumbers } from './type-numbers';
import { installObjects } from './type-objects';
import { installODict } from './type-odict';
import { installSets } from './type-sets';
import { installStrings } from './type-strings';

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
    rt.builtins.set(rt.name(name), word);
  };
  for (const name of NAMED_TYPES) define(name, py.type(name));
  define('NotImplemented', py.statics.notImplemented);
  define('Ellipsis', py.statics.ellipsis);
  define('__name__', rt.str('builtins'));
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
  installModules(rt);
  rt.makers.set('builtins', (_module, dict) => {
    for (const [name, word] of rt.builtins) PyDict_SetItem(py, dict, name, word);
  });
}
