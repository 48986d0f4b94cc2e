import type { StoredQuestion } from '../quiz/stored';
import type { Topic } from '../quiz/template';
import type { Block, LessonModel } from './model';

/*
 * What the practice page knows of the bank before the simulator is loaded: which templates there are,
 * what to read for each, and how long that takes.
 */

export interface BankEntry {
  readonly id: string;
  readonly topic: Topic;
  /** In a few words, from its id. */
  readonly name: string;
  /** The section that tells of it: an index of `sections`. */
  readonly read: number;
}

/** A section of a lesson. */
export interface ReadSection {
  readonly lesson: string;
  readonly id: string;
  /** From the practice page. */
  readonly url: string;
  readonly title: string;
  readonly lessonTitle: string;
  readonly minutes: number;
}

export type PathStop =
  | { readonly section: number }
  | { readonly template: string; readonly name: string; readonly minutes: number };

export interface PracticeData {
  readonly templates: readonly BankEntry[];
  readonly sections: readonly ReadSection[];
  readonly path: readonly PathStop[];
  readonly versions: readonly string[];
  readonly version: string;
}

/** Words that are read in a minute; minutes for a cell, for what a folded one put out, and for a question. */
const WORDS = 180;
const CELL = 0.5;
const SHOWN = 0.3;
const QUESTION = 0.4;

/** How many minutes a section takes without its exercises, rounded up to half a minute. */
export function sectionMinutes({ blocks }: Pick<LessonModel, 'blocks'>, id: string): number {
  let minutes = 0;
  let here = '';
  const words = (text: string): number =>
    text
      .replace(/<[^>]+>/g, ' ')
      .split(/\s+/)
      .filter(Boolean).length;
  const walk = (list: readonly Block[]): void => {
    for (const block of list) {
      if (block.kind === 'heading') here = block.id;
      if (here === id && block.kind === 'prose') minutes += words(block.html) / WORDS;
      // Folded code need not be read.
      if (here === id && block.kind === 'cell')
        minutes += !block.folded ? CELL : block.outputs === '' ? 0 : SHOWN;
      if (block.kind === 'ask') {
        if (here === id) minutes += words(block.ask) / WORDS + QUESTION;
        walk(block.under);
      }
    }
  };
  walk(blocks);
  return Math.max(0.5, Math.ceil(minutes * 2) / 2);
}

interface Bank {
  readonly templates: readonly StoredQuestion[];
  readonly path: readonly (
    | { readonly read: string }
    | { readonly ask: string; readonly name: string; readonly minutes: number }
  )[];
  readonly versions: readonly string[];
  readonly version: string;
}

/** Joins the bank with the lessons. @throws Error when a section is not there */
export function practiceData(
  lessons: readonly LessonModel[],
  { templates, path, versions, version }: Bank,
): PracticeData {
  const sections: ReadSection[] = [];
  const places = new Map<string, number>();
  const place = (read: string): number => {
    const known = places.get(read);
    if (known !== undefined) return known;
    const [name, id] = read.split('#') as [string, string];
    const lesson = lessons.find((one) => one.name === name);
    const section = lesson?.sections.find((one) => one.id === id);
    if (!lesson || !section) throw new Error(`the bank names a section that is not there: ${read}`);
    places.set(read, sections.length);
    sections.push({
      lesson: name,
      id,
      url: `../lessons/${name}.html#${id}`,
      title: section.title,
      lessonTitle: lesson.title,
      minutes: sectionMinutes(lesson, id),
    });
    return sections.length - 1;
  };
  return {
    templates: templates.map(({ template, topic, read }) => ({
      id: template,
      topic,
      name: template.slice(topic.length + 1).replace(/-/g, ' '),
      read: place(read),
    })),
    path: path.map((stop) =>
      'read' in stop
        ? { section: place(stop.read) }
        : { template: stop.ask, name: stop.name, minutes: stop.minutes },
    ),
    sections,
    versions,
    version,
  };
}
