import { testAttacks } from './attacks/harness';

/*
 * Each layer of the wall by itself holds every attack as well. Without the runtime's, cells run in Node with all
 * that it grants.
 */

jest.setTimeout(120_000);

testAttacks('the runtime alone', { runtime: true, system: false });
testAttacks('the system alone', { runtime: false, system: true });
