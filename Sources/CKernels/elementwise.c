// Arithmetic element by element: one IEEE operation an element, on all threads where there is much of it.
#include <fenv.h>
#include <stdint.h>
#include "CKernels.h"
#include "teams.h"

#pragma STDC FP_CONTRACT OFF

// A result that is not finite shows in a carry: an exponent of ones plus one reaches the sign bit.
enum { block = 2048 };

#define COMBINE(name, type, bits, exponent, one, expression) \
    static bool name(const type *left, int left_step, const type *right, int right_step, type *output, ptrdiff_t count) { \
        bits carries = 0; \
        for (ptrdiff_t first = 0; first < count; first += block) { \
            ptrdiff_t end = count - first > block ? first + block : count; \
            if (left_step && right_step) \
                for (ptrdiff_t i = first; i < end; i++) { type a = left[i], b = right[i]; output[i] = expression; } \
            else if (left_step) { \
                type b = *right; \
                for (ptrdiff_t i = first; i < end; i++) { type a = left[i]; output[i] = expression; } \
            } else { \
                type a = *left; \
                for (ptrdiff_t i = first; i < end; i++) { type b = right[i]; output[i] = expression; } \
            } \
            const bits *written = (const bits *)(const void *)output; \
            for (ptrdiff_t i = first; i < end; i++) carries |= (written[i] & (exponent)) + (one); \
        } \
        return carries >> (sizeof(bits) * 8 - 1) == 0; \
    }

#define OPERATIONS(suffix, type, bits, exponent, one) \
    COMBINE(add_##suffix, type, bits, exponent, one, a + b) \
    COMBINE(subtract_##suffix, type, bits, exponent, one, a - b) \
    COMBINE(multiply_##suffix, type, bits, exponent, one, a * b) \
    COMBINE(divide_##suffix, type, bits, exponent, one, a / b)

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
OPERATIONS(double_avx2, double, uint64_t, 0x7ff0000000000000u, 0x0010000000000000u)
OPERATIONS(float_avx2, float, uint32_t, 0x7f800000u, 0x00800000u)
#pragma clang attribute pop
#endif
OPERATIONS(double_portable, double, uint64_t, 0x7ff0000000000000u, 0x0010000000000000u)
OPERATIONS(float_portable, float, uint32_t, 0x7f800000u, 0x00800000u)

typedef bool (*double_loop)(const double *, int, const double *, int, double *, ptrdiff_t);
typedef bool (*float_loop)(const float *, int, const float *, int, float *, ptrdiff_t);

static double_loop double_loop_of(ck_arithmetic operation) {
    static const double_loop portable[] = {add_double_portable, subtract_double_portable, multiply_double_portable,
        divide_double_portable};
#if defined(__x86_64__)
    static const double_loop avx2[] = {add_double_avx2, subtract_double_avx2, multiply_double_avx2, divide_double_avx2};
    if (ck_chosen_path() == CK_AVX2) return avx2[operation];
#endif
    return portable[operation];
}

static float_loop float_loop_of(ck_arithmetic operation) {
    static const float_loop portable[] = {add_float_portable, subtract_float_portable, multiply_float_portable,
        divide_float_portable};
#if defined(__x86_64__)
    static const float_loop avx2[] = {add_float_avx2, subtract_float_avx2, multiply_float_avx2, divide_float_avx2};
    if (ck_chosen_path() == CK_AVX2) return avx2[operation];
#endif
    return portable[operation];
}

enum { most_parts = 64 };

typedef struct {
    ck_arithmetic operation;
    const void *left, *right;
    void *output;
    int left_step, right_step, parts;
    bool is_single;
    ptrdiff_t count;
    ck_outcome outcomes[most_parts];
} combination;

static void combine_part(void *argument, int number) {
    combination *all = argument;
    ptrdiff_t first = all->count / all->parts * number;
    ptrdiff_t end = number + 1 == all->parts ? all->count : all->count / all->parts * (number + 1);
    ptrdiff_t left = all->left_step ? first : 0, right = all->right_step ? first : 0;
    fexcept_t before;
    fegetexceptflag(&before, FE_ALL_EXCEPT);
    feclearexcept(FE_ALL_EXCEPT);
    bool is_finite;
    if (all->is_single)
        is_finite = float_loop_of(all->operation)((const float *)all->left + left, all->left_step,
            (const float *)all->right + right, all->right_step, (float *)all->output + first, end - first);
    else
        is_finite = double_loop_of(all->operation)((const double *)all->left + left, all->left_step,
            (const double *)all->right + right, all->right_step, (double *)all->output + first, end - first);
    int raised = fetestexcept(FE_DIVBYZERO | FE_OVERFLOW | FE_INVALID);
    fesetexceptflag(&before, FE_ALL_EXCEPT);
    all->outcomes[number] = (ck_outcome){.is_finite = is_finite, .divided_by_zero = (raised & FE_DIVBYZERO) != 0,
        .overflowed = (raised & FE_OVERFLOW) != 0, .was_invalid = (raised & FE_INVALID) != 0};
}

ck_outcome ck_combine(ck_arithmetic operation, bool is_single, const void *left, int left_step, const void *right,
    int right_step, void *output, ptrdiff_t count, int threads) {
    combination all = {.operation = operation, .left = left, .right = right, .output = output, .left_step = left_step,
        .right_step = right_step, .is_single = is_single, .count = count};
    all.parts = threads < 1 ? 1 : threads > most_parts ? most_parts : threads;
    if (all.parts == 1) combine_part(&all, 0);
    else team_run(all.parts, combine_part, &all);
    ck_outcome outcome = {.is_finite = true};
    for (int number = 0; number < all.parts; number++) {
        ck_outcome part = all.outcomes[number];
        outcome.is_finite &= part.is_finite;
        outcome.divided_by_zero |= part.divided_by_zero;
        outcome.overflowed |= part.overflowed;
        outcome.was_invalid |= part.was_invalid;
    }
    return outcome;
}
