import type { Row } from './standing';

/** How an exercise went, over the notebooks that count. */
export interface ExerciseSummary {
  readonly lesson: string;
  readonly exercise: string;
  readonly title: string;
  readonly of: number;
  /** How many handed it in, had all points, and had none. */
  readonly learners: number;
  readonly full: number;
  readonly none: number;
  readonly meanPoints: number;
  /** Known mistakes, the commonest first. */
  readonly mistakes: readonly { readonly mistake: string; readonly learners: number }[];
}

/** Points by exercise, and which mistakes are common. */
export function summarize(rows: readonly Row[]): ExerciseSummary[] {
  const groups = new Map<string, { lesson: string; results: Results }>();
  for (const { result, counts } of rows) {
    if (!result || !counts) continue;
    for (const exercise of result.exercises) {
      const key = `${result.lesson} ${exercise.id}`;
      const group = groups.get(key) ?? { lesson: result.lesson, results: [] };
      group.results.push(exercise);
      groups.set(key, group);
    }
  }
  return [...groups.values()]
    .map(({ lesson, results }) => summaryOf(lesson, results))
    .sort((a, b) => (a.lesson < b.lesson ? -1 : a.lesson > b.lesson ? 1 : 0));
}

type Results = NonNullable<Row['result']>['exercises'][number][];

function summaryOf(lesson: string, results: Results): ExerciseSummary {
  const { id, title, points } = results[0]!;
  const mistakes = new Map<string, number>();
  for (const { mistake } of results) {
    if (mistake !== undefined) mistakes.set(mistake, (mistakes.get(mistake) ?? 0) + 1);
  }
  const sum = results.reduce((total, { earned }) => total + earned, 0);
  return {
    lesson,
    exercise: id,
    title,
    of: points,
    learners: results.length,
    full: results.filter(({ earned }) => earned === points).length,
    none: results.filter(({ earned }) => earned === 0).length,
    meanPoints: Math.round((sum / results.length) * 100) / 100,
    mistakes: [...mistakes]
      .map(([mistake, learners]) => ({ mistake, learners }))
      .sort((a, b) => b.learners - a.learners || (a.mistake < b.mistake ? -1 : 1)),
  };
}
