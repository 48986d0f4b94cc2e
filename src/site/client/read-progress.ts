import validateOlder from 'heaplab:progress-validator/v1';
import validate from 'heaplab:progress-validator/v2';
import type { ErrorObject } from 'ajv';
import { NO_PRACTICE } from './practice-record';
import type { ProgressFile } from './progress';

/**
 * Reads a document of progress, also one of version 1.
 * @throws Error that names the file and what is wrong with it
 */
export function readProgress(text: string, name: string): ProgressFile {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new Error(
      `${name} is not a file of progress: it is not JSON (${(error as Error).message}).`,
    );
  }
  const older = (data as { version?: unknown } | null)?.version === 1;
  const check = older ? validateOlder : validate;
  if (check(data))
    return older ? migrated(data as Omit<ProgressFile, 'practice'>) : (data as ProgressFile);
  const { instancePath, message } = (check.errors as ErrorObject[])[0]!;
  const where = instancePath === '' ? 'the document' : instancePath.slice(1).replace(/\//g, ' → ');
  throw new Error(`${name} is not a file of progress: ${where} ${message}.`);
}

/** A document of version 1 as one of version 2: it tells of no practice, and of no help. */
function migrated(older: Omit<ProgressFile, 'practice'>): ProgressFile {
  return { ...older, version: 2, practice: NO_PRACTICE };
}
