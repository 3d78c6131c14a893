// Which build of the loops this processor takes.
#include <stdlib.h>
#include "CKernels.h"

ck_path ck_chosen_path(void) {
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
