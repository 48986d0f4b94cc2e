import { raiseError } from './errors';
import { FUEL, type Runtime } from './runtime';

/** What built-in functions that go on for long call now and then: a program that should stop, stops in them. */
export function checkSignals(rt: Runtime): void {
  rt.itemsLeft = FUEL;
  if (rt.host.interrupted()) raiseError(rt, 'KeyboardInterrupt', '');
}
