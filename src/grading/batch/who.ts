import type { Place } from './collect';
import { type HandedIn, handedIn, type Learner } from './names';
import { type Enrolled, folded, Roster } from './roster';

/** Who a notebook is from. */
export interface Author extends Pick<HandedIn, 'late' | 'number'> {
  /** The same for two notebooks of one learner, and for no others. */
  readonly key: string;
  readonly learner: Learner;
  /** In the roster; true where there is none. */
  readonly known: boolean;
}

/** Tells learners by their notebooks' places and, where there is one, a roster. */
export class Who {
  private readonly roster: Roster | undefined;

  constructor(enrolled: readonly Enrolled[] | undefined) {
    this.roster = enrolled && new Roster(enrolled);
  }

  of(place: Place): Author {
    const handed = handedIn(place);
    const { late, number } = handed;
    const enrolled = this.roster?.find(handed);
    if (enrolled) return { ...inRoster(enrolled), late, number };
    const { learner } = handed;
    // Moodle's number alone is another learner's in another assignment.
    const key = JSON.stringify(['named', learner.id, learner.name]);
    return { key, learner, late, number, known: this.roster === undefined };
  }

  /** Whether a name that somebody typed means this notebook's learner. */
  means(name: string, place: Place): boolean {
    const { name: own, id } = this.of(place).learner;
    const texts = [own, id ?? own, `${own} (${id})`, handedIn(place).learner.name];
    return texts.some((text) => folded(text) === folded(name));
  }

  /** All of the roster. */
  get enrolled(): readonly Pick<Author, 'key' | 'learner'>[] {
    return (this.roster?.enrolled ?? []).map(inRoster);
  }
}

function inRoster(learner: Enrolled): Pick<Author, 'key' | 'learner' | 'known'> {
  return { key: JSON.stringify(['roster', learner.id]), learner, known: true };
}
