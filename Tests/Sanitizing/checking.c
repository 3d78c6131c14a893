// Calls every function of CKernels.h in odd shapes, on one, two and seven threads and on both paths, and compares each bit
// with plain loops. Valgrind and the thread sanitizer watch.
#include <errno.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <math.h>
#include <unistd.h>
#include "checking.h"

const way ways[way_count] = {{false, 1}, {false, 2}, {false, 7}, {true, 1}, {true, 2}, {true, 7}};
int failures = 0, expectations = 0;
uint64_t random_state;
static extent one_of = 1;
_Atomic extent questions_left = -1, threads_left = -1;

static char name[200];

void take_way(way it, const char *format, ...) {
    ck_take_portable_path(it.is_portable);
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(name, sizeof name, format, arguments);
    va_end(arguments);
    if (length > 0 && (size_t)length < sizeof name)
        snprintf(name + length, sizeof name - (size_t)length, ", %s loops, threads: %d",
            ck_chosen_path() == CK_PORTABLE ? "portable" : "vector", it.threads);
}

void expect(bool holds, const char *what) {
    expectations++;
    if (holds) return;
    if (failures++ < 10) fprintf(stderr, "failed: %s: %s\n", name, what);
}

void expect_same(const char *what, const double *found, const double *expected, extent count) {
    expectations++;
    for (extent at = 0; at < count; at++) {
        if (memcmp(found + at, expected + at, sizeof(double)) == 0) continue;
        if (failures++ < 10)
            fprintf(stderr, "failed: %s: %s at %td of %td is %a for %a\n", name, what, at, count, found[at], expected[at]);
        return;
    }
}

/// Knuth's linear congruences; the upper bits are good enough for shapes and numbers.
static uint64_t next_random(void) {
    random_state = random_state * 6364136223846793005u + 1442695040888963407u;
    return random_state >> 11;
}

extent some(extent least, extent most) { return least + (extent)(next_random() % (uint64_t)(most - least + 1)); }

bool is_left_out(void) { return one_of > 1 && some(1, one_of) > 1; }

double *memory(extent count) {
    double *numbers = malloc((size_t)count * sizeof(double));
    if (!numbers && count > 0) abort();
    return numbers;
}

static double random_number(void) {
    double number = (double)next_random() / 9007199254740992.0 - 0.5;
    // Of very different size now and then, so that the order of additions shows.
    return next_random() % 8 == 0 ? number * 1e3 : number;
}

double *random_numbers(extent count) {
    double *numbers = memory(count);
    for (extent at = 0; at < count; at++) numbers[at] = random_number();
    return numbers;
}

double *random_rows(extent rows, extent columns, extent stride) {
    extent count = (rows - 1) * stride + columns;
    double *numbers = memory(count);
    for (extent at = 0; at < count; at++) numbers[at] = at % stride < columns ? random_number() : NAN;
    return numbers;
}

double *copy(const double *numbers, extent count) {
    double *other = memory(count);
    if (count > 0) memcpy(other, numbers, (size_t)count * sizeof(double));
    return other;
}

bool is_stopped(void) {
    extent left = atomic_load(&questions_left);
    if (left < 0) return false;
    // Once it is to stop, it stays so.
    while (left > 0 && !atomic_compare_exchange_weak(&questions_left, &left, left - 1)) continue;
    return left <= 1;
}

int __real_pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*part)(void *), void *argument);
int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*part)(void *), void *argument);

/// The linker puts this in the place of `pthread_create`, so that threads can run out.
int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*part)(void *), void *argument) {
    if (atomic_load(&threads_left) >= 0 && atomic_fetch_sub(&threads_left, 1) <= 0) {
        // Those that run already shall get as far as they can.
        usleep(2000);
        return EAGAIN;
    }
    return __real_pthread_create(thread, attributes, part, argument);
}

int main(int count, char **words) {
    random_state = count > 1 ? strtoull(words[1], NULL, 10) : 1;
    one_of = count > 2 ? strtol(words[2], NULL, 10) : 1;
    check_random_numbers();
    check_elements();
    check_products();
    check_trainings();
    check_steps();
    ck_take_portable_path(false);
    printf("%d comparisons, %d different; %s\n", expectations, failures,
        ck_chosen_path() == CK_PORTABLE ? "only the portable loops, since this processor has no others" : "both paths");
    return failures > 0;
}
