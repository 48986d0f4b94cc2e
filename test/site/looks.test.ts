import { testLooks } from './looks';

// Each page in one of the four looks, by turns; all four of each in looks.deep.test.ts.
testLooks((page, look) => look === page % 4);
