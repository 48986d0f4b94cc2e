import type { StoredQuestion } from '../../quiz/stored';
import { codeHtml } from '../code';
import { scriptJson } from '../outputs';
import { Island } from '../parts/island';
import { Program, TOPIC_NAMES, Words } from '../parts/practice/words';
import type { PracticeData } from '../practice';
import { Shell, type SiteFacts } from './shell';

export interface PracticePageProps {
  readonly facts: SiteFacts;
  readonly data: PracticeData;
  /** One of each template, for those who only read. */
  readonly questions: readonly StoredQuestion[];
}

/** The question bank. Without scripts: each question once, with its answer below a fold. */
export function PracticePage({ facts, data, questions }: PracticePageProps) {
  return (
    <Shell
      facts={facts}
      title="Practise for an interview"
      description="Questions on CPython's memory with new numbers each time, a mock interview, and what you forget comes back."
      bar={{ root: '../', here: 'practice' }}
      styles={['practice.css']}
    >
      <main class="w practice" id="content">
        <h1>Practise for an interview.</h1>
        <p class="sub">
          {questions.length} kinds of questions, with new numbers each time. A simulated CPython
          works out the answer, and what each misunderstanding would make of it.
        </p>
        <p class="static-only needs">
          Drawing questions, your score and the mock interview need JavaScript, since your browser
          works out the answers. Without it, each question is here once, for CPython {data.version},
          with its answer below a fold.
        </p>
        <Island name="Practice">{null}</Island>
        <section class="bank" aria-labelledby="bank">
          <h2 id="bank">All questions, once each</h2>
          <p class="note">For CPython {data.version}. Open a topic, answer, then unfold.</p>
          {Object.entries(TOPIC_NAMES).map(([topic, name]) => {
            const own = questions.filter((question) => question.topic === topic);
            return (
              <details key={topic} class="topic">
                <summary>
                  {name} <span class="num">{own.length}</span>
                </summary>
                {own.map((question) => (
                  <BankQuestion question={question} data={data} />
                ))}
              </details>
            );
          })}
        </section>
      </main>
      <script
        type="application/json"
        id="practice-data"
        dangerouslySetInnerHTML={{ __html: scriptJson(data) }}
      />
    </Shell>
  );
}

function BankQuestion({
  question,
  data,
}: {
  readonly question: StoredQuestion;
  readonly data: PracticeData;
}) {
  const { template, ask, code, choices, answer, explanation } = question;
  const { read } = data.templates.find(({ id }) => id === template)!;
  const { url, title } = data.sections[read]!;
  return (
    <article id={template}>
      <p class="question">
        <Words text={ask} />
      </p>
      {code !== undefined && <Program html={codeHtml(code, 'python')} />}
      <ol type="A">
        {choices.map(({ text }) => (
          <li key={text}>
            <Words text={text} />
          </li>
        ))}
      </ol>
      <details>
        <summary>The answer, and why</summary>
        <p>
          <b>
            <Words text={answer} />.
          </b>{' '}
          <Words text={explanation} />
        </p>
        {choices
          .filter(({ because }) => because !== undefined)
          .map(({ text, because }) => (
            <p key={text}>
              <b>
                <Words text={text} />?
              </b>{' '}
              <Words text={because!} />
            </p>
          ))}
        <p class="note">
          Read about it: <a href={url}>{title}</a>.
        </p>
      </details>
    </article>
  );
}
