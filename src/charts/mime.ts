/** The MIME type of a Vega-Lite 5 spec: JupyterLab and VS Code draw it themselves. */
export const VEGALITE_MIME = 'application/vnd.vegalite.v5+json';

/** The MIME type of a program that a page of the site can step: `PlayerData`. */
export const PLAYER_MIME = 'application/vnd.heaplab.player.v1+json';

/** The MIME type of a figure that a reader of the site drives: `FigureData`, or `DeckData` of the quiz. */
export const FIGURE_MIME = 'application/vnd.heaplab.figure.v1+json';
