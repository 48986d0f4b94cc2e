import Papa from 'papaparse';
import type { Row, Standing } from './standing';

/*
 * Tables as CSV (RFC 4180), as UTF-8 with a byte order mark: without one Excel reads the names in the
 * code page of the system and spoils each that is not plain English.
 */

/**
 * What a spreadsheet takes for a formula gets a quote in front (OWASP, "CSV Injection"): at the start of a
 * cell, or where one would start that splits at semicolons or tabs.
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]|[;\t\r\n][=+\-@＝＋－＠]/;

type Cell = string | number;

function csv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const text = Papa.unparse([[...header], ...rows.map((row) => [...row])], {
    newline: '\r\n',
    quotes: (value: unknown) => typeof value === 'string',
    escapeFormulae: FORMULA,
  });
  return `\ufeff${text}\r\n`;
}

/** A row for each exercise of each notebook; one for a notebook that could not be graded. */
export function gradesCsv(rows: readonly Row[]): string {
  const header = [
    ...['learner', 'id', 'lesson', 'exercise', 'points', 'of', 'counts'],
    ...['late', 'mistake', 'feedback', 'file', 'seconds'],
  ];
  return csv(
    header,
    rows.flatMap((row): Cell[][] => {
      const { learner, id = '', file, seconds, result } = row;
      const late = yes(row.late);
      if (!result) {
        const why = `not graded: ${row.problem}`;
        return [[learner, id, '', '', 0, 0, 'no', late, '', why, file, seconds]];
      }
      return result.exercises.map(({ id: exercise, earned, points, mistake = '', feedback }) => [
        ...[learner, id, result.lesson, exercise, earned, points, yes(row.counts)],
        ...[late, mistake, feedback.join(' '), file, seconds],
      ]);
    }),
  );
}

/** A row for each learner, with the points of each lesson. */
export function totalsCsv(learners: Standing['learners']): string {
  const lessons = [
    ...new Set(learners.flatMap((one) => one.lessons.map(({ lesson }) => lesson))),
  ].sort();
  return csv(
    ['learner', 'id', 'points', 'of', ...lessons, 'notes', 'page'],
    learners.map(({ learner, id = '', points, of, lessons: own, notes, page = '' }) => [
      ...[learner, id, points, of],
      ...lessons.map((lesson) => own.find((one) => one.lesson === lesson)?.points ?? ''),
      ...[notes.join('; '), page && `feedback/${page}`],
    ]),
  );
}

function yes(value: boolean): string {
  return value ? 'yes' : 'no';
}
