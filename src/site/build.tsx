import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { loadLessons } from '../grading/lessons';
import { formatNotebook } from '../kernel/notebook';
import { PACKAGE_ROOT } from '../kernel/paths';

import { boot } from '../python';
import { TWENTY_MINUTES } from '../quiz/draw';
import type { StoredQuestion } from '../quiz/stored';
import { CPYTHON_VERSIONS, DEFAULT_VERSION } from '../versions';
import { apiGroups } from './api';
import { bundle, bundleInside, bundleServiceWorker } from './bundle';

import type { HomeFigures } from './figures';
import { GALLERY } from './gallery';
import { writeHelp } from './help';
import { converterOf } from './known-conversions';
import { readLessonNotebook, SITE } from './lessons';
import { inlineHtml, Prose, readGlossary } from './markdown';
import { type LessonModel, lessonModel } from './model';
import { ApiPage } from './pages/api';
import { HomePage } from './pages/home';
import { LessonPage } from './pages/lesson';
import { MicroscopePage } from './pages/microscope';
import { PracticePage } from './pages/practice';
import type { SiteFacts } from './pages/shell';
import { GlossaryPage, NotFoundPage, TextPage } from './pages/text';
import { practiceData } from './practice';
import { searchEntries } from './search-entries';
import { storedRunOf, withStills } from './still';
import { outputsFile, readOutputs } from './stored';

/*
 * Makes the site: `node build.js`, a step of `npm run build`. It runs no cell: what they put out is
 * kept beside the notebooks (stored.ts). `heaplab site` and `heaplab start` use what is made here.
 */

const read = (...path: string[]): string => readFileSync(join(PACKAGE_ROOT, ...path), 'utf8');

/** Files that are taken as they are: from a package or from assets, to their name on the site. */
const FILES: readonly (readonly [from: string, to: string])[] = [
  [
    '@fontsource-variable/ibm-plex-sans/files/ibm-plex-sans-latin-wght-normal.woff2',
    'plex-sans.woff2',
  ],
  ['@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff2', 'plex-mono.woff2'],
  ['@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-600-normal.woff2', 'plex-mono-bold.woff2'],
];
/** The bundles of the live lab; a package has them here only. */
const LIVE = join(PACKAGE_ROOT, 'dist', 'live');

const OWN_FILES = [
  ['site/page.css', 'page.css'],
  ['kernel/logo-svg.svg', 'logo.svg'],
  ['site/practice.css', 'practice.css'],
  ['site/microscope.css', 'microscope.css'],
  ['site/touch.css', 'touch.css'],
  ['site/teach.css', 'teach.css'],
  ['site/icon-192.png', 'icon-192.png'],
  ['site/icon-512.png', 'icon-512.png'],
  ['schemas/progress.v1.schema.json', 'progress.v1.schema.json'],
  ['schemas/progress.v2.schema.json', 'progress.v2.schema.json'],
] as const;

function facts(): SiteFacts {
  const { version, repository, bugs } = JSON.parse(read('package.json')) as {
    version: string;
    repository: { url: string };
    bugs: { url: string };
  };
  return {
    version,
    repository: repository.url.replace(/^git\+|\.git$/g, ''),
    issues: bugs.url,
    assets: { main: 'main.js', theme: 'theme.js', style: 'page.css' },
  };
}

