/*
 * Five services that hold memory, each for a reason of its own.
 */

/** A planted service, by why its memory stays. */
export type PlantedName = 'cache' | 'cycle' | 'error' | 'survivors' | 'heap';

/** What one may change about a service: one thing. */
export type PlantedKnob = 'limit' | 'collect' | 'text' | 'join' | 'trim';

/** All that there are, in the order in which a reader meets them. */
export const PLANTED: readonly PlantedName[] = ['error', 'heap', 'cache', 'survivors', 'cycle'];

/** All knobs, in the order of the questions. */
export const KNOBS: readonly PlantedKnob[] = ['limit', 'collect', 'text', 'join', 'trim'];

/** What each one does, in a few words. */
export const KNOB_NAMES: Readonly<Record<PlantedKnob, string>> = {
  limit: 'a limit for the cache',
  collect: 'gc.collect() each day',
  text: 'keep the error’s text only',
  join: 'keep one text, not objects',
  trim: 'malloc_trim(0) each day',
};

/** What defines `day()`, which serves the requests of a day. */
const SERVICES: Readonly<Record<PlantedName, (knob: PlantedKnob | undefined) => string>> = {
  cache: (knob) => `answers = {}
class Answer:
    def __init__(self, request):
        self.request = request
        self.page = bytes(20_000)
def day():
    for n in range(75):
        request = (today, n)
        answers[request] = Answer(request)
        ${knob === 'limit' ? 'if len(answers) > 20: del answers[next(iter(answers))]' : 'pass'}`,
  cycle: () => `class Request:
    def __init__(self):
        self.body = bytearray(40_000)
        self.reply_with = self.ok
    def ok(self):
        pass
def day():
    for n in range(38):
        Request()`,
  error: (knob) => `from collections import deque
failed = deque(maxlen=20)
def job(n):
    page = bytearray(300_000)
    return page[300_000 + n]
def day():
    for n in range(30):
        try:
            job(n)
        except IndexError as error:
            failed.append(${knob === 'text' ? 'str(error)' : 'error'})`,
  survivors: (knob) => `kept = []
def day():
    rows = ['visit %d of day %d, and what it was about' % (n, today) for n in range(60_000)]
    ${knob === 'join' ? "kept.append('\\n'.join(rows[::3_000]))" : 'kept.extend(rows[::3_000])'}`,
  heap: () => `index = []
def day():
    pages = []
    for n in range(60):
        pages.append(bytearray(100_000))
        index.append(bytearray(600))`,
};

/**
 * The program of a service, with a knob turned or as it is. `serve()` serves a day. A knob that changes nothing about
 * the service leaves it as it is.
 */
export function plantedProgram(name: PlantedName, knob?: PlantedKnob): string {
  const after =
    knob === 'collect' ? '\n    gc.collect()' : knob === 'trim' ? '\n    libc.malloc_trim(0)' : '';
  return `import ctypes, gc
libc = ctypes.CDLL(None)
today = 0
${SERVICES[name](knob)}
def serve():
    global today
    day()${after}
    today += 1`;
}
