import { codeHtml } from '../code';
import { GALLERY } from '../gallery';
import { Island } from '../parts/island';
import { Program } from '../parts/practice/words';
import { Shell, type SiteFacts } from './shell';

export interface MicroscopePageProps {
  readonly facts: SiteFacts;
  readonly versions: readonly string[];
  readonly version: string;
}

/** Any program, stepped. Without scripts: what it is, and the programs of the gallery to read. */
export function MicroscopePage({ facts, versions, version }: MicroscopePageProps) {
  return (
    <Shell
      facts={facts}
      title="Where do the bytes go?"
      description="Paste a Python program and step through it: names, objects, blocks, pools and arenas, byte by byte, on eight versions of CPython."
      bar={{ root: '', here: 'microscope' }}
      styles={['microscope.css']}
    >
      <main class="wide" id="content">
        <Island name="Microscope" props={{ versions, version }}>
          <div class="static">
            <h1>Where do the bytes go?</h1>
            <p>
              Step through a Python program line by line and see names, objects, blocks, pools and
              arenas, with the bytes of whatever you point at.
            </p>
            <p class="static-only needs">
              That needs JavaScript, since your browser runs the program. These are the programs of
              the gallery.
            </p>
            {GALLERY.map(({ name, title, look, source }) => (
              <section key={name} class="static-only">
                <h2>{title}</h2>
                <p>{look}</p>
                <Program html={codeHtml(source, 'python')} />
              </section>
            ))}
          </div>
        </Island>
      </main>
    </Shell>
  );
}
