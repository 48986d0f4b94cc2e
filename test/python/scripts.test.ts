import { testScripts } from './scripts';

testScripts('one');
