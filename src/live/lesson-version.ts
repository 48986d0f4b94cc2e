/** The line of a lesson's first cell that names the version of Python; a page lets the reader choose another. */
export const LESSON_VERSION = /\bconst VERSION = (['"])([\d.]+)\1/;
