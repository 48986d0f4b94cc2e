/*
 * A seccomp filter for `bwrap --seccomp`: the system calls that a process behind the wall may not make,
 * as a program for the kernel's classic BPF machine (seccomp(2), linux/filter.h). bubblewrap takes the
 * program as it is; namespaces and an empty root already leave a process little, this takes away the calls
 * that leave them, or that use up what they do not count.
 */

/** Classic BPF instructions (linux/bpf_common.h). */
const LOAD_WORD = 0x20;
const JUMP_EQUAL = 0x15;
const JUMP_GREATER_EQUAL = 0x35;
const JUMP_ANY_BIT = 0x45;
const RETURN = 0x06;

/** Offsets in struct seccomp_data, bytes. */
const Data = { NUMBER: 0, ARCHITECTURE: 4, FIRST_ARGUMENT: 16 };

/** What the kernel does (linux/seccomp.h); an errno is in the low bits. */
const ALLOW = 0x7fff0000;
const KILL_PROCESS = 0x80000000;
const ERRNO = 0x00050000;
const EPERM = 1;
const ENOSYS = 38;

const CLONE_THREAD = 0x00010000;
/** x86-64 takes the calls of its x32 ABI by numbers from here on. */
const X32 = 0x40000000;

/** The calls that are refused, with their numbers on x86-64 and on arm64 (undefined: not there). */
const REFUSED: Readonly<Record<string, readonly [number, number | undefined]>> = {
  // another process
  fork: [57, undefined],
  vfork: [58, undefined],
  // the network, and sockets in the file system
  socket: [41, 198],
  connect: [42, 203],
  bind: [49, 200],
  listen: [50, 201],
  // other processes, and signals to them
  ptrace: [101, 117],
  process_vm_readv: [310, 270],
  process_vm_writev: [311, 271],
  process_madvise: [440, 440],
  kcmp: [312, 272],
  kill: [62, 129],
  rt_sigqueueinfo: [129, 138],
  rt_tgsigqueueinfo: [297, 240],
  pidfd_send_signal: [424, 424],
  pidfd_open: [434, 434],
  pidfd_getfd: [438, 438],
  // memory that is counted nowhere
  shmget: [29, 194],
  shmat: [30, 196],
  shmctl: [31, 195],
  semget: [64, 190],
  msgget: [68, 186],
  mq_open: [240, 180],
  memfd_create: [319, 279],
  memfd_secret: [447, 447],
  // mounts and namespaces
  mount: [165, 40],
  umount2: [166, 39],
  pivot_root: [155, 41],
  chroot: [161, 51],
  unshare: [272, 97],
  setns: [308, 268],
  open_tree: [428, 428],
  move_mount: [429, 429],
  fsopen: [430, 430],
  fsconfig: [431, 431],
  fsmount: [432, 432],
  fspick: [433, 433],
  mount_setattr: [442, 442],
  name_to_handle_at: [303, 264],
  open_by_handle_at: [304, 265],
  fanotify_init: [300, 262],
  fanotify_mark: [301, 263],
  // what the kernel has had most holes in
  add_key: [248, 217],
  request_key: [249, 218],
  keyctl: [250, 219],
  perf_event_open: [298, 241],
  bpf: [321, 280],
  userfaultfd: [323, 282],
  io_uring_setup: [425, 425],
  io_uring_enter: [426, 426],
  io_uring_register: [427, 427],
  // the machine
  kexec_load: [246, 104],
  kexec_file_load: [320, 294],
  init_module: [175, 105],
  finit_module: [313, 273],
  delete_module: [176, 106],
  reboot: [169, 142],
  swapon: [167, 224],
  swapoff: [168, 225],
  acct: [163, 89],
  quotactl: [179, 60],
  // priorities
  setpriority: [141, 140],
  sched_setscheduler: [144, 119],
  sched_setaffinity: [203, 122],
  ioprio_set: [251, 30],
  personality: [135, 92],
};

/** By Node's name: AUDIT_ARCH_* (linux/audit.h), the column in REFUSED, and the numbers of `clone`. */
const ARCHITECTURES: Readonly<
  Record<string, { readonly audit: number; readonly column: 0 | 1; readonly clone: number }>
> = {
  x64: { audit: 0xc000003e, column: 0, clone: 56 },
  arm64: { audit: 0xc00000b7, column: 1, clone: 220 },
};
/** The same number everywhere, as for all calls that are newer than Linux 5.0. */
const CLONE3 = 435;

/**
 * The filter for an architecture, as bytes of `struct sock_filter`; undefined for one that it is not
 * written for. New threads are allowed, new processes are not; glibc takes `clone` where `clone3` is
 * not there.
 */
export function seccompFilter(architecture: string = process.arch): Buffer | undefined {
  const known = ARCHITECTURES[architecture];
  if (!known) return undefined;
  const { audit, column, clone } = known;
  const refused = Object.values(REFUSED).flatMap((numbers) => numbers[column] ?? []);
  const program: [code: number, ifTrue: number, ifFalse: number, value: number][] = [
    [LOAD_WORD, 0, 0, Data.ARCHITECTURE],
    [JUMP_EQUAL, 1, 0, audit],
    [RETURN, 0, 0, KILL_PROCESS],
    [LOAD_WORD, 0, 0, Data.NUMBER],
    [JUMP_GREATER_EQUAL, 0, 1, X32],
    [RETURN, 0, 0, ERRNO | ENOSYS],
    [JUMP_EQUAL, 0, 1, CLONE3],
    [RETURN, 0, 0, ERRNO | ENOSYS],
    [JUMP_EQUAL, 0, 4, clone],
    [LOAD_WORD, 0, 0, Data.FIRST_ARGUMENT],
    [JUMP_ANY_BIT, 0, 1, CLONE_THREAD],
    [RETURN, 0, 0, ALLOW],
    [RETURN, 0, 0, ERRNO | EPERM],
    ...refused.flatMap((number): typeof program => [
      [JUMP_EQUAL, 0, 1, number],
      [RETURN, 0, 0, ERRNO | EPERM],
    ]),
    [RETURN, 0, 0, ALLOW],
  ];
  const bytes = Buffer.alloc(program.length * 8);
  program.forEach(([code, ifTrue, ifFalse, value], i) => {
    bytes.writeUInt16LE(code, i * 8);
    bytes.writeUInt8(ifTrue, i * 8 + 2);
    bytes.writeUInt8(ifFalse, i * 8 + 3);
    bytes.writeUInt32LE(value >>> 0, i * 8 + 4);
  });
  return bytes;
}
