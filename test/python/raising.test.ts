import { testRaising } from './raising';

testRaising('one');
