/**
 * For cells of a notebook: the process of its `%%python` cells, and what a cell shows or asks for.
 *
 * @module notebook
 */
export { clearOutput, Display, type DisplayOptions, display, input, page } from '../kernel/display';
export type { MimeBundle } from '../kernel/mime-bundle';
export { notebookPython } from '../kernel/python';
export { NotebookPython } from '../python';
