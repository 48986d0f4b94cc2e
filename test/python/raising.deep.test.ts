import { testRaising } from './raising';

testRaising('all');
