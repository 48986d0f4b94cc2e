import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { type FigureData, type FigureName, measureFigure } from '../../src/charts/touch/measure';
import { BANK, makeQuestion } from '../../src/quiz/bank';
import type { DeckData } from '../../src/quiz/deck';
import { readLessonNotebook } from '../../src/site/lessons';
import { TouchFigure } from '../../src/site/parts/touch/figure';
import { toldOfFork } from '../../src/site/parts/touch/fork-said';
import { toldOfFreeList } from '../../src/site/parts/touch/freelist-said';
import { intsAt, toldOfLayers } from '../../src/site/parts/touch/layers';
import { toldOf } from '../../src/site/parts/touch/pool';
import { toldOfRequest } from '../../src/site/parts/touch/request-said';
import { sentence } from '../../src/site/parts/touch/survivors';
import { inBrowser } from '../support/browser';
import { nativeRequire } from '../support/native';
import { SITE } from '../support/site';

/*
 * Figures that a reader drives, with what the build has not seen: a page asks the simulator in its worker after each
 * press, and what it then shows is what the simulator says here of all presses at once.
 */

const { h } = nativeRequire('preact') as typeof import('preact');
const { renderToString } = nativeRequire(
  'preact-render-to-string',
) as typeof import('preact-render-to-string');

type DataOf<N extends FigureName> = Extract<FigureData, { figure: N }>;
type InputOf<N extends FigureName> = DataOf<N>['input'];
type ShownOf<N extends FigureName> = DataOf<N>['shown'];

/** What is pressed in a figure, one after the other; and what that makes of its input. */
interface Drive<N extends FigureName> {
  readonly lesson: string;
  /** The class of the figure on a page. */
  readonly place: string;
  readonly presses: readonly ((figure: Locator) => Promise<unknown>)[];
  /** What is asked of the simulator after the last press, and after the one before it. */
  readonly asked: (start: InputOf<N>) => InputOf<N>;
  readonly before: (start: InputOf<N>) => InputOf<N>;
  /** The line of what happened. */
  readonly said: (input: InputOf<N>, shown: ShownOf<N>, before: ShownOf<N>) => string;
}

const button = (name: string | RegExp) => (figure: Locator) =>
  figure.getByRole('button', { name, exact: typeof name === 'string' }).press('Enter');
const drag = (to: number) => (figure: Locator) => figure.getByRole('slider').fill(String(to));
const TEN = Array<number>(10).fill(-1);

/** Those that lessons of a run, of objects and of a service have are driven in tests of their own. */
type Driven = 'layers' | 'request' | 'pool' | 'freelist' | 'survivors' | 'fork';

const DRIVES: { readonly [N in Driven]: Drive<N> } = {
  layers: {
    lesson: '00-the-800-mb-question',
    place: 'layers',
    presses: [drag(33), drag(51)],
    before: (start) => ({ ...start, n: intsAt(33) }),
    asked: (start) => ({ ...start, n: intsAt(51) }),
    said: (_, shown) => toldOfLayers(shown),
  },
  request: {
    lesson: '01-allocator-layers',
    place: 'request',
    presses: [
      async (figure) => {
        await figure.getByRole('spinbutton').fill('7777');
        await figure.getByRole('button', { name: 'Ask', exact: true }).click();
      },
      button(/^Ask for 513/),
      button('Give all back'),
      button('The same 100 times'),
    ],
    before: (start) => ({
      ...start,
      moves: [
        ...start.moves,
        { ask: 7777, times: 1 },
        { ask: 513, times: 1 },
        { free: 'all' as const },
      ],
    }),
    asked(start) {
      return { ...start, moves: [...this.before(start).moves, { ask: 513, times: 100 }] };
    },
    said: (_, shown) => toldOfRequest(shown),
  },
  pool: {
    lesson: '02-pymalloc',
    place: 'pooled',
    presses: [
      drag(77),
      button('Allocate ten'),
      button('free block 9'),
      button('free block 13'),
      button('Allocate'),
    ],
    before: (start) => ({ ...start, size: 77, moves: [...start.moves, ...TEN, 9, 13] }),
    asked: (start) => ({ ...start, size: 77, moves: [...start.moves, ...TEN, 9, 13, -1] }),
    said: (_, shown, before) => toldOf(shown, before),
  },
  freelist: {
    lesson: '03-free-lists',
    place: 'freelist',
    presses: [
      (figure) => figure.getByRole('combobox').selectOption('tuple'),
      async (figure) => {
        await figure.getByRole('spinbutton').fill('20');
        await figure.getByRole('spinbutton').press('Enter');
      },
      button('Make 30'),
      button('free the object in block 17'),
      button('Free one'),
      button('Make one'),
    ],
    before: (start) => ({
      ...start,
      kind: 'tuple',
      length: 20,
      moves: [{ make: 30 }, { free: 17 }, { free: 30 }],
    }),
    asked(start) {
      const before = this.before(start);
      return { ...before, moves: [...before.moves, { make: 1 }] };
    },
    said: toldOfFreeList,
  },
  survivors: {
    lesson: '08-fragmentation',
    place: 'survivors',
    presses: [button('free object 7'), button('free object 5')],
    before: (start) => ({ ...start, freed: [6] }),
    asked: (start) => ({ ...start, freed: [6, 4] }),
    said: (_, shown, before) => sentence(shown, before),
  },
  fork: {
    lesson: '09-gc-freeze-before-fork',
    place: 'forked',
    presses: [
      (figure) => figure.getByRole('checkbox').check(),
      (figure) => figure.getByRole('button', { name: /^page 23,/ }).click(),
      button('Read one list'),
      button('gc.collect()'),
    ],
    before: (start) => ({ ...start, frozen: true, moves: [{ read: 22 }, { read: 0 }] }),
    asked(start) {
      const before = this.before(start);
      return { ...before, moves: [...before.moves, { all: 'collect' as const }] };
    },
    said: toldOfFork,
  },
};

