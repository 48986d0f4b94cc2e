/*
 * Stopping a cell where pages are not isolated: a worker that is in a loop hears no message, but it can
 * ask a service worker, synchronously, whether it should stop. The pages' service worker calls
 * `answerStops` for its `fetch` and `message` events.
 */

/** Workers ask below this path, seen from the scope of the service worker. */
export const STOP_PATH = 'heaplab-stop/';

/** Sent by a page: the session with this name should stop, or may go on. */
export interface StopMessage {
  readonly heaplabStop: string;
  readonly stop: boolean;
}

/** The events of a service worker, as far as they are needed here. */
interface FetchEvent {
  readonly request: { readonly url: string };
  respondWith(response: Response): void;
}
interface MessageToService {
  readonly data: unknown;
}

const stopped = new Set<string>();

/** Whether an event was one of ours; it is answered then. */
export function answerStops(event: FetchEvent | MessageToService): boolean {
  if ('data' in event) {
    const { heaplabStop, stop } = (event.data ?? {}) as Partial<StopMessage>;
    if (heaplabStop === undefined) return false;
    if (stop) stopped.add(heaplabStop);
    else stopped.delete(heaplabStop);
    return true;
  }
  const { pathname } = new URL(event.request.url);
  const at = pathname.lastIndexOf(`/${STOP_PATH}`);
  if (at < 0) return false;
  const name = pathname.slice(at + STOP_PATH.length + 1);
  event.respondWith(
    new Response(stopped.has(name) ? '1' : '0', { headers: { 'cache-control': 'no-store' } }),
  );
  return true;
}
