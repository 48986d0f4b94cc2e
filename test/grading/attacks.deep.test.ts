import { ATTACKS, isQuick } from './attacks/catalogue';
import { testAttacks } from './attacks/harness';

/*
 * The attacks that `npm test` leaves out; then each layer of the wall by itself, which holds every attack as well. Without
 * the runtime's, cells run in Node with all that it grants.
 */

jest.setTimeout(120_000);

testAttacks(
  'both layers',
  { runtime: true, system: true },
  ATTACKS.filter((attack) => !isQuick(attack)),
);
testAttacks('the runtime alone', { runtime: true, system: false });
testAttacks('the system alone', { runtime: false, system: true });
