import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NotebookCell, NotebookOutput } from '../../src/kernel/notebook';
import { codeHtml } from '../../src/site/code';
import { measureInts } from '../../src/site/figures';
import { readLessonNotebook } from '../../src/site/lessons';
import { Prose, readGlossary } from '../../src/site/markdown';
import { lessonModel } from '../../src/site/model';
import { asShown, outputsHtml } from '../../src/site/outputs';
import { formatOutputs, outputsFile, outputsOf, readOutputs } from '../../src/site/stored';
import { addressesIn } from '../support/addresses';
import { ROOT } from '../support/dist';

const glossary = readGlossary(
  '# Glossary\n\nWords.\n\n## pool\n\nA slice.\n**In fact:** it is not an arena.\n',
);

function markdownCell(id: string, source: string): NotebookCell {
  return { id, cell_type: 'markdown', source, metadata: {} };
}

function codeCell(id: string, source: string): NotebookCell {
  return { id, cell_type: 'code', source, metadata: {}, outputs: [] };
}

function shown(html: string): unknown {
  return { output_type: 'display_data', data: { 'text/html': html }, metadata: {} };
}

const about = { teaches: '', minutes: 1, needs: [], python: '3.12' };

describe('prose', () => {
  const prose = new Prose((href) => `to:${href}`, glossary.entries, 'G.html');

  test('HTML in it is text, links lead where the site has them', () => {
    expect(prose.html('<script>alert(1)</script> [a](b.ipynb)')).toBe(
      '<p>&lt;script&gt;alert(1)&lt;/script&gt; <a href="to:b.ipynb">a</a></p>\n',
    );
  });

  test('a term is marked once, where it first comes, and not in code or links', () => {
    const html = new Prose((href) => href, glossary.entries, 'G.html').html(
      '`pool` [pool](x) Pools and a pool, but no carpool.',
    );
    expect(html).toContain(
      '<a class="term" data-term="pool" href="G.html#pool">Pools</a> and a pool',
    );
    expect(html.match(/class="term"/g)).toHaveLength(1);
  });

  test('what is often said stands beside what was measured', () => {
    const html = prose.html('> **Often said:** it is 4. **Measured:** it is `5`.');
    expect(html).toContain('<h3>Often said</h3><p>It is 4.</p>');
    expect(html).toContain('<h3>Measured</h3><p>It is <code>5</code>.</p>');
    expect(html).not.toContain('blockquote');
  });
});

test('code and outputs are escaped', () => {
  const code = codeHtml("const x = '</code><script>';", 'typescript');
  expect(code).toContain('&lt;/code&gt;&lt;script&gt;');
  expect(code).toContain('<span class="tok-keyword">const</span>');
  expect(codeHtml('def f(): pass', 'python')).toContain('<span class="tok-keyword">def</span>');
  const outputs = outputsHtml([{ output_type: 'stream', name: 'stdout', text: '<script>' }]);
  expect(outputs).toBe('<pre class="stdout" tabindex="0">&lt;script&gt;</pre>');
});

test('tracebacks, traces and charts of them name the lines that a page shows, without `%%python`', () => {
  const error: NotebookOutput = {
    output_type: 'error',
    ename: 'ZeroDivisionError',
    evalue: 'division by zero',
    traceback: ['  File "<cell 12>", line 3, in <module>', '  File "<string>", line 3, in f'],
  };
  const html = outputsHtml([asShown(error)]);
  expect(html).toContain('&lt;cell 12&gt;&quot;, line 2, in');
  expect(html).toContain('&lt;string&gt;&quot;, line 3, in');
  const text = '<cell 1>:6: size=781 KiB';
  expect(asShown({ output_type: 'stream', name: 'stdout', text })).toMatchObject({
    text: '<cell 1>:5: size=781 KiB',
  });
  const chart = { 'application/vnd.vegalite.v5+json': { values: [{ line: '<cell 1>:6' }] } };
  expect(asShown({ output_type: 'display_data', data: chart, metadata: {} })).toMatchObject({
    data: { 'application/vnd.vegalite.v5+json': { values: [{ line: '<cell 1>:5' }] } },
  });
  const other: NotebookOutput = { output_type: 'stream', name: 'stdout', text: '<cell' };
  expect(asShown(other)).toBe(other);
});

