/*
 * Runs a trace of malloc, realloc and free in this fresh single-threaded process and writes where the
 * blocks lie. Nothing else allocates: ops come from standard input and answers go to standard output
 * as raw int64, through static buffers.
 *
 * Input: count, then count pairs (slot, n). Output: per op offset, heapEnd, usable.
 */
#define _GNU_SOURCE
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

enum { MAX_OPS = 1 << 21, MAX_SLOTS = 1 << 20 };

static int64_t ops[2 * MAX_OPS];
static int64_t answers[3 * MAX_OPS];
static void *blocks[MAX_SLOTS];

static int transfer(ssize_t (*call)(int, void *, size_t), int fd, void *data, size_t size) {
    for (char *at = data; size > 0;) {
        ssize_t n = call(fd, at, size);
        if (n <= 0) return -1;
        at += n;
        size -= (size_t)n;
    }
    return 0;
}

static ssize_t put(int fd, void *data, size_t size) { return write(fd, data, size); }

int main(void) {
    int64_t count;
    if (transfer(read, 0, &count, sizeof count) || count < 0 || count > MAX_OPS) return 1;
    if (transfer(read, 0, ops, (size_t)count * 2 * sizeof *ops)) return 1;
    char *heap = sbrk(0);
    for (int64_t op = 0; op < count; op++) {
        int64_t slot = ops[2 * op], n = ops[2 * op + 1];
        if (slot < 0 || slot >= MAX_SLOTS) return 1;
        int64_t *answer = &answers[3 * op];
        if (n == 0) {
            free(blocks[slot]);
            answer[0] = -2;
            answer[2] = 0;
        } else {
            char *block = n > 0 ? malloc((size_t)n) : realloc(blocks[slot], (size_t)-n);
            if (!block) return 1;
            blocks[slot] = block;
            int own = block < heap || block >= (char *)sbrk(0);
            answer[0] = own ? -1 : block - heap;
            answer[2] = (int64_t)malloc_usable_size(block);
        }
        answer[1] = (char *)sbrk(0) - heap;
    }
    return transfer(put, 1, answers, (size_t)count * 3 * sizeof *answers) ? 1 : 0;
}
