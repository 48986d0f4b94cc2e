/** Whether the page is shown to a class: it then begins empty, and keeps nothing in the browser. */
export function teaching(): boolean {
  return new URLSearchParams(globalThis.location?.search).has('teach');
}

/** Storage can be switched off; the page then works, and forgets. */
export function storage(): Storage | undefined {
  try {
    return teaching() ? undefined : globalThis.localStorage;
  } catch {
    return undefined;
  }
}

/** What could not be stored: this page has it until it is closed. */
const unstored = new Map<string, string>();

/** What is kept under a key, over what is there when nothing is, or nothing that can be read. */
export function readKept<T extends object>(key: string, nothing: T): T {
  try {
    const text = unstored.get(key) ?? storage()?.getItem(key);
    return text ? { ...nothing, ...(JSON.parse(text) as T) } : nothing;
  } catch {
    return nothing;
  }
}

export function keep(key: string, value: object): void {
  const text = JSON.stringify(value);
  unstored.set(key, text);
  try {
    const store = storage();
    store?.setItem(key, text);
    if (store) unstored.delete(key);
  } catch {
    // The storage is full or switched off.
  }
}
