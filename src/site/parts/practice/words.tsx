import type { Topic } from '../../../quiz/template';

/** Topics as a page names them, in the order of the lessons. */
export const TOPIC_NAMES: Readonly<Record<Topic, string>> = {
  layers: 'Layers',
  pymalloc: 'pymalloc',
  freelists: 'Free lists',
  refcounts: 'Reference counts',
  gc: 'The collector',
  tracemalloc: 'tracemalloc',
  sizes: 'Sizes',
  fragmentation: 'Fragmentation',
  fork: 'Forks',
};

/** A text with code between backticks. */
export function Words({ text }: { readonly text: string }) {
  return (
    <>{text.split('`').map((part, i) => (i % 2 === 1 ? <code key={i}>{part}</code> : part))}</>
  );
}

/** Minutes as people say them. */
export function minutesText(minutes: number): string {
  if (minutes === 0.5) return 'half a minute';
  const whole = Math.floor(minutes);
  return `${whole}${minutes > whole ? '½' : ''} ${minutes === 1 ? 'minute' : 'minutes'}`;
}

export const many = (count: number, word: string): string =>
  `${count} ${word}${count === 1 ? '' : 's'}`;

/** A program, from code as HTML. */
export function Program({ html }: { readonly html: string }) {
  return (
    <pre class="program" tabindex={0}>
      <code dangerouslySetInnerHTML={{ __html: html }} />
    </pre>
  );
}
