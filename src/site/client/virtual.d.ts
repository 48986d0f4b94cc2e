/** The check of assets/schemas/progress.v1.schema.json, compiled by ajv when the site is bundled. */
declare module 'heaplab:progress-validator' {
  const validate: ((data: unknown) => boolean) & { errors?: readonly unknown[] | null };
  export default validate;
}
