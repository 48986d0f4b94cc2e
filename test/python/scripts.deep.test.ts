import { testScripts } from './scripts';

testScripts('all');
