/** What a cell shows, in several forms: type -> data; binary data as base64. */
export type MimeBundle = Record<string, unknown>;
