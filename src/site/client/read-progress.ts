import validate from 'heaplab:progress-validator';
import type { ErrorObject } from 'ajv';
import type { ProgressFile } from './progress';

/** Reads a document of progress. @throws Error that names the file and what is wrong with it */
export function readProgress(text: string, name: string): ProgressFile {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new Error(
      `${name} is not a file of progress: it is not JSON (${(error as Error).message}).`,
    );
  }
  if (validate(data)) return data as ProgressFile;
  const { instancePath, message } = (validate.errors as ErrorObject[])[0]!;
  const where = instancePath === '' ? 'the document' : instancePath.slice(1).replace(/\//g, ' → ');
  throw new Error(`${name} is not a file of progress: ${where} ${message}.`);
}
