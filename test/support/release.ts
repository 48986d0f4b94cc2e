import { releaseBuffers } from '../../src/kernel/spawn';

// What the files before this one reserved counts when this one starts a process.
releaseBuffers();
