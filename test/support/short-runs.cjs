// For processes that run hundreds of short programs. Each takes a part of their processor time away.
const { setFlagsFromString } = require('node:v8');

/** Code is worth optimising only when it is very hot. V8 12 and later have no such flag. */
exports.optimiseRarely = () => {
  if (Number.parseInt(process.versions.v8, 10) < 12)
    setFlagsFromString('--interrupt-budget=1000000');
};

/**
 * New objects have room to die young. Simulated processes that nothing refers to stay longer, too: not for a process
 * that starts others, which the host has to find room for (src/kernel/spawn.ts).
 */
exports.makeRoomForNewObjects = () => {
  setFlagsFromString('--min-semi-space-size=16');
  setFlagsFromString('--max-semi-space-size=64');
};
