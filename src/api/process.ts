/**
 * A simulated CPython process: make one with {@link boot}, allocate and make objects by hand with the
 * functions that CPython has, run Python in it, fork it, step back.
 *
 * Addresses are numbers, as `id()` gives them; sizes are bytes.
 *
 * @module process
 */
export {
  type CApi,
  type ClassOptions,
  PyError,
  StaleReference,
} from '../objects';
export {
  InvalidAddress,
  Process,
  type ProcessCheckpoint,
  type ProcessOptions,
  type PyClassOptions,
  type RecordedEvent,
  Recording,
  type RecordOptions,
  type Requested,
} from '../process';
export {
  type BootOptions,
  boot,
  type DeterministicHost,
  type Displays,
  deterministicHost,
  type ExecOptions,
  type ExecResult,
  type Host,
  type LineStep,
  type PyObjectView,
  PythonError,
  PythonProcess,
  PythonSyntaxError,
  type StepOptions,
  stepLines,
} from '../python';
export {
  type ArenaLookup,
  type ArenaMap,
  type ArenaRelease,
  DEFAULT_VERSION,
  type PymallocVersion,
  UnknownVersion,
  VERSIONS,
  type Version,
  versionOf,
} from '../versions';
