import type { ApiGroup, ApiName } from '../api';
import { Prose } from '../markdown';
import { Shell, type SiteFacts } from './shell';

const prose = new Prose((href) => href);

/** What a cell can import from `heaplab`, with the docstrings of the source. */
export function ApiPage({
  facts,
  groups,
}: {
  readonly facts: SiteFacts;
  readonly groups: readonly ApiGroup[];
}) {
  return (
    <Shell
      facts={facts}
      title="API"
      description="What a cell can import from heaplab."
      bar={{ root: '', here: '' }}
    >
      <main class="plain" id="content">
        <h1>API</h1>
        <p class="lead">
          What a cell can import: <code>{"import { boot } from 'heaplab'"}</code>. All names come
          from one place; here they are group by group.
        </p>
        {groups.map(({ name, text, names }) => (
          <section key={name} aria-labelledby={`group-${name}`}>
            <h2 id={`group-${name}`}>{name}</h2>
            <div dangerouslySetInnerHTML={{ __html: prose.html(text) }} />
            <dl class="glossary">
              {names.map((each) => (
                <Name key={each.name} {...each} />
              ))}
            </dl>
          </section>
        ))}
      </main>
    </Shell>
  );
}

function Name({ name, kind, signature, text }: ApiName) {
  return (
    <div id={name}>
      <dt>
        <a href={`#${name}`}>
          <code>{name}</code>
        </a>{' '}
        <span class="kind">{kind}</span>
      </dt>
      <dd>
        {signature !== name && (
          <pre tabindex={0}>
            <code>{signature}</code>
          </pre>
        )}
        <div dangerouslySetInnerHTML={{ __html: prose.html(text) }} />
      </dd>
    </div>
  );
}
