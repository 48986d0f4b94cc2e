import { testLooks } from './looks';

// A page in the light and one in the dark, wide and narrow by turns; all four of each in looks.deep.test.ts.
testLooks((page, look) => look % 2 === page % 2);
