/** How an error that nobody can catch is told. */
export interface UnraisableMessage {
  /** `err_msg` for `sys.unraisablehook`; null: none, and "Exception ignored in" is printed. */
  readonly text: string | null;
  /** Whether the text names the object by its repr, and the hook gets none. */
  readonly named: boolean;
}

/** The messages of those who call what may raise (`PyErr_WriteUnraisable`, `PyErr_FormatUnraisable`). */
export interface UnraisableMessages {
  readonly finalizer: UnraisableMessage;
  readonly weakref: UnraisableMessage;
  readonly gc: UnraisableMessage;
  readonly generator: UnraisableMessage;
  readonly thread: UnraisableMessage;
  /** null: it is printed as what nobody caught, and no hook is told (to 3.9). */
  readonly atexit: UnraisableMessage | null;
  /** Whether the traceback module prints them (3.15 on), with marks and causes; C prints neither causes nor notes. */
  readonly byModule: boolean;
}

const PLAIN: UnraisableMessage = { text: null, named: false };

const named = (text: string): UnraisableMessage => ({
  text: `Exception ignored ${text}`,
  named: true,
});

export const unraisable3_8: UnraisableMessages = {
  finalizer: PLAIN,
  weakref: PLAIN,
  gc: PLAIN,
  generator: PLAIN,
  thread: { text: 'Exception ignored in thread started by', named: false },
  atexit: null,
  byModule: false,
};

export const unraisable3_10: UnraisableMessages = {
  ...unraisable3_8,
  atexit: { text: 'Exception ignored in atexit callback', named: false },
};

export const unraisable3_13: UnraisableMessages = {
  ...unraisable3_10,
  thread: named('in thread started by'),
  atexit: named('in atexit callback'),
};

export const unraisable3_14: UnraisableMessages = {
  ...unraisable3_13,
  finalizer: named('while calling deallocator'),
  weakref: named('while calling weakref callback'),
  gc: named('while calling GC callback'),
  generator: named('while closing generator'),
};

export const unraisable3_15: UnraisableMessages = { ...unraisable3_14, byModule: true };
