// One source, compiled for each kind of processor.
#include <string.h>
#include "loops.h"

#pragma STDC FP_CONTRACT OFF
// Functions with vector parameters are all inlined, so their calling convention doesn't matter.
#pragma clang diagnostic ignored "-Wpsabi"
#define INLINE static inline __attribute__((always_inline))

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define NAME(name) name##_avx2
#define TARGET
#include "vector_products.h"
#include "products_body.h"
#include "training_body.h"
#include "training_small.h"
#include "random_body.h"
#undef NAME
#undef TARGET
#pragma clang attribute pop
#endif

// NEON always has fused multiply-add; elsewhere the portable build uses the C library's fma, which is exact
// everywhere.
#define NAME(name) name##_portable
#define TARGET
#include "vector_products.h"
#include "products_body.h"
#include "training_body.h"
#if defined(__aarch64__)
#include "training_small.h"
#else
// Each fused multiply-add is a call, which keeps nothing in registers.
#define train_small_portable NULL
#endif
#include "random_body.h"
#undef NAME
#undef TARGET

#define LOOPS(path) \
    (kernel_loops) { \
        begin_block_##path, end_block_##path, train_small_##path, multiply_packed_##path, odd_row_##path, vector_rows_##path, vector_columns_##path, \
            multiply_lower_##path, dot_##path, refill_##path, doubles_##path, disc_##path, scale_##path \
    }

kernel_loops kernel_loops_of(ck_path path) {
#if defined(__x86_64__)
    if (path == CK_AVX2) return LOOPS(avx2);
#endif
    (void)path;
    return LOOPS(portable);
}
