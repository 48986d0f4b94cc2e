import { pages, testLooks } from './looks';

// Each page in each look.
testLooks(Object.fromEntries(pages.map((path) => [path, [0, 1, 2, 3]])));
