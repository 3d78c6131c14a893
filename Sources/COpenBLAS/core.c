// Selects OpenBLAS's kernels: those for Haswell on any processor that has the instructions, because their bits are
// the canonical ones.
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
// OpenBLAS's processor detection, also called by its constructor; the linker redirects those calls to the second
// function.
void __real_gotoblas_dynamic_init(void);
void __wrap_gotoblas_dynamic_init(void);

extern void openblas_set_num_threads(int count);

static bool is_wanted = false;

/// Starting the program needs no linear algebra, so detection is deferred.
void __wrap_gotoblas_dynamic_init(void) {
    if (is_wanted) __real_gotoblas_dynamic_init();
}

static void choose(void) {
    const char *name = "OPENBLAS_CORETYPE", *given = getenv(name);
    char *kept = given ? strdup(given) : NULL;
    is_wanted = true;
#if defined(__x86_64__)
    // No others are there (cores.c).
    setenv(name, cob_has_canonical_bits() ? "Haswell" : "Prescott", 1);
#else
    // OpenBLAS chooses kernels for the processor.
    unsetenv(name);
#endif
    __real_gotoblas_dynamic_init();
    // A build with threads would add in another order.
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

/// Must be called before the first use of OpenBLAS.
void cob_choose_core(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, choose);
}

/// The only function of gfortran's library that LAPACK's routines call here; it joins two letters.
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

/// LAPACK reports invalid arguments, such as a scale of nan, through this function. The call's status reports them
/// too, and nothing may be written to the program's output.
void xerbla_(const char *name, const int *place, size_t name_length);

void xerbla_(const char *name, const int *place, size_t name_length) {
    (void)name;
    (void)place;
    (void)name_length;
}
