/** The global that a guarded loop calls at each turn. */
export const GUARD = '__heaplabTurn';
