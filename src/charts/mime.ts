/** The MIME type of a Vega-Lite 5 spec: JupyterLab and VS Code draw it themselves. */
export const VEGALITE_MIME = 'application/vnd.vegalite.v5+json';
