/*
 * The checks of assets/schemas/progress.v*.schema.json, compiled by ajv when the site is bundled.
 */

declare module 'heaplab:progress-validator/v1' {
  const validate: ((data: unknown) => boolean) & { errors?: readonly unknown[] | null };
  export default validate;
}

declare module 'heaplab:progress-validator/v2' {
  const validate: ((data: unknown) => boolean) & { errors?: readonly unknown[] | null };
  export default validate;
}
