/** Storage can be switched off; the page then works, and forgets. */
export function storage(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

/** What is kept under a key, over what is there when nothing is, or nothing that can be read. */
export function readKept<T extends object>(key: string, nothing: T): T {
  try {
    const text = storage()?.getItem(key);
    return text ? { ...nothing, ...(JSON.parse(text) as T) } : nothing;
  } catch {
    return nothing;
  }
}

export function keep(key: string, value: object): void {
  try {
    storage()?.setItem(key, JSON.stringify(value));
  } catch {
    // The storage is full or switched off: this page still has it.
  }
}
