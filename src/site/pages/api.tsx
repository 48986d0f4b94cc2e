import type { ApiName } from '../api';
import { Prose } from '../markdown';
import { Shell, type SiteFacts } from './shell';

/** What a cell can import from `heaplab`, with the docstrings of the source. */
export function ApiPage({
  facts,
  names,
}: {
  readonly facts: SiteFacts;
  readonly names: readonly ApiName[];
}) {
  const prose = new Prose((href) => href);
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
          What a cell can import: <code>{"import { boot } from 'heaplab'"}</code>.
        </p>
        <dl class="glossary">
          {names.map(({ name, kind, signature, text }) => (
            <div key={name} id={name}>
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
          ))}
        </dl>
      </main>
    </Shell>
  );
}
