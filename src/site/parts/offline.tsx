import { useEffect, useState } from 'preact/hooks';

/** Says that the network is gone, and what works without it. */
export function OfflinePart() {
  const [gone, setGone] = useState(false);
  const [read, setRead] = useState(false);
  useEffect(() => {
    if (!location.protocol.startsWith('http')) return;
    const look = (): void => {
      setGone(!navigator.onLine);
      if (navigator.onLine) setRead(false);
    };
    look();
    addEventListener('online', look);
    addEventListener('offline', look);
    return () => {
      removeEventListener('online', look);
      removeEventListener('offline', look);
    };
  }, []);
  if (!gone || read) return null;
  const kept = navigator.serviceWorker?.controller;
  return (
    <div class="update" role="status">
      <p>
        {kept
          ? 'You are offline. Lessons, cells and practice work all the same.'
          : 'You are offline, and the lab was not kept here yet. This page works; others may not open.'}
      </p>
      <button type="button" class="btn" onClick={() => setRead(true)}>
        All right
      </button>
    </div>
  );
}
