/*
 * A lesson cut into slides: a section's heading, and then one thing to look at each, a question, a figure or a cell.
 * The elements stay those of the page, so that all of them work as they do there.
 */

export interface Sheet {
  /** Of the element by which an address names it. */
  readonly id: string;
  readonly title: string;
  readonly element: HTMLElement;
}

interface Part {
  readonly section: string;
  readonly title: string;
  readonly elements: Element[];
  /** Of what there is to look at; undefined where there is only text. */
  shown: string | undefined;
}

/** Puts what a lesson shows into one element a slide. @param text what the lesson's blocks are in */
export function cutIntoSheets(text: Element, first: { id: string; title: string }): Sheet[] {
  const parts: Part[] = [];
  const exercises = [...text.querySelectorAll('[data-island="Exercise"]')].map(
    ({ parentElement }) => parentElement!,
  );
  for (const exercise of exercises) exercise.remove();
  const newPart = (section: string, title: string): Part => {
    const part: Part = { section, title, elements: [], shown: undefined };
    parts.push(part);
    return part;
  };
  let part = newPart(first.id, first.title);
  // Text belongs to what comes after it, and at the end of a section to what came before.
  let before: Element[] = [];
  const put = (...elements: Element[]): void => {
    part.elements.push(...before, ...elements);
    before = [];
  };
  for (const element of [...text.children]) {
    const shown = idOfShown(element);
    if (element.matches('.section-head')) {
      const heading = element.querySelector('h2')!;
      put();
      part = newPart(heading.id, heading.textContent ?? '');
      put(element);
    } else if (element.matches('.cover')) put(element);
    else if (shown === undefined) before.push(element);
    else {
      if (part.shown !== undefined) part = newPart(part.section, part.title);
      part.shown = shown;
      put(element);
    }
  }
  put();
  const sheets = parts.filter(hasSomething).map(sheetOf);
  if (exercises.length > 0) sheets.push(listOf(exercises));
  text.replaceChildren(...sheets.map(({ element }) => element), rest(parts, exercises));
  return sheets;
}

/** What an address calls an element that one looks at. */
function idOfShown(element: Element): string | undefined {
  const question = element.querySelector('.ask .question');
  if (question) return question.id;
  const cell = element.querySelector<HTMLElement>('.cell');
  if (!cell || cell.matches('.folded:has(> .res.empty)')) return undefined;
  return cell.dataset.cell;
}

function hasSomething({ shown, elements }: Part): boolean {
  return shown !== undefined || elements.some((element) => element.matches('.prose'));
}

function sheetOf(
  { section, title, elements, shown }: Part,
  at: number,
  all: readonly Part[],
): Sheet {
  const begins = all[at - 1]?.section !== section;
  const id = begins || shown === undefined ? section : shown;
  const element = newSheet(title, begins ? (at === 0 ? 'h1' : 'h2') : 'p');
  element.classList.toggle('words', shown === undefined);
  element.append(...elements);
  return { id, title, element };
}

function newSheet(title: string, level: 'h1' | 'h2' | 'p'): HTMLElement {
  const sheet = document.createElement('section');
  sheet.className = 'sheet';
  sheet.setAttribute('aria-label', title);
  sheet.tabIndex = -1;
  const heading = document.createElement(level);
  heading.className = 'sheet-title';
  heading.textContent = title;
  sheet.append(heading);
  return sheet;
}

/** The last slide: what there is to do, on the page itself. */
function listOf(exercises: readonly Element[]): Sheet {
  const title = 'Exercises';
  const element = newSheet(title, 'h2');
  const list = document.createElement('ol');
  for (const exercise of exercises) {
    const link = document.createElement('a');
    link.href = `${location.pathname}#${exercise.id}`;
    link.textContent = exercise.querySelector('h3')?.textContent ?? exercise.id;
    const item = document.createElement('li');
    item.append(link);
    list.append(item);
  }
  element.classList.add('words');
  element.append(list);
  return { id: 'exercises', title, element };
}

/** What no slide shows stays in the page, since cells need it. */
function rest(parts: readonly Part[], exercises: readonly Element[]): HTMLElement {
  const hidden = document.createElement('div');
  hidden.hidden = true;
  hidden.append(...parts.filter((part) => !hasSomething(part)).flatMap(({ elements }) => elements));
  hidden.append(...exercises);
  return hidden;
}
