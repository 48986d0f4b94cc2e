import type { HomeFigures } from '../figures';
import { Island } from '../parts/island';
import { LessonListPart, type ListedLesson } from '../parts/lesson-list';
import { ProgressFilePart } from '../parts/progress-file';
import { SquaresPart } from '../parts/squares';
import { Shell, type SiteFacts } from './shell';

export interface HomeProps {
  readonly facts: SiteFacts;
  readonly lessons: readonly ListedLesson[];
  readonly squares: HomeFigures;
}

export function HomePage({ facts, lessons, squares }: HomeProps) {
  const [first] = lessons;
  return (
    <Shell
      facts={facts}
      title="Heaplab"
      description="CPython's memory manager, rebuilt byte for byte: run your code in it, and look inside."
      bar={{ root: '', here: 'home' }}
    >
      <main class="w" id="content">
        <h1>See where every byte of a Python process goes.</h1>
        <p class="sub">
          Heaplab is CPython’s memory manager, rebuilt byte for byte for versions 3.8 to 3.15. Run
          your code in it, and look inside.
        </p>
        <Island name="Squares" props={squares}>
          <SquaresPart {...squares} />
        </Island>
        <section class="doors" aria-label="Where to start">
          <a class="door" href={`lessons/${first!.name}.html`}>
            <b>Learn it</b>
            <p>
              {spelled(lessons.length)} lessons, with Python to run. You predict, run, and see why.
              In the exercises you build CPython’s mechanisms in TypeScript, and they tell you which
              mistake you made.
            </p>
            <span>Start with {first!.title.replace(/^The/, 'the')}</span>
          </a>
          <a class="door" href="microscope.html">
            <b>Look at your own program</b>
            <p>
              Paste Python. Step through it line by line, and watch names, objects and the heap.
            </p>
            <span>Open the microscope</span>
          </a>
          <a class="door" href="practice/index.html">
            <b>Practise for an interview</b>
            <p>
              Questions with new numbers each time, a mock interview, and a way through in 20
              minutes. What you forget comes back.
            </p>
            <span>Start to practise</span>
          </a>
        </section>
        <p class="teach">
          Teaching a class?{' '}
          <a href={`${facts.repository}/blob/main/docs/grading.md`}>
            Assign lessons and grade exercises
          </a>{' '}
          with hidden checks. The notebooks work with nbgrader.
        </p>
        <h2 id="lessons">Lessons</h2>
        <Island name="LessonList" props={{ lessons }}>
          <LessonListPart lessons={lessons} />
        </Island>
        <Island name="ProgressFile" props={{ version: facts.version }}>
          <ProgressFilePart version={facts.version} />
        </Island>
      </main>
    </Shell>
  );
}

function spelled(count: number): string {
  return ['Ten', 'Eleven', 'Twelve', 'Thirteen'][count - 10] ?? String(count);
}
