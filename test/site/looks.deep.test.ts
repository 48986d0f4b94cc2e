import { testLooks } from './looks';

testLooks(() => true);
