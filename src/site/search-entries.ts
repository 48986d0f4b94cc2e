import type { ApiGroup } from './api';
import type { Entry } from './client/search-index';
import { type GlossaryEntry, inlineHtml } from './markdown';
import type { Block, LessonModel } from './model';
import { OTHER_WORDS } from './search-words';

/** What the search looks through. */
export function searchEntries(
  lessons: readonly LessonModel[],
  glossary: readonly GlossaryEntry[],
  api: readonly ApiGroup[],
): Entry[] {
  const entries: Omit<Entry, 'id'>[] = [
    ...glossary.map(({ id, word, means, fact }) => ({
      kind: 'glossary' as const,
      title: word,
      place: '',
      url: `lessons/GLOSSARY.html#${id}`,
      text: plain(inlineHtml(`${means} ${fact}`)),
    })),
    ...lessons.flatMap(entriesOf),
    ...api
      .flatMap(({ names }) => names)
      .map(({ name, text }) => ({
        kind: 'api' as const,
        title: name,
        place: '',
        url: `api.html#${name}`,
        text,
      })),
  ];
  const urls = new Set(entries.map(({ url }) => url));
  const lost = Object.keys(OTHER_WORDS).filter((url) => !urls.has(`lessons/${url}`));
  if (lost.length > 0)
    throw new Error(`other words for what is not there: ${lost.join(', ')} (search-words.ts)`);
  return entries.map((entry, id) => {
    const words = OTHER_WORDS[entry.url.replace(/^lessons\//, '')];
    return { id, ...entry, ...(words !== undefined && { words }) };
  });
}

function entriesOf({ name, title, sections, blocks }: LessonModel): Omit<Entry, 'id'>[] {
  const url = `lessons/${name}.html`;
  const texts = new Map<string, string[]>(sections.map(({ id }) => [id, []]));
  const exercises: Omit<Entry, 'id'>[] = [];
  let section = sections[0]!.id;
  const walk = (list: readonly Block[]): void => {
    for (const block of list) {
      if (block.kind === 'heading') section = block.id;
      else if (block.kind === 'prose') texts.get(section)!.push(plain(block.html));
      else if (block.kind === 'exercise')
        exercises.push({
          kind: 'exercise',
          title: block.title,
          place: title,
          url: `${url}#${block.id}`,
          text: plain(block.prompt),
        });
      else if (block.kind === 'ask') {
        texts.get(section)!.push(block.ask);
        walk(block.under);
      }
    }
  };
  walk(blocks);
  const found = sections.map(({ id, title: heading }, i) => ({
    kind: 'section' as const,
    title: i === 0 ? title : heading,
    place: title,
    url: `${url}#${id}`,
    text: texts.get(id)!.join(' '),
  }));
  return [...found, ...exercises];
}

function plain(html: string): string {
  return html
    .replace(/<[^>]+>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
}