async function buildSite(site: string): Promise<void> {
  rmSync(site, { recursive: true, force: true });
  const assets = join(site, 'assets');
  for (const folder of ['assets/live', 'assets/cells', 'lessons', 'notebooks', 'practice'])
    mkdirSync(join(site, folder), { recursive: true });
  const known = loadLessons();
  await bundle(assets, known);
  for (const name of readdirSync(LIVE)) copyFileSync(join(LIVE, name), join(assets, 'live', name));
  for (const [from, to] of FILES) copyFileSync(packaged(from), join(assets, to));
  for (const [from, to] of OWN_FILES)
    copyFileSync(join(PACKAGE_ROOT, 'assets', from), join(assets, to));

  const page = (path: string, content: VNode): void =>
    writeFileSync(join(site, path), `<!doctype html>\n${renderToString(content)}\n`);
  const about = facts();
  const glossary = readGlossary(read('lessons', 'GLOSSARY.md'));
  const lessons = known.map((lesson): LessonModel => {
    const notebook = readLessonNotebook(lesson.name);
    writeFileSync(join(site, 'notebooks', `${lesson.name}.ipynb`), formatNotebook(notebook));
    const prose = new Prose(linkInLesson, glossary.entries, 'GLOSSARY.html');
    return lessonModel(notebook, withStills(readOutputs(lesson.name, notebook)), lesson, prose);
  });
  writeHelp(join(assets, 'help'), known);
  for (const lesson of lessons) {
    const content = (
      <LessonPage facts={about} lesson={lesson} lessons={lessons} versions={CPYTHON_VERSIONS} />
    );
    page(`lessons/${lesson.name}.html`, content);
  }
  const listed = lessons.map(({ name, number, title, about, points, sections }) => ({
    name,
    number,
    title,
    teaches: about.teaches,
    minutes: about.minutes,
    points,
    sections,
  }));
  const squares = JSON.parse(readFileSync(outputsFile('home'), 'utf8')) as HomeFigures;
  page('index.html', <HomePage facts={about} lessons={listed} squares={squares} />);
  page('lessons/GLOSSARY.html', <GlossaryPage facts={about} {...glossary} />);
  const api = apiGroups();
  page('api.html', <ApiPage facts={about} groups={api} />);
  const questions = JSON.parse(read('notebooks', 'outputs', 'practice.json')) as StoredQuestion[];
  const data = practiceData(lessons, {
    templates: questions,
    path: TWENTY_MINUTES,
    versions: CPYTHON_VERSIONS,
    version: DEFAULT_VERSION,
  });
  page('practice/index.html', <PracticePage facts={about} data={data} questions={questions} />);
  page(
    'microscope.html',
    <MicroscopePage
      facts={about}
      versions={CPYTHON_VERSIONS}
      version={DEFAULT_VERSION}
      modules={[...boot(DEFAULT_VERSION).runtime.makers.keys()].sort()}
    />,
  );
  // Its fonts come with the stylesheet of the site, once that is found.
  const style = read('assets', 'site', 'page.css').replace(/@font-face \{[^}]*\}\n/g, '');
  const inside = { style, script: await bundleInside('not-found') };
  page('404.html', <NotFoundPage facts={about} inside={inside} />);
  const inRepository = (href: string): string =>
    /^(https?:|#|lessons\/\d)/.test(href) ? href : `${about.repository}/blob/main/docs/${href}`;
  page(
    'claims.html',
    <TextPage
      facts={about}
      title="Every claim and its proof"
      source={linkedClaims()}
      links={inRepository}
    />,
  );
  page(
    'differences.html',
    <TextPage
      facts={about}
      title="What differs from CPython"
      source={read('docs', 'differences.md')}
      links={inRepository}
    />,
  );

  const json = (path: string, value: unknown): void =>
    writeFileSync(join(site, path), JSON.stringify(value));
  json('assets/practice.json', questions);
  json('assets/first-run.json', storedRunOf(DEFAULT_VERSION, GALLERY[0]!.source));
  const knownConversions = converterOf(LIVE);
  for (const { name } of known)
    json(`assets/cells/${name}.json`, knownConversions(readLessonNotebook(name)));
  json('assets/search.json', searchEntries(lessons, glossary.entries, api));
  json(
    'assets/glossary.json',
    Object.fromEntries(
      glossary.entries.map(({ id, word, means, fact }) => [
        id,
        {
          word,
          means: `<p>${inlineHtml(means)}</p>`,
          fact: `<p>In fact: ${inlineHtml(fact)}</p>`,
        },
      ]),
    ),
  );
  json('manifest.webmanifest', {
    name: 'Heaplab',
    short_name: 'Heaplab',
    description: "CPython's memory manager, rebuilt byte for byte",
    start_url: 'index.html',
    scope: './',
    display: 'minimal-ui',
    background_color: '#ffffff',
    theme_color: '#17202b',
    icons: [
      { src: 'assets/logo.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
      ...[192, 512].map((size) => ({
        src: `assets/icon-${size}.png`,
        sizes: `${size}x${size}`,
        type: 'image/png',
        purpose: 'any maskable',
      })),
    ],
  });
  await bundleServiceWorker(site);
}

function packaged(path: string): string {
  const [scope, name, ...rest] = path.split('/') as [string, string, ...string[]];
  return join(dirname(require.resolve(`${scope}/${name}/package.json`)), ...rest);
}

/** Links between notebooks lead to their pages. */
function linkInLesson(href: string): string {
  return href
    .replace(/^([\w-]+)\.ipynb/, '$1.html')
    .replace(/^\.\.\/lessons\/GLOSSARY\.md/, 'GLOSSARY.html');
}

/** The list of claims; the cell that proves one is a link to it. */
function linkedClaims(): string {
  let lesson = '';
  return read('lessons', 'CLAIMS.md')
    .split('\n')
    .map((line) => {
      lesson = /^## (\S+)/.exec(line)?.[1] ?? lesson;
      return line.replace(/\| `([\w-]+)` \|/, `| [$1](lessons/${lesson}.html#$1) |`);
    })
    .join('\n');
}

buildSite(SITE).catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
