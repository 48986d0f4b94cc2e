import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './support/dist';

const text = readFileSync(join(ROOT, 'docs', 'architecture.md'), 'utf8');

test('each step of the walk through the floors is where docs/architecture.md says', () => {
  const steps = [...text.matchAll(/^\| *\d+\..*?\| *`(src\/[^`]+)` *\|([^|]*)\|$/gm)];
  expect(steps.length).toBeGreaterThan(15);
  for (const [, file, functions] of steps) {
    const source = readFileSync(join(ROOT, file!), 'utf8');
    for (const [, name] of functions!.matchAll(/`([\w.]+)`/g)) {
      for (const part of name!.split('.')) {
        expect({ file, defines: part, is: new RegExp(`\\b${part}\\b`).test(source) }).toEqual({
          file,
          defines: part,
          is: true,
        });
      }
    }
  }
});

test('every folder inside src/python is explained', () => {
  for (const [, folder] of text.matchAll(/^\| `(\w+)` +\|/gm)) {
    expect({ folder, is: existsSync(join(ROOT, 'src', 'python', folder!)) }).toEqual({
      folder,
      is: true,
    });
  }
});
