import { scriptJson } from '../outputs';
import { Island } from '../parts/island';
import { GALLERY } from '../parts/microscope/gallery';
import { Shell, type SiteFacts } from './shell';

export interface MicroscopePageProps {
  readonly facts: SiteFacts;
  readonly versions: readonly string[];
  readonly version: string;
}

/** The microscope. Without scripts: what it would show, and its programs to read. */
export function MicroscopePage({ facts, versions, version }: MicroscopePageProps) {
  return (
    <Shell
      facts={facts}
      title="Where do the bytes go?"
      description="Step through any Python program, forward and back, and see its names, objects, blocks, pools and arenas, on eight versions of CPython."
      bar={{ root: '', here: 'microscope' }}
      styles={['microscope.css']}
    >
      <main class="wide-page" id="content">
        <Island name="Microscope">
          <h1>Where do the bytes go?</h1>
          <p class="static-only needs">
            The microscope runs a program line by line in your browser, on a simulated heap. It
            needs JavaScript. Without it, its programs are here to read.
          </p>
          <div class="static-only">
            {GALLERY.map(({ title, look, source }) => (
              <details key={title}>
                <summary>{title}</summary>
                <p>{look}</p>
                <pre>{source}</pre>
              </details>
            ))}
          </div>
        </Island>
      </main>
      <script
        type="application/json"
        id="microscope-data"
        dangerouslySetInnerHTML={{ __html: scriptJson({ versions, version }) }}
      />
    </Shell>
  );
}
