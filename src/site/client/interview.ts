import { keep, readKept } from './storage';

/*
 * The interview that was begun last: kept in this browser, so that a reload or a look into a lesson loses nothing.
 */

/** What came of a question and of what was asked after it. */
export interface Round {
  readonly given: string;
  readonly right: boolean;
  readonly after: {
    readonly about: string;
    readonly right: boolean;
    /** By the reader, who compared what was said with the answer. */
    readonly rated: boolean;
  };
}

export interface KeptInterview {
  readonly seed: number;
  readonly python: string;
  readonly rounds: readonly Round[];
  /** The answer to a question that has not got its second one yet. */
  readonly given: Pick<Round, 'given' | 'right'> | undefined;
  /** Whether it is counted among the reader's interviews. */
  readonly counted: boolean;
}

const KEY = 'heaplab:interview';

/** Another version of the lab may ask other questions for the same seed. */
const labVersion = (): string => document.body.dataset.version ?? '';

export function readInterview(): KeptInterview | undefined {
  const { lab, interview } = readKept<{ lab?: string; interview?: KeptInterview }>(KEY, {});
  return lab === labVersion() ? interview : undefined;
}

export function keepInterview(interview: KeptInterview): void {
  keep(KEY, { lab: labVersion(), interview });
}
