import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../dist/src/kernel/paths';
import { SITE } from '../dist/src/site/lessons';
import { addressesIn } from '../test/support/addresses';

/*
 * Writes down the addresses of sections that the pages have (lessons/addresses.json): what was once
 * there stays in the list, and a test says when a page has lost one.
 */

const FILE = join(PACKAGE_ROOT, 'lessons', 'addresses.json');
const known: Record<string, string[]> = existsSync(FILE)
  ? JSON.parse(readFileSync(FILE, 'utf8'))
  : {};
for (const name of readdirSync(join(SITE, 'lessons')).sort()) {
  const path = `lessons/${name}`;
  const here = addressesIn(readFileSync(join(SITE, path), 'utf8'));
  known[path] = [...new Set([...(known[path] ?? []), ...here])];
}
const lines = Object.entries(known).map(
  ([path, ids]) => ` ${JSON.stringify(path)}: ${JSON.stringify(ids)}`,
);
writeFileSync(FILE, `{\n${lines.join(',\n')}\n}\n`);
