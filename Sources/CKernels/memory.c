// Large blocks of memory.
#define _DEFAULT_SOURCE
#include <stdlib.h>
#include <stdint.h>
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

bool ck_has_room(size_t size) {
    // Volatile, because the compiler would otherwise remove the unused allocation and assume that it succeeds.
    void *volatile memory = malloc(size);
    if (!memory) return false;
    free(memory);
    return true;
}

void ck_use_one_heap(void) {
#if defined(__GLIBC__)
    (void)mallopt(M_ARENA_MAX, 1);
#endif
}
