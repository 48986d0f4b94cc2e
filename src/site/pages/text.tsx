import { type GlossaryEntry, Prose } from '../markdown';
import { type Inside, Shell, type SiteFacts } from './shell';

/** The glossary: an entry has an address of its own. */
export function GlossaryPage({
  facts,
  intro,
  entries,
}: {
  readonly facts: SiteFacts;
  readonly intro: string;
  readonly entries: readonly GlossaryEntry[];
}) {
  const prose = new Prose((href) => href);
  return (
    <Shell
      facts={facts}
      title="Glossary"
      description="What the words of CPython's memory manager mean, and what is so where people often think otherwise."
      bar={{ root: '../', here: 'glossary' }}
    >
      <main class="plain" id="content">
        <h1>Glossary</h1>
        <div class="lead" dangerouslySetInnerHTML={{ __html: prose.html(intro) }} />
        <dl class="glossary">
          {entries.map(({ id, word, means, fact }) => (
            <div key={id} id={id}>
              <dt>
                <a href={`#${id}`}>{word}</a>
              </dt>
              <dd>
                <div dangerouslySetInnerHTML={{ __html: prose.html(means) }} />
                <div
                  class="fact"
                  dangerouslySetInnerHTML={{ __html: prose.html(`In fact: ${fact}`) }}
                />
              </dd>
            </div>
          ))}
        </dl>
      </main>
    </Shell>
  );
}

/** A document of the project as a page. */
export function TextPage({
  facts,
  title,
  source,
  links,
}: {
  readonly facts: SiteFacts;
  readonly title: string;
  readonly source: string;
  links(href: string): string;
}) {
  const prose = new Prose(links);
  return (
    <Shell facts={facts} title={title} description={title} bar={{ root: '', here: '' }}>
      <main class="plain" id="content">
        <div class="prose" dangerouslySetInnerHTML={{ __html: prose.html(source) }} />
      </main>
    </Shell>
  );
}

/** What a web host shows for an address that leads nowhere, at any depth. */
export function NotFoundPage({
  facts,
  inside,
}: {
  readonly facts: SiteFacts;
  readonly inside: Inside;
}) {
  return (
    <Shell
      facts={facts}
      title="No such page"
      description="No such page"
      bar={{ root: '', here: '' }}
      inside={inside}
    >
      <main class="plain" id="content">
        <h1>No page here</h1>
        <p>
          The address leads nowhere. <a href="index.html">All lessons</a> are on the first page, and
          the search at the top looks through everything.
        </p>
      </main>
    </Shell>
  );
}
