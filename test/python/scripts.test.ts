import { testScripts } from './scripts';

testScripts('two');
