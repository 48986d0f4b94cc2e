import { type Signal, signal } from '@preact/signals';
import { hash32 } from '../../grading/hash';
import { practiceNow, updatePractice } from './practice-progress';
import { mergedPractice, type PracticeProgress } from './practice-record';
import { keep, readKept, storage } from './storage';

/*
 * What a reader has done: kept in this browser, one entry of localStorage a lesson, and the reader's
 * own to take along as one JSON document (assets/schemas/progress.v2.schema.json). Nothing is sent.
 */

export interface Prediction {
  /** As it was given; null for a reader who skipped. */
  readonly answer: string | null;
  readonly right: boolean;
  readonly when: string;
}

export interface ExerciseResult {
  readonly earned: number;
  readonly points: number;
  readonly checks: readonly {
    readonly about: string;
    readonly points: number;
    readonly earned: number;
  }[];
  readonly feedback: readonly string[];
  /** Of the code that was checked. */
  readonly code: string;
  readonly when: string;
}

/** What a reader has opened below an exercise. */
export interface Help {
  /** How many hints, from the first on. */
  readonly hints: number;
  /** When the solution was opened: once all was right, or before. */
  readonly solution?: 'solved' | 'gave up';
}

/** A learner's own code for a cell, and the fingerprint of the lesson's code that it came from. */
export interface OwnCode {
  readonly source: string;
  readonly base: string;
}

export interface LessonProgress {
  readonly visited?: string;
  /** The section that was last in view. */
  readonly at?: string;
  readonly seen: readonly string[];
  readonly predictions: Readonly<Record<string, Prediction>>;
  readonly exercises: Readonly<Record<string, ExerciseResult>>;
  readonly code: Readonly<Record<string, OwnCode>>;
  /** By exercise. */
  readonly help: Readonly<Record<string, Help>>;
}

export interface ProgressFile {
  readonly format: 'heaplab-progress';
  readonly version: 2;
  /** The version of the lab that wrote it. */
  readonly lab: string;
  readonly saved: string;
  readonly lessons: Readonly<Record<string, LessonProgress>>;
  readonly practice: PracticeProgress;
}

export const NOTHING: LessonProgress = {
  seen: [],
  predictions: {},
  exercises: {},
  code: {},
  help: {},
};

const PREFIX = 'heaplab:lesson:';
const kept = new Map<string, Signal<LessonProgress>>();

function read(lesson: string): LessonProgress {
  return readKept(PREFIX + lesson, NOTHING);
}

/** The progress in a lesson, as a signal that other tabs change too. */
export function progressOf(lesson: string): Signal<LessonProgress> {
  let found = kept.get(lesson);
  if (!found) {
    found = signal(NOTHING);
    kept.set(lesson, found);
  }
  return found;
}

/** Reads what is kept. Called once a page, when its static form is taken over. */
export function loadProgress(lessons: readonly string[]): void {
  for (const lesson of lessons) progressOf(lesson).value = read(lesson);
  globalThis.addEventListener?.('storage', ({ key }) => {
    if (key?.startsWith(PREFIX)) {
      const lesson = key.slice(PREFIX.length);
      progressOf(lesson).value = read(lesson);
    }
  });
}

/** Changes the progress in a lesson; reads it first, since another tab may have written. */
export function update(
  lesson: string,
  change: (progress: LessonProgress) => Partial<LessonProgress>,
): void {
  const now = read(lesson);
  const next = { ...now, ...change(now) };
  progressOf(lesson).value = next;
  keep(PREFIX + lesson, next);
}

/** A short fingerprint of code. */
export function fingerprint(text: string): string {
  return hash32(text).toString(16).padStart(8, '0');
}

export function earned({ predictions, exercises }: LessonProgress): number {
  const right = Object.values(predictions).filter((prediction) => prediction.right).length;
  return Object.values(exercises).reduce((sum, result) => sum + result.earned, right);
}

/** All progress as the document that a reader takes along. */
export function exportProgress(lab: string): ProgressFile {
  const store = storage();
  const lessons: Record<string, LessonProgress> = {};
  for (let i = 0; i < (store?.length ?? 0); i++) {
    const key = store!.key(i)!;
    if (key.startsWith(PREFIX)) lessons[key.slice(PREFIX.length)] = read(key.slice(PREFIX.length));
  }
  return {
    format: 'heaplab-progress',
    version: 2,
    lab,
    saved: new Date().toISOString(),
    lessons,
    practice: practiceNow(),
  };
}

/**
 * Takes over a document; where both have something, the better result and the later answer count.
 * @returns how many lessons it told of
 */
export function importProgress({ lessons, practice }: ProgressFile): number {
  updatePractice((own) => mergedPractice(own, practice));
  for (const [lesson, other] of Object.entries(lessons)) {
    update(lesson, (own) => ({
      ...other,
      seen: [...new Set([...own.seen, ...other.seen])],
      predictions: { ...own.predictions, ...other.predictions },
      exercises: better(own.exercises, other.exercises),
      code: { ...own.code, ...other.code },
      help: moreHelp(own.help, other.help ?? {}),
    }));
  }
  return Object.keys(lessons).length;
}

function better(
  own: LessonProgress['exercises'],
  other: LessonProgress['exercises'],
): LessonProgress['exercises'] {
  const best = { ...own };
  for (const [id, result] of Object.entries(other))
    if (!(best[id] && best[id].earned > result.earned)) best[id] = result;
  return best;
}

/** What was opened in either: help that was seen once stays seen. */
function moreHelp(
  own: LessonProgress['help'],
  other: LessonProgress['help'],
): LessonProgress['help'] {
  const all: Record<string, Help> = { ...own };
  for (const [id, { hints, solution }] of Object.entries(other)) {
    const opened = all[id]?.solution ?? solution;
    all[id] = {
      hints: Math.max(all[id]?.hints ?? 0, hints),
      ...(opened && { solution: opened }),
    };
  }
  return all;
}
