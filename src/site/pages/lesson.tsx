import type { PageCell } from '../client/lab';
import { codeHtml } from '../code';
import type { AskBlock, Block, CellBlock, ExerciseBlock, LessonModel } from '../model';
import { scriptJson } from '../outputs';
import { CellPart, type CellProps } from '../parts/cell';
import { ContentsPart, type ContentsProps } from '../parts/contents';
import { ExercisePart, type ExerciseProps } from '../parts/exercise';
import { Island } from '../parts/island';
import { PredictionPart } from '../parts/prediction';
import { ToolsPart } from '../parts/tools';
import { Shell, type SiteFacts } from './shell';

export interface LessonPageProps {
  readonly facts: SiteFacts;
  readonly lesson: LessonModel;
  /** All lessons, in order: for the way to the next. */
  readonly lessons: readonly Pick<LessonModel, 'name' | 'title' | 'about'>[];
  readonly versions: readonly string[];
}

export function LessonPage({ facts, lesson, lessons, versions }: LessonPageProps) {
  const { name, title, about } = lesson;
  const at = lessons.findIndex((other) => other.name === name);
  const titles = new Map(lessons.map((other) => [other.name, other.title]));
  const contents = contentsOf(lesson);
  const exercises = exercisesOf(lesson.blocks).length;
  return (
    <Shell
      facts={facts}
      title={title}
      description={about.teaches}
      bar={{ root: '../', here: 'lessons', versions }}
      styles={[
        ...(lesson.players > 0 ? ['microscope.css'] : []),
        ...(lesson.figures > 0 ? ['touch.css'] : []),
      ]}
    >
      <div class="page">
        <Island name="Contents" props={contents} class="margin">
          <ContentsPart {...contents} />
        </Island>
        <main id="content">
          <h1 id={lesson.sections[0]!.id}>{title}</h1>
          <p class="meta">
            <span>
              Lesson {lesson.number} of {lessons.length - 1}
            </span>
            <span>{about.minutes} minutes</span>
            {exercises > 0 && (
              <span>
                {exercises} exercise{exercises === 1 ? '' : 's'}, to write in {languagesOf(lesson)}
              </span>
            )}
            {about.needs.length > 0 && (
              <span>
                comes after{' '}
                {about.needs.map((need, i) => (
                  <>
                    {i > 0 && ', '}
                    <a href={`${need}.html`}>{titles.get(need)}</a>
                  </>
                ))}
              </span>
            )}
          </p>
          <div class="text">
            <Blocks blocks={lesson.blocks} lesson={name} facts={facts} title={title} />
          </div>
          <Island name="Tools" props={{ lesson: name }}>
            <ToolsPart lesson={name} />
          </Island>
          <p class="take">
            To have it in Jupyter:{' '}
            <a href={`../notebooks/${name}.ipynb`} download>
              download the notebook
            </a>
            , then <code>heaplab kernel install --user && jupyter lab {name}.ipynb</code>
          </p>
          <Neighbours before={lessons[at - 1]} after={lessons[at + 1]} />
        </main>
      </div>
      <script
        type="application/json"
        id="lesson-cells"
        data-lesson={name}
        dangerouslySetInnerHTML={{ __html: scriptJson(cellsOf(lesson.blocks)) }}
      />
    </Shell>
  );
}

interface BlockProps {
  readonly lesson: string;
  readonly title: string;
  readonly facts: SiteFacts;
}

function Blocks({ blocks, ...props }: BlockProps & { readonly blocks: readonly Block[] }) {
  return (
    <>
      {blocks.map((block) => (
        <BlockPart block={block} {...props} />
      ))}
    </>
  );
}

function BlockPart({ block, ...props }: BlockProps & { readonly block: Block }) {
  switch (block.kind) {
    case 'prose':
      return <div class="prose" dangerouslySetInnerHTML={{ __html: block.html }} />;
    case 'heading':
      return (
        <div class="section-head">
          <h2 id={block.id} dangerouslySetInnerHTML={{ __html: block.html }} />
          <p class="report">
            <a href={`#${block.id}`} aria-label="Link to this section" title="Link to this section">
              #
            </a>
            <a href={reportUrl(props, block.id)}>Report a mistake</a>
          </p>
          {block.skip && (
            <p class="hood">
              For those who want to see how CPython does it.{' '}
              <a href={`#${block.skip.id}`}>Skip to “{block.skip.title}”</a>
            </p>
          )}
        </div>
      );
    case 'cell':
      return <CellIsland block={block} />;
    case 'ask':
      return <AskIsland block={block} {...props} />;
    case 'exercise':
      return <ExerciseIsland block={block} lesson={props.lesson} />;
  }
}

function reportUrl({ facts, lesson, title }: BlockProps, section: string): string {
  const query = new URLSearchParams({
    title: `${title}: `,
    body: `In lessons/${lesson}, section #${section}, Heaplab ${facts.version}:\n\n`,
  });
  return `${facts.issues}/new?${query}`;
}

