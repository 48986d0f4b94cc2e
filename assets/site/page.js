/* Heaplab's lesson page: draws the charts and, when a server stands behind it, runs the cells. */

const main = document.querySelector('main');
const lesson = main.dataset.lesson;
const served = 'served' in main.dataset;
const dark = matchMedia('(prefers-color-scheme: dark)');

function drawChart(figure) {
  const script = figure.querySelector('script[type="application/json"]');
  const picture = figure.querySelector('.picture');
  if (!script || !picture) return;
  const spec = JSON.parse(script.textContent);
  const theme = dark.matches ? 'dark' : undefined;
  window
    .vegaEmbed(picture, spec, { actions: false, renderer: 'svg', theme })
    .catch((error) => console.error(error));
}

function drawCharts(root) {
  for (const figure of root.querySelectorAll('figure.chart')) drawChart(figure);
}

drawCharts(document);
dark.addEventListener('change', () => drawCharts(document));

const cells = [...document.querySelectorAll('.cell')];
const original = new Map(cells.map((cell) => [cell.dataset.id, editorOf(cell).value]));

function editorOf(cell) {
  return cell.querySelector('textarea');
}

function highlight(cell) {
  const { value } = editorOf(cell);
  cell.querySelector('.code code').innerHTML = `${window.heaplabHighlight(value)}\n`;
}

/** Puts a prediction into the cell that asks for it. */
function keepPrediction(cell, answer) {
  const editor = editorOf(cell);
  editor.value = editor.value.replace(/undefined(?=,?\s*\);?\s*$)/, answer);
  editor.dispatchEvent(new Event('input'));
}

for (const cell of cells) window.heaplabPredictions.attach(cell, keepPrediction);

