// Selects the build of the loops for this processor.
#include <stdatomic.h>
#include <stdlib.h>
#include "CKernels.h"

static ck_path detected_path(void) {
    const char *portable = getenv("DESCENT_PORTABLE_KERNELS");
    if (portable && *portable) return CK_PORTABLE;
#if defined(__x86_64__)
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? CK_AVX2 : CK_PORTABLE;
#elif defined(__aarch64__)
    return CK_NEON;
#else
    return CK_PORTABLE;
#endif
}

/// One more than the path, so that 0 means unknown; concurrent initialisation finds the same value.
static _Atomic int known = 0;

ck_path ck_chosen_path(void) {
    int path = atomic_load_explicit(&known, memory_order_relaxed);
    if (path == 0) {
        path = (int)detected_path() + 1;
        atomic_store_explicit(&known, path, memory_order_relaxed);
    }
    return (ck_path)(path - 1);
}

void ck_take_portable_path(bool portable) {
    atomic_store_explicit(&known, portable ? (int)CK_PORTABLE + 1 : 0, memory_order_relaxed);
}
