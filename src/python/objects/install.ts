import { slotsOf } from '../runtime/define';
import type { Runtime } from '../runtime/runtime';
import { installCode } from './code';
import { installDescriptors } from './descriptors';
import { installFrames } from './frame-type';
import { installFunctions } from './function';
import { installAliases } from './generic-alias';
import { superAttribute } from './getattr';
import { installMappingProxy } from './mapping-proxy';
import { installNativeMethods } from './native-methods';
import { installObject } from './object';
import { installType } from './type';

/*
 * The types that all others need.
 */

/** `object`, `type`, functions, methods, properties, cells, modules, frames. */
export function installObjects(rt: Runtime): void {
  installObject(rt);
  installType(rt);
  installFunctions(rt);
  installNativeMethods(rt);
  installCode(rt);
  installDescriptors(rt);
  slotsOf(rt, rt.superType).getAttr = (o, name) => superAttribute(rt, o, name);
  installFrames(rt);
  installAliases(rt);
  installMappingProxy(rt);
}
