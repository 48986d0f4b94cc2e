import { cleanupOutdatedCaches, type PrecacheEntry, precacheAndRoute } from 'workbox-precaching';

/*
 * All files of the site, kept at the first visit. A new version waits until the reader takes it.
 */

declare const self: {
  readonly __WB_MANIFEST: readonly PrecacheEntry[];
  skipWaiting(): void;
  addEventListener(type: 'message', listener: (event: { data?: { type?: string } }) => void): void;
};

precacheAndRoute([...self.__WB_MANIFEST], { ignoreURLParametersMatching: [/.*/] });
cleanupOutdatedCaches();

self.addEventListener('message', ({ data }) => {
  if (data?.type === 'SKIP_WAITING') self.skipWaiting();
});