describe('a lesson', () => {
  const cells = [
    markdownCell('t-0', '# Title\n\nOpening.'),
    codeCell('t-1', "predict('q', { ask: 'How many?' }, undefined);"),
    markdownCell('a-0', '## A\n\nThe answer is 5.'),
    codeCell('a-1', "reveal('q', 5);"),
    markdownCell('a-2', 'So it is.'),
    markdownCell('b-0', '## B\n\nFree.'),
  ];
  const notebook = { nbformat: 4 as const, nbformat_minor: 5, metadata: {}, cells };
  const outputs = {
    't-1': [
      shown(
        '<div class="heaplab-predict" data-ask="q" data-unit="&lt;bytes&gt;"><strong>Predict.</strong> How many?<br>…</div>',
      ),
    ],
    'a-1': [
      shown(
        '<div class="heaplab-predict" data-reveal="q" data-measured="5"><strong>Measured.</strong> How many?<br>5.</div>',
      ),
    ],
  } as never;
  const lesson = { name: '07-x', about, exercises: {} };
  const prose = new Prose((href) => href);

  test('a question covers all that follows, to the end of the section that answers it', () => {
    const { blocks, sections, points } = lessonModel(notebook, outputs, lesson, prose);
    expect(blocks.map(({ kind }) => kind)).toEqual(['prose', 'ask', 'heading', 'prose']);
    const ask = blocks[1]!;
    expect(ask).toMatchObject({ id: 'q', ask: 'How many?', unit: '<bytes>', measured: '5' });
    expect(ask.kind === 'ask' && ask.under.map(({ kind }) => kind)).toEqual([
      'heading',
      'prose',
      'cell',
      'prose',
    ]);
    expect(sections.map(({ id }) => id)).toEqual(['start', 'a', 'b']);
    expect(points).toBe(1);
  });

  test('a question that no cell answers is an error that names it', () => {
    const { 't-1': asked } = outputs as Record<string, never>;
    expect(() => lessonModel(notebook, { 't-1': asked! }, lesson, prose)).toThrow('prediction q');
  });
});

describe('stored outputs', () => {
  const lessons = readdirSync(join(ROOT, 'notebooks')).flatMap((name) =>
    name.endsWith('.ipynb') ? [name.replace('.ipynb', '')] : [],
  );

  test.each(lessons)('those of %s belong to the cells that its notebook has', (name) => {
    const notebook = readLessonNotebook(name);
    expect(existsSync(outputsFile(name))).toBe(true);
    const outputs = readOutputs(name, notebook);
    expect(Object.keys(outputs).length).toBeGreaterThan(8);
    const changed = structuredClone(notebook);
    changed.cells.find((cell) => cell.cell_type === 'code')!.source += '\n1;';
    expect(() => readOutputs(name, changed)).toThrow(`the outputs of ${name} are out of step`);
  });

  test('pictures are left out of the file, and drawn from their specs', () => {
    const notebook = readLessonNotebook('08-fragmentation');
    expect(readFileSync(outputsFile('08-fragmentation'), 'utf8')).not.toContain('svg+xml');
    const outputs = readOutputs('08-fragmentation', notebook);
    const charts = Object.values(outputs)
      .flat()
      .flatMap((output) => ('data' in output ? [output.data] : []));
    expect(charts.some((data) => String(data['image/svg+xml']).startsWith('<svg '))).toBe(true);
    for (const cell of notebook.cells) if (outputs[cell.id]) cell.outputs = [...outputs[cell.id]!];
    expect(formatOutputs(outputsOf(notebook))).toBe(
      readFileSync(outputsFile('08-fragmentation'), 'utf8'),
    );
  });

  test('the figure of the home page is what the simulator says', () => {
    const { figures } = JSON.parse(readFileSync(outputsFile('home'), 'utf8'));
    expect(measureInts('3.12', 100_000)).toEqual(
      figures['3.12'].find(({ n }: { n: number }) => n === 100_000),
    );
  });
});

test('sections keep their addresses', () => {
  const published = JSON.parse(
    readFileSync(join(ROOT, 'lessons', 'addresses.json'), 'utf8'),
  ) as Record<string, string[]>;
  for (const [path, ids] of Object.entries(published)) {
    const here = addressesIn(readFileSync(join(ROOT, 'dist', 'site', path), 'utf8'));
    const lost = ids.filter((id) => !here.includes(id));
    const unknown = here.filter((id) => !ids.includes(id));
    // New ones are written down by npm run notebooks.
    expect({ path, lost, unknown }).toEqual({ path, lost: [], unknown: [] });
  }
  expect(Object.keys(published).length).toBeGreaterThan(11);
});
