// Which of OpenBLAS's kernels are used: those for Haswell, whatever the processor, since their bits are the canonical
// ones.
#include "COpenBLAS.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

void cob_choose_core(void);

bool cob_has_canonical_bits(void) {
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#else
    return false;
#endif
}

#if defined(__linux__)
// OpenBLAS's own look at the processor, which its constructor calls, too: the linker gives it the second one's name there.
void __real_gotoblas_dynamic_init(void);
void __wrap_gotoblas_dynamic_init(void);

extern void openblas_set_num_threads(int count);

static bool is_wanted = false;

/// A start needs no linear algebra, and pays nothing for it.
void __wrap_gotoblas_dynamic_init(void) {
    if (is_wanted) __real_gotoblas_dynamic_init();
}

static void choose(void) {
    const char *name = "OPENBLAS_CORETYPE", *given = getenv(name);
    char *kept = given ? strdup(given) : NULL;
    is_wanted = true;
    if (cob_has_canonical_bits()) {
        setenv(name, "Haswell", 1);
    } else {
        // Elsewhere OpenBLAS chooses what suits the processor.
        unsetenv(name);
    }
    __real_gotoblas_dynamic_init();
    // Where it was built with threads: they would add in another order.
    openblas_set_num_threads(1);
    if (kept) {
        setenv(name, kept, 1);
    } else {
        unsetenv(name);
    }
    free(kept);
}
#else
static void choose(void) {}
#endif

/// Before the first call.
void cob_choose_core(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, choose);
}

/// The one function of gfortran's library that LAPACK's routines here call, to join two letters.
void _gfortran_concat_string(
    size_t length, char *result, size_t left_length, const char *left, size_t right_length, const char *right);

void _gfortran_concat_string(
    size_t length, char *result, size_t left_length, const char *left, size_t right_length, const char *right
) {
    for (size_t place = 0; place < length; place++) {
        if (place < left_length) {
            result[place] = left[place];
        } else if (place - left_length < right_length) {
            result[place] = right[place - left_length];
        } else {
            result[place] = ' ';
        }
    }
}

/// LAPACK tells of arguments that it doesn't take, such as a scale that is nan, by this function: the call's result says
/// so, too, and nothing is to be written into what the program shows.
void xerbla_(const char *name, const int *place, size_t name_length);

void xerbla_(const char *name, const int *place, size_t name_length) {
    (void)name;
    (void)place;
    (void)name_length;
}
