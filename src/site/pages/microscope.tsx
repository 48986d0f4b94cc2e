import { codeHtml } from '../code';
import { type Example, GALLERY } from '../gallery';
import { Island } from '../parts/island';
import { Look } from '../parts/microscope/microscope';
import { PANELS } from '../parts/microscope/view';
import { Program } from '../parts/practice/words';
import { stillOf } from '../still';
import { Shell, type SiteFacts } from './shell';

export interface MicroscopePageProps {
  readonly facts: SiteFacts;
  readonly versions: readonly string[];
  readonly version: string;
  /** What programs can import. */
  readonly modules: readonly string[];
}

/** Any program, stepped. Without scripts: what it is, and the programs of the gallery to read. */
export function MicroscopePage({ facts, versions, version, modules }: MicroscopePageProps) {
  const [first] = GALLERY as readonly [Example];
  const still = stillOf({ program: first.source, python: version, step: 0, show: PANELS });
  return (
    <Shell
      facts={facts}
      title="Where do the bytes go?"
      description="Paste a Python program and step through it: names, objects, blocks, pools and arenas, byte by byte, on eight versions of CPython."
      bar={{ root: '', here: 'microscope' }}
      styles={['microscope.css']}
    >
      <main class="broad" id="content">
        <Island name="Microscope" props={{ versions, version, modules }}>
          <div class="microscope">
            <div class="head">
              <h1>Where do the bytes go?</h1>
            </div>
            <Look example={first} />
            <p class="state running">
              Step through a Python program line by line, and see the bytes of whatever you point
              at. Your browser runs the program, so that needs JavaScript.
            </p>
            <div class="still" dangerouslySetInnerHTML={{ __html: still }} />
            <div class="static-only">
              {GALLERY.map(({ name, title, look, source }) => (
                <section key={name}>
                  <h2>{title}</h2>
                  <p>{look}</p>
                  <Program html={codeHtml(source, 'python')} />
                </section>
              ))}
            </div>
          </div>
        </Island>
      </main>
    </Shell>
  );
}