if (!served) {
  for (const cell of cells) {
    editorOf(cell).readOnly = true;
    editorOf(cell).addEventListener('input', () => highlight(cell));
  }
} else {
  const status = document.getElementById('status');
  const stored = (id) => `heaplab/${lesson}/${id}`;
  const say = (text) => {
    status.textContent = text;
  };

  async function ask(action, body = {}) {
    const response = await fetch(`/api/${lesson}/${action}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (response.status === 409) forgetSession();
    if (!response.ok) throw new Error(await response.text());
    return response.json();
  }

  function code() {
    return Object.fromEntries(cells.map((cell) => [cell.dataset.id, editorOf(cell).value]));
  }

  let restored = 0;
  for (const cell of cells) {
    const editor = editorOf(cell);
    const own = localStorage.getItem(stored(cell.dataset.id));
    if (own !== null && own !== editor.value) {
      editor.value = own;
      restored++;
    }
    highlight(cell);
    editor.addEventListener('input', () => {
      localStorage.setItem(stored(cell.dataset.id), editor.value);
      highlight(cell);
    });
    editor.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.shiftKey || event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        void run(cell);
      } else if (event.key === 'Tab' && !event.shiftKey) {
        event.preventDefault();
        editor.setRangeText('  ', editor.selectionStart, editor.selectionEnd, 'end');
        editor.dispatchEvent(new Event('input'));
      }
    });
    cell.querySelector('.run').addEventListener('click', () => void run(cell));
  }
  if (restored > 0) say(`your code in ${restored} cells is back`);

  /** Cells run here so far, and the session they ran in: a cell needs those above it. */
  const ran = new Set();
  let session;

  function forgetSession() {
    ran.clear();
    session = undefined;
  }

  async function runOne(cell) {
    cell.classList.add('running');
    try {
      const { html, count, failed, ...result } = await ask('run', {
        id: cell.dataset.id,
        code: editorOf(cell).value,
        session,
      });
      session = result.session;
      const output = cell.querySelector('.output');
      output.innerHTML = html;
      window.heaplabPredictions.attach(cell, keepPrediction);
      drawCharts(output);
      cell.querySelector('.count').textContent = count;
      cell.classList.toggle('failed', failed);
      ran.add(cell);
    } finally {
      cell.classList.remove('running');
    }
  }

  async function guarded(what, work) {
    say(what);
    try {
      await work();
      say('');
    } catch (error) {
      say(
        error.message === 'Failed to fetch'
          ? 'the server has stopped: run npm start'
          : error.message,
      );
    }
  }

  /** Runs a cell; the lesson's own cells above it first, where this session has not run them. */
  function run(cell) {
    return guarded('running', async () => {
      const above = cells.slice(0, cells.indexOf(cell));
      for (const other of above) {
        if (!ran.has(other) && other.classList.contains('demo')) await runOne(other);
      }
      const exercise = exerciseOf(cell);
      if (exercise) await runOne(exercise);
      await runOne(cell);
    });
  }

  /** The exercise that a check cell tries. */
  function exerciseOf(cell) {
    const before = cells[cells.indexOf(cell) - 1];
    return cell.classList.contains('check') && before?.classList.contains('exercise')
      ? before
      : undefined;
  }

  const untouched = (cell) => editorOf(cell).value === original.get(cell.dataset.id);

  function runAll(what) {
    return guarded(what, async () => {
      for (const cell of cells) {
        const exercise = exerciseOf(cell);
        if (!exercise || !untouched(exercise)) await runOne(cell);
      }
    });
  }

  document.getElementById('run-all').addEventListener('click', () => runAll('running all'));

  const version = document.getElementById('version');
  const START = /const VERSION = '([\d.]+)'/;
  const starting = cells.find((cell) => START.test(editorOf(cell).value));
  if (!starting) version.parentElement.remove();
  else {
    version.value = START.exec(editorOf(starting).value)[1];
    version.addEventListener('change', () => {
      const editor = editorOf(starting);
      editor.value = editor.value.replace(START, `const VERSION = '${version.value}'`);
      editor.dispatchEvent(new Event('input'));
      void runAll(`running all on Python ${version.value}`);
    });
  }
  document
    .getElementById('stop')
    .addEventListener('click', () => guarded('stopping', () => ask('interrupt')));
  document.getElementById('restart').addEventListener('click', () =>
    guarded('restarting', async () => {
      await ask('restart');
      forgetSession();
    }),
  );
  document.getElementById('reset').addEventListener('click', () => {
    if (!confirm("Bring back the lesson's own code in every cell? Your code is lost.")) return;
    for (const cell of cells) {
      editorOf(cell).value = original.get(cell.dataset.id);
      localStorage.removeItem(stored(cell.dataset.id));
      highlight(cell);
    }
    window.heaplabPredictions.forget();
    for (const cell of cells) window.heaplabPredictions.attach(cell, keepPrediction);
  });
  document.getElementById('download').addEventListener('click', () =>
    guarded('', async () => {
      const { name, text } = await ask('notebook', { cells: code() });
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
      link.download = name;
      link.click();
      URL.revokeObjectURL(link.href);
    }),
  );
  document.getElementById('grade').addEventListener('click', () =>
    guarded('grading with the hidden checks', async () => {
      const result = await ask('grade', { cells: code() });
      const section = document.getElementById('grades');
      section.replaceChildren(gradeHeading(result), ...result.exercises.map(gradeOf));
      section.scrollIntoView({ behavior: 'smooth' });
    }),
  );
}

function element(tag, text, className) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function gradeHeading({ earned, points }) {
  return element('h2', `Your grade: ${earned} of ${points} points`);
}

function gradeOf({ title, earned, points, checks, feedback }) {
  const box = element('div', undefined, earned === points ? 'grade full' : 'grade');
  box.append(element('h3', `${title} · ${earned} of ${points} points`));
  const list = element('ul');
  for (const check of checks) {
    list.append(
      element(
        'li',
        `${check.earned > 0 ? '✓' : '✗'} ${check.about} (${check.earned}/${check.points})`,
      ),
    );
  }
  box.append(list, ...feedback.map((line) => element('p', line)));
  return box;
}
