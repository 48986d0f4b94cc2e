/** `operator`: all of it is native. */
export const operator_py = `from _operator import *
`;
