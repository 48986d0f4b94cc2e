import { existsSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(__dirname, '..', '..');
export const GOLDEN = join(ROOT, 'test', 'golden');
export const BIN = join(ROOT, 'bin', 'heaplab.js');

/** Chromium, where there is one. Its headless shell has no windows of its own to prepare: two thirds of the time. */
export const CHROMIUM = [
  process.env.HEAPLAB_CHROMIUM,
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path): path is string => path !== undefined && path !== '' && existsSync(path));