function CellIsland({ block }: { readonly block: CellBlock }) {
  const { id, language, folded, source, outputs } = block;
  const props: Omit<CellProps, 'code' | 'outputs'> = { id, language, folded };
  return (
    <Island name="Cell" props={props}>
      <CellPart {...props} code={codeHtml(source, language)} outputs={outputs} />
    </Island>
  );
}

function AskIsland({ block, ...props }: BlockProps & { readonly block: AskBlock }) {
  const { id, cell, ask, options, unit, measured, under } = block;
  const asked = { lesson: props.lesson, id, cell, ask, options, unit, measured };
  return (
    <>
      <Island name="Prediction" props={asked}>
        <PredictionPart {...asked} />
      </Island>
      <details class="cover">
        <summary>
          <span class="fold">Show the answer, and what follows</span>
          <span class="covered">The answer is covered until you choose or skip.</span>
        </summary>
        <div class="under">
          <Blocks blocks={under} {...props} />
        </div>
      </details>
    </>
  );
}

/** A cell's code as it is shown: without the line that says Python. */
function shownSource(source: string): string {
  return source.replace(/^%%python[^\n]*\n/, '');
}

function ExerciseIsland({
  block,
  lesson,
}: {
  readonly block: ExerciseBlock;
  readonly lesson: string;
}) {
  const { id, title, points, functionName, language, visible, checkId, hints } = block;
  const { solution, prompt, source } = block;
  const props: Omit<ExerciseProps, 'prompt' | 'code'> = {
    lesson,
    id,
    title,
    points,
    functionName,
    language,
    visible,
    checkId,
    hints,
    solution,
  };
  return (
    <div id={id}>
      <Island name="Exercise" props={props}>
        <ExercisePart {...props} prompt={prompt} code={codeHtml(shownSource(source), language)} />
      </Island>
    </div>
  );
}

function Neighbours({
  before,
  after,
}: {
  readonly before: LessonPageProps['lessons'][number] | undefined;
  readonly after: LessonPageProps['lessons'][number] | undefined;
}) {
  return (
    <nav class="next" aria-label="Lessons">
      {after ? (
        <a href={`${after.name}.html`} rel="next">
          <span class="what">
            <span>Next, {after.about.minutes} minutes</span>
            <b>{after.title}</b>
            <span>{after.about.teaches}</span>
          </span>
          <span class="btn main">Go on</span>
        </a>
      ) : (
        <a href="../index.html#lessons">
          <span class="what">
            <span>That was the last one</span>
            <b>All lessons</b>
          </span>
        </a>
      )}
      {before && (
        <a class="before" href={`${before.name}.html`} rel="prev">
          ← {before.title}
        </a>
      )}
    </nav>
  );
}

/** Every cell in the order in which they run. */
function cellsOf(blocks: readonly Block[]): PageCell[] {
  return blocks.flatMap((block): PageCell[] => {
    switch (block.kind) {
      case 'cell': {
        const { id, language } = block;
        const source = language === 'python' ? `%%python\n${block.source}` : block.source;
        return [{ id, kind: 'cell', language, source }];
      }
      case 'ask': {
        const { cell, source, under } = block;
        return [{ id: cell, kind: 'ask', language: 'typescript', source }, ...cellsOf(under)];
      }
      case 'exercise': {
        const { id, language, source, checkId, checkSource } = block;
        return [
          { id, kind: 'exercise', language, source },
          { id: checkId, kind: 'check', language: 'typescript', source: checkSource },
        ];
      }
      default:
        return [];
    }
  });
}

/** The languages that a lesson's exercises are written in. */
function languagesOf({ blocks }: Pick<LessonModel, 'blocks'>): string {
  const inPython = new Set(exercisesOf(blocks).map(({ language }) => language === 'python'));
  if (inPython.size === 2) return 'TypeScript and Python';
  return inPython.has(true) ? 'Python' : 'TypeScript';
}

/** All exercises, those under a question too. */
function exercisesOf(blocks: readonly Block[]): ExerciseBlock[] {
  return blocks.flatMap((block) =>
    block.kind === 'exercise' ? [block] : block.kind === 'ask' ? exercisesOf(block.under) : [],
  );
}

/** The sections with the questions and exercises in each. */
function contentsOf({
  name,
  sections,
  blocks,
  points,
  predictions,
  exercises,
}: LessonModel): ContentsProps {
  const tasks = new Map<string, string[]>(sections.map(({ id }) => [id, []]));
  let section = sections[0]!.id;
  const walk = (list: readonly Block[]): void => {
    for (const block of list) {
      if (block.kind === 'heading') section = block.id;
      else if (block.kind === 'exercise') tasks.get(section)!.push(block.id);
      else if (block.kind === 'ask') {
        tasks.get(section)!.push(block.id);
        walk(block.under);
      }
    }
  };
  walk(blocks);
  return {
    lesson: name,
    sections: sections.map(({ id, title }) => ({ id, title, tasks: tasks.get(id)! })),
    points,
    predictions,
    exercises,
  };
}
