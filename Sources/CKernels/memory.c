// Large blocks of memory.
#define _DEFAULT_SOURCE
#include <pthread.h>
#include <stdlib.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include "CKernels.h"
#if defined(__GLIBC__)
#include <malloc.h>
#endif

enum { huge_page = 2 << 20 };

void ck_expect_large_use(void *memory, size_t size) {
#if defined(MADV_HUGEPAGE)
    if (size < 2 * huge_page) return;
    // Pages are at least 4 KiB, so the range is reduced to the whole huge pages inside.
    uintptr_t start = ((uintptr_t)memory + huge_page - 1) / huge_page * huge_page;
    uintptr_t end = ((uintptr_t)memory + size) / huge_page * huge_page;
    if (start < end) (void)madvise((void *)start, end - start, MADV_HUGEPAGE);
#else
    (void)memory;
    (void)size;
#endif
}

// Memory that was given back, the oldest first.
enum { most_kept = 16 };
static struct { void *memory; size_t size; } kept[most_kept];
static int kept_count = 0;
static size_t kept_size = 0;
static pthread_mutex_t keeping = PTHREAD_MUTEX_INITIALIZER;

/// Removes an entry; the caller holds the lock.
static void *take_kept(int index) {
    void *memory = kept[index].memory;
    kept_size -= kept[index].size;
    memmove(&kept[index], &kept[index + 1], (size_t)(--kept_count - index) * sizeof kept[0]);
    return memory;
}

void *ck_take_memory(size_t size) {
    void *memory = NULL;
    pthread_mutex_lock(&keeping);
    for (int index = kept_count - 1; index >= 0 && !memory; index--)
        if (kept[index].size == size) memory = take_kept(index);
    pthread_mutex_unlock(&keeping);
    if (memory) return memory;
    memory = malloc(size);
    if (memory) return memory;
    ck_release_kept_memory();
    return malloc(size);
}

void ck_give_memory_back(void *memory, size_t size, size_t most) {
    if (size > most) return free(memory);
    pthread_mutex_lock(&keeping);
    while (kept_count == most_kept || (kept_count > 0 && kept_size + size > most)) free(take_kept(0));
    kept[kept_count].memory = memory;
    kept[kept_count++].size = size;
    kept_size += size;
    pthread_mutex_unlock(&keeping);
}

void ck_release_kept_memory(void) {
    pthread_mutex_lock(&keeping);
    while (kept_count > 0) free(take_kept(kept_count - 1));
    pthread_mutex_unlock(&keeping);
}

bool ck_has_room(size_t size) {
    // Volatile, because the compiler would otherwise remove the unused allocation and assume that it succeeds.
    void *volatile memory = malloc(size);
    if (!memory) {
        ck_release_kept_memory();
        memory = malloc(size);
    }
    if (!memory) return false;
    free(memory);
    return true;
}

void ck_use_one_heap(void) {
#if defined(__GLIBC__)
    (void)mallopt(M_ARENA_MAX, 1);
#endif
}
