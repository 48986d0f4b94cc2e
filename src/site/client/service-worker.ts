import { cleanupOutdatedCaches, type PrecacheEntry, precacheAndRoute } from 'workbox-precaching';

/*
 * All files of the site, kept at the first visit. A new version waits until the reader takes it.
 */

declare const self: {
  readonly __WB_MANIFEST: readonly PrecacheEntry[];
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): void;
  addEventListener(
    type: 'activate',
    listener: (event: { waitUntil(work: Promise<void>): void }) => void,
  ): void;
  addEventListener(type: 'message', listener: (event: { data?: { type?: string } }) => void): void;
};

self.addEventListener('message', (event) => {
  if (event.data?.type === 'SKIP_WAITING') self.skipWaiting();
});
// Also for the page of the first visit, should its network go.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

precacheAndRoute([...self.__WB_MANIFEST], { ignoreURLParametersMatching: [/.*/] });
cleanupOutdatedCaches();
