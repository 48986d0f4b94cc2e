/** A Python exception: its type's name and its message, as a traceback's last line shows them. */
export class PyError extends Error {
  /** The name of its type. */
  override readonly name: string;

  constructor(
    /** `MemoryError`, `TypeError`, `KeyError` … */
    readonly type: string,
    message: string,
  ) {
    super(message);
    this.name = type;
  }
}

export function memoryError(nbytes: number): PyError {
  return new PyError('MemoryError', `no memory for a block of ${nbytes} bytes`);
}

/** An address that is not, or no longer, that of a live object. */
export class StaleReference extends Error {
  /** The class's name, as an error's first word. */
  override readonly name = 'StaleReference';
}
