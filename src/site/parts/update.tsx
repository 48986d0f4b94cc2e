import { useEffect, useState } from 'preact/hooks';

/** Says when a new version of the lab is there; the reader decides when to use it. */
export function UpdatePart() {
  const [use, setUse] = useState<(() => void) | undefined>(undefined);
  useEffect(() => {
    if (!('serviceWorker' in navigator) || !location.protocol.startsWith('http')) return;
    const { root = '' } = document.body.dataset;
    const start = (): void => {
      void import('../client/offline').then(({ goOffline }) =>
        goOffline(root, (go) => setUse(() => go)),
      );
    };
    if (document.readyState === 'complete') start();
    else addEventListener('load', start, { once: true });
  }, []);
  if (!use) return null;
  return (
    <div class="update" role="status">
      <p>A new version of the lab is there.</p>
      <button type="button" class="btn main" onClick={use}>
        Use it now
      </button>
      <button type="button" class="btn" onClick={() => setUse(undefined)}>
        Later
      </button>
    </div>
  );
}