/** What a lesson's figure begins with. */
function startOf<N extends FigureName>(lesson: string, name: N): InputOf<N> {
  const cell = readLessonNotebook(lesson).cells.find(({ source }) =>
    source.startsWith(`figure('${name}'`),
  )!;
  return new Function('figure', 'VERSION', `return ${cell.source}`)(
    (_: string, input: unknown) => input,
    '3.12',
  ) as InputOf<N>;
}

/** The deck of a lesson, as it is in the page. */
function deckOf(lesson: string): DeckData {
  const html = readFileSync(join(SITE, 'lessons', `${lesson}.html`), 'utf8');
  const [, json = ''] = /data-figure="([^"]*&quot;cards&quot;[^"]*)"/.exec(html)!;
  return JSON.parse(
    json
      .replace(/&quot;/g, '"')
      .replace(/&#39;/g, "'")
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&amp;/g, '&'),
  ) as DeckData;
}

/** What HTML shows: each element with its look, its state and its words; what a field has is not in it. */
function looks(html: string): string[] {
  const said = html
    .replace(/<p\b[^>]*\sclass="say"[^>]*>[\s\S]*?<\/p>/, '')
    .replace(/&nbsp;/g, '\u00a0')
    .replace(/<!--[\s\S]*?-->/g, '');
  return [...said.matchAll(/<(\w+)([^>]*)>|([^<>]+)|<\/\w+>/g)].flatMap(
    ([, tag, attributes = '', text = '']) => {
      if (text.trim() !== '') return [text];
      if (!tag) return [];
      const of = (name: string): string =>
        (new RegExp(` ${name}="([^"]*)"`).exec(attributes)?.[1] ?? '')
          .replace(/\d+\.\d+/g, (number) => Number(number).toFixed(2))
          .replace(/[\s;]+/g, '');
      const off = /\sdisabled\b/.test(attributes) ? 'off' : '';
      return [[tag, of('class'), of('style'), of('aria-label'), off].join(' ').trim()];
    },
  );
}

inBrowser('figures', SITE, (site) => {
  test.each(Object.keys(DRIVES) as (keyof typeof DRIVES)[])(
    '%s shows what the simulator says',
    async (name) => {
      const drive = DRIVES[name] as unknown as Drive<FigureName>;
      const { lesson, place, presses } = drive;
      const { page } = await site.open(`lessons/${lesson}.html`);
      const figure = page.locator(`.touch.${place}`);
      while (!(await figure.isVisible())) await page.locator('.skip').first().click();
      await figure.evaluate((element) => element.scrollIntoView());
      await page.waitForSelector(`.touch.${place}.live`);
      for (const press of presses) {
        await press(figure);
        await page.waitForSelector(`.touch.${place}[aria-busy="false"]`, { timeout: 60_000 });
      }
      const start = startOf(lesson, name);
      const input = drive.asked(start);
      expect(input).not.toEqual(start);
      const shown = measureFigure(name, input as never);
      const data = { figure: name, input, shown } as FigureData;
      const ask = () => Promise.reject(new Error('a picture asks nothing'));
      expect(looks(await figure.evaluate((element) => element.outerHTML))).toEqual(
        looks(renderToString(h(TouchFigure, { data, ask }))),
      );
      const last = measureFigure(name, drive.before(start) as never);
      expect(await figure.locator('.say').textContent()).toBe(drive.said(input, shown, last));
    },
    120_000,
  );

  test('a deck keeps its score, has a next card, and its numbers are those of the bank', async () => {
    const { page } = await site.open('lessons/10-interview-practice.html');
    const deck = page.locator('.touch.cards');
    while (!(await deck.isVisible())) await page.locator('.skip').first().click();
    await deck.evaluate((element) => element.scrollIntoView());
    await page.waitForSelector('.touch.cards.live');
    const { templates, seed, python } = deckOf('10-interview-practice').input;
    const press = (name: string | RegExp) => button(name)(deck);
    const question = (at: number, draw: number) =>
      makeQuestion(BANK.find(({ id }) => id === templates[at])!, python, draw);
    const said = (text: string): string => text.replace(/`/g, '');
    for (const at of [0, 1]) {
      const { ask, choices, answer } = question(at, seed);
      await deck.getByText(said(ask)).waitFor({ timeout: 60_000 });
      // The choices come when the answer was said.
      expect(await deck.locator('.opt').count()).toBe(0);
      await press(/^I have said it/);
      expect(await deck.locator('.opt span').allTextContents()).toEqual(
        choices.map(({ text }) => said(text)),
      );
      const wrong = choices.find(({ right }) => !right)!.text;
      const chosen = at === 0 ? wrong : answer;
      await deck
        .locator('.opt')
        .filter({ has: page.getByText(said(chosen), { exact: true }) })
        .press('Enter');
      expect(await deck.locator('.verdict p').first().textContent()).toMatch(
        at === 0 ? /^Not right\. It is / : /^Right\./,
      );
      expect(await deck.locator('.about').textContent()).toContain(`${at} of ${at + 1} right`);
      await press('Next card');
    }
    await press('Deal other numbers');
    await deck.getByText('0 of 0 right').waitFor();
    await deck.locator('.question').waitFor({ timeout: 60_000 });
    await press(/^I have said it/);
    await deck.locator('.opt').first().waitFor();
    expect(await deck.locator('.opt').count()).toBeGreaterThan(2);
  }, 120_000);
});
