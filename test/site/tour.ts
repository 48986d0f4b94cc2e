/* A short tour of the pages, the same in each browser that is not Chromium. Whatever only V8 has shows here. */

/** What the tour asks of a browser. Elements are named by expressions that are worked out in the page. */
export interface Visitor {
  goTo(url: string): Promise<void>;
  evaluate(expression: string): Promise<unknown>;
  click(expression: string): Promise<void>;
  /** Selects all of what has the focus, and types over it. */
  write(text: string): Promise<void>;
}

const PATIENCE = 60_000;

/** @param visit the browser and the URL of the site, once both are there */
export function testTour(visit: () => { readonly visitor: Visitor; readonly url: string }): void {
  const evaluate = (expression: string): Promise<unknown> => visit().visitor.evaluate(expression);
  /** Waits until an expression is true. @param place its text is in the message when it never is */
  const until = async (expression: string, place = 'document.body'): Promise<void> => {
    for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
      if (await evaluate(`Boolean(${expression})`)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const text = String(await evaluate(`${place}?.textContent`));
    throw new Error(`Not within a minute: ${expression}. There is: ${text.slice(0, 2000)}`);
  };
  const open = async (path: string): Promise<void> => {
    const { visitor, url } = visit();
    await visitor.goTo(`${url}${path}`);
    await until("document.documentElement.classList.contains('live')");
  };
  const press = async (place: string, name: string): Promise<void> => {
    const button = `[...${place}.querySelectorAll('button')].find((each) => each.textContent === ${JSON.stringify(name)} && !each.disabled)`;
    await until(button, place);
    await visit().visitor.click(button);
  };
  const write = async (place: string, code: string): Promise<void> => {
    const { visitor } = visit();
    await visitor.click(`${place}.querySelector('.code pre, .cm-content')`);
    await until(`${place}.querySelector('.cm-content') === document.activeElement`, place);
    await visitor.write(code);
    const lines = `[...${place}.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\\n')`;
    await until(`${lines} === ${JSON.stringify(code)}`, place);
  };
  const ended = (place: string): Promise<void> =>
    until(`${place}.querySelector('button.run')?.textContent === 'Run again'`, place);
  const shows = async (place: string, pattern: RegExp): Promise<void> => {
    await until(`${pattern}.test(${place}.querySelector('.res').textContent)`, place);
    await ended(place);
  };
  const skip = async (): Promise<void> => {
    const next = "document.querySelector('.skip:not([inert] *)')";
    while (await evaluate(`Boolean(${next})`)) await evaluate(`void ${next}.click()`);
  };
  const python = "document.querySelector('.cell:not(.folded)')";
  const setup = "document.querySelector('.cell.folded')";

  test('a prediction, a cell in Python, and one in TypeScript whose error names its line', async () => {
    await open('lessons/08-fragmentation.html');
    await press("document.querySelector('.ask')", 'one in ten thousand');
    await until('/1 of [0-9]+ points/.test(document.body.textContent)');
    const before = await evaluate(`${python}.querySelector('.res').textContent`);
    await press(python, 'Run');
    await ended(python);
    await until(
      `${python}.querySelector('.res').textContent === ${JSON.stringify(before)}`,
      python,
    );

    await evaluate(`void (${setup}.querySelector('details').open = true)`);
    await write(setup, 'const late: number = await (async () => 41)(); late');
    await press(setup, 'Run again');
    await shows(setup, /^41$/);
    await write(setup, "const more = late + 1;\nthrow new Error('at ' + more);");
    await press(setup, 'Run again');
    await shows(setup, /Error: at 42[\s\S]*line 2/);
  }, 240_000);

  test('a loop is stopped, and variables are kept', async () => {
    await write(python, 'mine = 41; gone = True; print("set")');
    await press(python, 'Run again');
    await shows(python, /^set\s*$/);
    await write(python, 'while gone: pass');
    await press(python, 'Run again');
    await press(python, 'Stop');
    await shows(python, /line 1, in <module>[\s\S]*KeyboardInterrupt/);
    await write(python, 'mine + 1');
    await press(python, 'Run again');
    await shows(python, /^42\s*$/);
  }, 240_000);

  test('an exercise is checked', async () => {
    await open('lessons/07-getsizeof-and-deep-size.html');
    await skip();
    const card = "document.querySelector('#sizes-int-size .ex')";
    await write(
      card,
      'const intSize = (text: string): number => 24 + 4 * Math.max(1, Math.ceil(BigInt(text).toString(2).replace("-", "").length / 30));',
    );
    await press(card, 'Check');
    await until(`${card}.textContent.includes('All right: 2 points.')`, card);
  }, 240_000);

  test('the microscope steps, in two versions, and opens bytes; its player is in a lesson', async () => {
    const says = (pattern: RegExp): Promise<void> =>
      until(`${pattern}.test(document.querySelector('.say p')?.textContent)`);
    const key = (name: string): Promise<unknown> =>
      evaluate(
        `void dispatchEvent(new KeyboardEvent('keydown', { key: '${name}', bubbles: true, cancelable: true }))`,
      );
    // What the fragment says is read when the page is loaded.
    await open('microscope.html?tour#python=3.12&beside=3.8&example=peak&step=3');
    await until("document.querySelectorAll('section.heap').length === 2");
    await visit().visitor.click(`document.querySelector('[aria-label="Step (right arrow)"]')`);
    await says(/199.891 blocks are freed[\s\S]*15 arenas go back to the system/);
    await key('ArrowLeft');
    await says(/sample names a new list of 10 items/);
    await open('microscope.html?tour=2#python=3.12&example=peak&step=9');
    await says(/It moves to a larger block, of 64 B/);
    await until(
      "[...document.querySelectorAll('.hex .field')].some((each) => each.textContent === 'ob_item')",
    );
    await press("document.querySelector('.middle')", 'Why is it alive?');
    await until(
      "/tags names\\s*the list/.test(document.querySelector('.chain')?.textContent ?? '')",
    );

    await open('lessons/04-reference-counting.html');
    await skip();
    const player = "document.querySelector('.player')";
    await evaluate(`void ${player}.scrollIntoView({ block: 'center', behavior: 'instant' })`);
    await visit().visitor.click(player);
    await until(`${player}.querySelector('.transport')`, player);
    await visit().visitor.click(`${player}.querySelector('[aria-label="Step (right arrow)"]')`);
    await says(/pair names a new tuple of 2 items/);
  }, 240_000);
}
