import DOMPurify from 'dompurify';

/** HTML that a cell put out, without scripts, handlers, forms, or anything from another host. */
export function sanitise(html: string): string {
  return DOMPurify.sanitize(html, {
    USE_PROFILES: { html: true, svg: true },
    FORBID_TAGS: ['style', 'form', 'base', 'link', 'meta'],
    ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|#|data:image\/|[^a-z]|[a-z+.-]+(?:[^a-z+.\-:]|$))/i,
  });
}
