/** The version that is meant where none is named. A file of its own: a command's help needs no version's data. */
export const DEFAULT_VERSION = '3.14';
