import type { BlockPlace } from '../pymalloc/views';
import type { NameState, ObjectEdge, ObjectState } from './types';

/** Who made a block; missing when it is older than the recording. */
export interface Maker {
  /** The step that allocated it, or took it off a free list. */
  readonly step?: number;
  /** The line, from 1; 0 for what was made before the first line ran. */
  readonly line?: number;
  /** Bytes that were asked for. */
  readonly nbytes?: number;
}

/** Who a block belongs to. */
export type BlockHolder =
  | ({
      /** An object lies in it. */
      readonly kind: 'object';
      /** Where it is; missing for a block of the C library's. */
      readonly place?: BlockPlace;
      /** The object. */
      readonly object: ObjectState;
    } & Maker)
  | ({
      /** It is a part of an object that lies elsewhere. */
      readonly kind: 'part';
      /** Where it is; missing for a block of the C library's. */
      readonly place?: BlockPlace;
      /** The object. */
      readonly object: ObjectState;
      /** The field of the object that points to it. */
      readonly part: string;
    } & Maker)
  | ({
      /** It is in use, for something that is neither: the interpreter's own. */
      readonly kind: 'interpreter';
      /** Where it is. */
      readonly place: BlockPlace;
    } & Maker)
  | {
      /** A dead object lies in it that waits for the next of its type. */
      readonly kind: 'free-list';
      /** Where it is. */
      readonly place: BlockPlace;
      /** The free list: `list`, `tuple2`. */
      readonly list: string;
    }
  | {
      /** It is free. */
      readonly kind: 'free';
      /** Where it is. */
      readonly place: BlockPlace;
      /** Whether the next request of its size gets it. */
      readonly next: boolean;
    }
  | {
      /** It was never given out. */
      readonly kind: 'untouched';
      /** Where it is. */
      readonly place: BlockPlace;
    }
  | {
      /** No block is known at the address. */
      readonly kind: 'unknown';
    };

/** Why an object is alive: the shortest chain of references to it. */
export interface Reason {
  /** The call that has the name; `<module>` for the program's own. */
  readonly function: string;
  /** The name that the chain begins at. */
  readonly name: string;
  /** What kind of name it is. */
  readonly scope: NameState['scope'];
  /** The objects of the chain, and who made each: the name's first, the one that was asked about last. */
  readonly steps: readonly ({
    /** `id()`. */
    readonly address: number;
    /** The name of its type. */
    readonly type: string;
    /** A short `repr`. */
    readonly value: string;
    /** By what it holds the next one; missing for the last. */
    readonly by?: Pick<ObjectEdge, 'kind' | 'label'>;
  } & Maker)[];
}

/** What keeps an arena from going back to the system. */
export interface Survivors {
  /**
   * The blocks in use. The program's own come first: what is alive, then dead objects on free lists, of both the
   * newest first.
   */
  readonly survivors: readonly Survivor[];
  /** How many are left out. */
  readonly more: number;
  /** How many blocks are the program's own, also of those that are left out. */
  readonly own: number;
  /** How many of these have a dead object that waits on a free list. */
  readonly kept: number;
}

/** A block in use that keeps its arena from going back to the system. */
export interface Survivor extends Maker {
  /** Where it begins. */
  readonly address: number;
  /** Where it is. */
  readonly place: BlockPlace;
  /** The free list that a dead object in it is on. */
  readonly list?: string;
  /** The object in it; missing for a dead one, for a part of one, and for the interpreter's own. */
  readonly object?: {
    /** `id()`. */
    readonly address: number;
    /** The name of its type. */
    readonly type: string;
    /** A short `repr`. */
    readonly value: string;
  };
}
