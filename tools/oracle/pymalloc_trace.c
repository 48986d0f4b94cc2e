/*
 * Runs a trace of allocator calls through the PyObject_Malloc of the process that loads it, with
 * arenas from a hook, so that nothing else allocates in between. Loaded by pymalloc.py with ctypes;
 * finds CPython's functions by name and needs none of its headers.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>

typedef struct {
    void *ctx;
    void *(*alloc)(void *ctx, size_t size);
    void (*free)(void *ctx, void *ptr, size_t size);
} arena_allocator; /* PyObjectArenaAllocator, Include/cpython/objimpl.h */

enum { MAX_ARENAS = 1 << 16 };

static struct { char *base; size_t size; int live; } arenas[MAX_ARENAS];
static int narenas;
static int refuse;
static long refused;
static size_t pool_size, base_mod_pool;
static long current_op;
static int32_t *events; /* pairs: op, +k or -k */
static long nevents, max_events;

static void *arena_alloc(void *ctx, size_t size) {
    if (refuse || narenas == MAX_ARENAS) {
        refused++;
        return NULL;
    }
    char *map = mmap(NULL, size + 2 * pool_size, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (map == MAP_FAILED) return NULL;
    size_t misfit = (uintptr_t)map % pool_size;
    char *base = map + (base_mod_pool + pool_size - misfit) % pool_size;
    arenas[narenas].base = base;
    arenas[narenas].size = size;
    arenas[narenas].live = 1;
    narenas++;
    if (events && nevents < max_events) {
        events[2 * nevents] = (int32_t)current_op;
        events[2 * nevents++ + 1] = narenas;
    }
    return base;
}

static void arena_free(void *ctx, void *ptr, size_t size) {
    for (int i = narenas - 1; i >= 0; i--) {
        if (arenas[i].base != ptr || !arenas[i].live) continue;
        arenas[i].live = 0;
        /* Never unmapped: addresses stay unique for the whole trace. */
        if (events && nevents < max_events) {
            events[2 * nevents] = (int32_t)current_op;
            events[2 * nevents++ + 1] = -(i + 1);
        }
        return;
    }
}

/*
 * ops: count pairs (slot, n). arena, offset: count answers each, or NULL to measure time alone.
 * Returns the number of arena events, or -1; *nanoseconds is the time of the whole loop.
 */
long run_trace(const int32_t *ops, long count, long slots, size_t pool, size_t base,
               size_t alignment, int32_t *arena, int32_t *offset, int32_t *event_pairs,
               long event_capacity, double *nanoseconds) {
    void *(*object_malloc)(size_t) = dlsym(RTLD_DEFAULT, "PyObject_Malloc");
    void *(*object_realloc)(void *, size_t) = dlsym(RTLD_DEFAULT, "PyObject_Realloc");
    void (*object_free)(void *) = dlsym(RTLD_DEFAULT, "PyObject_Free");
    void (*set_arena)(arena_allocator *) = dlsym(RTLD_DEFAULT, "PyObject_SetArenaAllocator");
    if (!object_malloc || !object_realloc || !object_free || !set_arena) return -1;
    pool_size = pool;
    base_mod_pool = base;
    void **blocks = calloc(slots, sizeof *blocks);
    if (!blocks) return -1;
    arena_allocator hook = {NULL, arena_alloc, arena_free};
    set_arena(&hook);
    /* Fill what the interpreter has, class by class, until it asks for a new arena. */
    refuse = 1;
    for (size_t size = alignment; size <= 512; size += alignment) {
        for (refused = 0; refused == 0;) object_malloc(size);
    }
    refuse = 0;
    events = event_pairs;
    max_events = event_capacity;
    struct timespec from, to;
    clock_gettime(CLOCK_MONOTONIC, &from);
    for (long op = 0; op < count; op++) {
        int32_t slot = ops[2 * op], n = ops[2 * op + 1];
        current_op = op;
        if (n > 0) blocks[slot] = object_malloc((size_t)n);
        else if (n == 0) object_free(blocks[slot]);
        else blocks[slot] = object_realloc(blocks[slot], (size_t)-(long)n);
        if (!arena) continue;
        arena[op] = offset[op] = n == 0 ? -2 : -1;
        if (n == 0) continue;
        for (int i = narenas - 1; i >= 0; i--) {
            char *block = blocks[slot];
            if (arenas[i].live && block >= arenas[i].base && block < arenas[i].base + arenas[i].size) {
                arena[op] = i;
                offset[op] = (int32_t)(block - arenas[i].base);
                break;
            }
        }
    }
    clock_gettime(CLOCK_MONOTONIC, &to);
    *nanoseconds = (to.tv_sec - from.tv_sec) * 1e9 + (to.tv_nsec - from.tv_nsec);
    return nevents;
}
