/* Predictions: the results below a question are covered until the reader has answered it, or looks. */

window.heaplabPredictions = (() => {
  const main = document.querySelector('main');
  const cells = [...main.querySelectorAll('.cell')];
  const stored = (id) => `heaplab/${main.dataset.lesson}/predicted/${id}`;
  /** Which cells are covered by which question; the results are there before the page is. */
  const coveredBy = new Map();
  for (const [first, cell] of cells.entries()) {
    for (const { dataset } of cell.querySelectorAll('[data-ask]')) {
      const last = cells.findIndex((other) =>
        other.querySelector(`[data-reveal="${CSS.escape(dataset.ask)}"]`),
      );
      for (const between of cells.slice(first + 1, last + 1)) coveredBy.set(between, dataset.ask);
    }
  }

  function element(tag, properties = {}, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  }

  function uncover(id) {
    for (const [cell, question] of coveredBy) if (question === id) show(cell);
  }

  /** Shows or covers what a cell put out, as its question is answered or not. */
  function show(cell) {
    const id = coveredBy.get(cell);
    const output = cell.querySelector('.output');
    cell.querySelector('.covered')?.remove();
    const answer = id === undefined ? '' : localStorage.getItem(stored(id));
    output.hidden = answer === null && output.childNodes.length > 0;
    if (output.hidden)
      output.before(
        element('p', { className: 'covered', textContent: 'Here stands a result: predict first.' }),
      );
    const revealed = output.querySelector(`[data-reveal="${CSS.escape(id ?? '')}"]`);
    if (!revealed || !answer) return;
    for (const node of revealed.childNodes)
      if (node.nodeType === Node.TEXT_NODE)
        node.textContent = node.textContent.replace(
          'You made no prediction.',
          verdict(answer, Number(revealed.dataset.measured)),
        );
  }

  /** The same words as `reveal` has for an answer in the code. */
  function verdict(answer, measured) {
    const number = Number.parseFloat(answer);
    if (number === measured) return 'You said so.';
    if (!(number > 0 && measured > 0)) return `You said ${answer}.`;
    const factor = Math.max(number / measured, measured / number);
    if (factor < 1.1) return `You said ${answer}: within a tenth.`;
    const way = number > measured ? 'too much' : 'too little';
    return `You said ${answer}: ${way} by a factor of ${factor.toFixed(1)}.`;
  }

  /** @param predicted called with the cell and the answer as source text */
  function ask(cell, predicted) {
    for (const question of cell.querySelectorAll('[data-ask]')) {
      const { ask: id, options, unit } = question.dataset;
      if (localStorage.getItem(stored(id)) !== null) continue;
      const choices = options && JSON.parse(options).map((text) => element('option', {}, text));
      const field = choices
        ? element('select', {}, ...choices)
        : element('input', { type: 'number', step: 'any', required: true });
      const look = element('button', { type: 'button', textContent: 'Show me' });
      const form = element(
        'form',
        { className: 'predicting' },
        element('label', {}, `Your prediction${unit ? ` (${unit})` : ''}: `, field),
        element('button', { textContent: 'Predict' }),
        look,
      );
      const close = (answer) => {
        localStorage.setItem(stored(id), answer);
        form.remove();
        uncover(id);
      };
      look.addEventListener('click', () => close(''));
      form.addEventListener('submit', (event) => {
        event.preventDefault();
        close(unit ? `${field.value} ${unit}` : field.value);
        predicted(cell, choices ? `'${field.value}'` : field.value);
      });
      // What is said to those who answer in the code.
      const line = question.querySelector('br');
      while (line?.nextSibling) line.nextSibling.remove();
      question.append(form);
    }
  }

  return {
    /** To be called when a page is shown, and when a cell has run. */
    attach(cell, predicted) {
      ask(cell, predicted);
      show(cell);
    },
    /** Forgets all answers of this lesson. */
    forget() {
      for (const id of coveredBy.values()) localStorage.removeItem(stored(id));
    },
  };
})();
