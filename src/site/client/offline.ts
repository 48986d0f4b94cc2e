import { Workbox } from 'workbox-window';

/**
 * Keeps the whole lab for a time without network, by a service worker.
 * @param offer called when a new version waits; what it gets puts it to use
 */
export async function goOffline(root: string, offer: (use: () => void) => void): Promise<void> {
  const workbox = new Workbox(new URL(`${root}service-worker.js`, location.href).href);
  workbox.addEventListener('waiting', () => {
    offer(() => {
      workbox.addEventListener('controlling', () => location.reload());
      workbox.messageSkipWaiting();
    });
  });
  // Without a registration (a private window, say) the lab works all the same.
  await workbox.register().catch(() => {});
}
