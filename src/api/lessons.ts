/**
 * What lessons are made of: predictions that come before a result, claims that a cell proves, examples
 * that check an exercise, and cards of the interview quiz.
 *
 * @module lessons
 */
export { type CheckExample, CheckFailed, check } from '../grading/check';
export { checkHeap, type HeapCheckCell } from '../grading/heap/check';
export type { Bound, MarkStep, Measure, PythonStep, ReadStep } from '../grading/heap/trial';
export {
  type Answer,
  ClaimFailed,
  predict,
  type Question,
  reveal,
  shows,
} from '../grading/predict';
export { type CardOptions, quizCard } from '../quiz/card';
export { type DeckOptions, quizDeck } from '../quiz/deck';
export { TOPICS as QUIZ_TOPICS, type Topic } from '../quiz/template';
