import { type Signal, signal } from '@preact/signals';

/** Whether the search is open. */
export const search: Signal<boolean> = signal(false);
