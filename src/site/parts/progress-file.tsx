import { useRef, useState } from 'preact/hooks';

/** Progress as the reader's own file: taken along, and brought back. */
export function ProgressFilePart({ version }: { readonly version: string }) {
  const field = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState('');

  const save = async (): Promise<void> => {
    const { exportProgress } = await import('../client/progress');
    const { saveFile } = await import('../client/files');
    saveFile('heaplab-progress.json', `${JSON.stringify(exportProgress(version), null, 2)}\n`);
  };
  const load = async (file: File): Promise<void> => {
    setProblem('');
    setSaid('');
    try {
      const { readProgress } = await import('../client/read-progress');
      const { importProgress } = await import('../client/progress');
      const count = importProgress(readProgress(await file.text(), file.name));
      setSaid(`Your progress in ${count} ${count === 1 ? 'lesson' : 'lessons'} is here.`);
    } catch (error) {
      setProblem((error as Error).message);
    }
  };

  return (
    <section class="mine live-only" id="progress" aria-label="Your progress">
      <p>
        Your progress is kept in this browser and sent nowhere.{' '}
        <button type="button" class="link" onClick={() => void save()}>
          Save it as a file
        </button>{' '}
        or{' '}
        <button type="button" class="link" onClick={() => field.current?.click()}>
          bring it from a file
        </button>
        .
      </p>
      <input
        ref={field}
        type="file"
        accept="application/json,.json"
        hidden
        aria-label="A file of progress"
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) void load(file);
          currentTarget.value = '';
        }}
      />
      <p role="status">{said}</p>
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}
