// Runs the instructions of a step, on threads that wait for the next one: which thread does what never shows in the bits,
// since each element's order of additions is its own.
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "loops.h"
#include "steps.h"
#include "waiting.h"

#pragma STDC FP_CONTRACT OFF
#pragma clang diagnostic ignored "-Wpsabi"
#define INLINE static inline __attribute__((always_inline))

/// tanh by Sun's formula, as the C library has it: `t` is expm1 of 2|x| from 1 on, and of -2|x| below.
INLINE double tanh_of(double x, double t) {
    bool is_large = fabs(x) >= 1;
    double quotient = (is_large ? 2 : -t) / (t + 2);
    return copysign(is_large ? 1 - quotient : quotient, x);
}

/// Whether the C library's tanh is that formula: then loops have the same bits that take only expm1 from it.
static bool has_known_tanh;

static bool finds_known_tanh(void) {
    for (int i = 1; i < 4096; i++) {
        double x = ldexp(i * 0.00048828125 + 0.3, i % 24 - 18);
        double known = tanh_of(x, expm1((x >= 1 ? 2 : -2) * x)), given = tanh(x);
        if (memcmp(&known, &given, sizeof x) != 0) return false;
    }
    return true;
}

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define NAME(name) step_##name##_avx2
#define TARGET
#include "vector_products.h"
#include "steps_body.h"
#undef NAME
#undef TARGET
#pragma clang attribute pop
#endif

#define NAME(name) step_##name##_portable
#define TARGET
#include "vector_products.h"
#include "steps_body.h"
#undef NAME
#undef TARGET

#define LOOPS(path) (step_loops) { step_chain_##path, step_sum_##path, step_small_product_##path, step_is_finite_##path }

step_loops step_loops_of(ck_path path) {
#if defined(__x86_64__)
    if (path == CK_AVX2) return LOOPS(avx2);
#endif
    (void)path;
    return LOOPS(portable);
}

enum { most_step_threads = 16 };

typedef struct {
    struct ck_steps *of;
    int number;
    pthread_t thread;
    /// Memory of its own, for blocks of chains, or for packed parts of a product.
    double *scratch;
} step_worker;

struct ck_steps {
    const ck_step *steps;
    extent count;
    int threads;
    bool (*is_stopped)(void);
    kernel_loops kernels;
    step_loops loops;
    step_worker workers[most_step_threads];
    /// For each instruction that multiplies a constant by something, the constant's rows packed once; null elsewhere.
    double **packed;
    /// How often a thread has come to a place where all wait for each other.
    counter arrived;
    /// How often the first thread has waited for all.
    extent meetings;
    _Atomic bool is_unusual, is_over, ends;
    /// Until when the first thread goes on alone since others want the processors (seconds), and for how long after that.
    double alone_until, alone;
    /// When the threads began to run together, and how often they had slept then.
    double begin;
    extent sleeps;
};

// MARK: Parts

/// The part of `count` units that a thread takes, in whole groups of `unit`.
static void part_of(extent count, extent unit, int number, int threads, extent *first, extent *end) {
    extent units = (count + unit - 1) / unit, share = units / threads, rest = units % threads;
    *first = (share * number + (number < rest ? number : rest)) * unit;
    *end = *first + (share + (number < rest ? 1 : 0)) * unit;
    if (*end > count) *end = count;
    if (*first > count) *first = count;
}

#include "steps_products.h"

/// Whether a product is small enough to go without packing.
static bool is_small(const ck_step *it) { return it->k <= 256 && (it->m * it->k * it->n < 4096 || it->m < 3 || it->n < 4); }

/// How many numbers of scratch memory a thread needs.
static extent scratch_size(const ck_step *steps, extent count) {
    extent most = 0;
    for (extent at = 0; at < count; at++) {
        const ck_step *it = steps + at;
        extent size = it->kind == CK_CHAIN ? (3 + it->slot_count) * step_block
            : it->kind == CK_PRODUCT && !is_small(it) ? 512 * product_columns + (product_rows + 6) * 512 + product_columns : 0;
        if (size > most) most = size;
    }
    return most;
}

static bool sum_part(const ck_steps *all, const ck_step *it, int number, int threads) {
    extent first, end;
    // Shared sums go to as many results as stretches, or each stretch to the same many.
    bool goes_to_many = it->stretch_count > 0 && it->stretches[0].output_step != 0;
    if (threads == 1) return all->loops.sum(it, 0, it->stretch_count, 0, PTRDIFF_MAX);
    part_of(goes_to_many ? it->stretches[0].count : it->stretch_count, 8, number, threads, &first, &end);
    return goes_to_many ? all->loops.sum(it, 0, it->stretch_count, first, end) : all->loops.sum(it, first, end, 0, PTRDIFF_MAX);
}

static void move(const ck_step *it) {
    switch (it->kind) {
    case CK_GATHER: for (extent i = 0; i < it->count; i++) it->result[i] = it->input[it->places[i]]; break;
    case CK_SCATTER:
        memset(it->result, 0, (size_t)it->result_count * sizeof(double));
        for (extent i = 0; i < it->count; i++) it->result[it->places[i]] = it->result[it->places[i]] + it->input[i];
        break;
    default:
        memset(it->result, 0, (size_t)it->result_count * sizeof(double));
        for (extent i = 0; i < it->count; i++) it->result[it->places[i]] = it->input[i];
    }
}

static double plain_product(const ck_step *it, extent i, extent j) {
    double sum = 0;
    for (extent l = 0; l < it->k; l++) {
        double product = it->a[i * it->a_row + l * it->a_column] * it->b[l * it->b_row + j * it->b_column];
        sum = sum + product;
    }
    return sum;
}

/// A thread's part of an instruction; false if a watched result isn't finite.
static bool run_part(const ck_steps *all, const ck_step *it, int number, int threads, double *scratch) {
    extent first, end;
    switch (it->kind) {
    case CK_CHAIN:
        part_of(it->count, step_block, number, threads, &first, &end);
        return all->loops.chain(it, first, end, scratch);
    case CK_SUM: return sum_part(all, it, number, threads);
    case CK_FOLD:
        part_of(it->stretch_count, 1, number, threads, &first, &end);
        for (extent at = first; at < end; at++)
            it->fold(it->stretches + at, it->input + it->stretches[at].input, it->result + it->stretches[at].output, it->takes_greater);
        return true;
    case CK_PRODUCT:
        part_of(it->m, 6, number, threads, &first, &end);
        if (is_small(it)) all->loops.small_product(it, first, end);
        else if (first < end) multiply_part(all, it, all->packed[it - all->steps], first, end, scratch);
        return first >= end || all->loops.is_finite(it->result + first * it->n, (end - first) * it->n);
    case CK_ROWS:
        part_of(it->m, 4, number, threads, &first, &end);
        if (first < end) all->kernels.vector_rows(it->a, it->a_row, it->m, it->k, it->b, it->result, 1, first, end);
        return first >= end || all->loops.is_finite(it->result + first, end - first);
    case CK_VECTOR:
        part_of(it->n, 8, number, threads, &first, &end);
        if (first >= end) return true;
        memset(it->result + first, 0, (size_t)(end - first) * sizeof(double));
        all->kernels.vector_columns(it->b, it->b_row, it->k, it->n, it->a, it->result, first, end, 0, it->k);
        return all->loops.is_finite(it->result + first, end - first);
    case CK_DOT: *it->result = all->kernels.dot(it->a, it->b, it->k); break;
    case CK_PLAIN:
        for (extent i = 0; i < it->m; i++)
            for (extent j = 0; j < it->n; j++) it->result[i * it->c_row + j * it->c_column] = plain_product(it, i, j);
        break;
    case CK_CALL: it->call(it); break;
    default: move(it); return true;
    }
    return all->loops.is_finite(it->result, it->count);
}

// MARK: Threads

static void arrive(ck_steps *all) {
    atomic_fetch_add(&all->arrived.value, 1);
    counter_wake(&all->arrived);
}

/// Waits until all threads have come as far; `times` counts how often this one has waited.
static void meet(ck_steps *all, extent *times) {
    *times += 1;
    arrive(all);
    counter_wait(&all->arrived, *times * all->threads);
}

/// How long one thread goes on alone where others want the processors: at first, and at most, since it is twice as long each
/// time that they do at once.
static const double crowded_seconds = 0.2, longest_crowded_seconds = 1.6;

/// How long threads run together, at least, between two waits that end in sleep; a few are let pass.
static const double seconds_between_sleeps = 0.005;
static const extent sleeps_let_pass = 2;

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/// Whether the first thread is to run the next step alone.
static bool goes_alone(ck_steps *all) {
    double now = seconds();
    if (now < all->alone_until) return true;
    if (all->begin == 0) {
        all->begin = now;
        all->sleeps = atomic_load(&all->arrived.sleeps);
    }
    extent sleeps = atomic_load(&all->arrived.sleeps) - all->sleeps - sleeps_let_pass;
    if (sleeps <= 0 || (double)sleeps <= (now - all->begin) / seconds_between_sleeps) return false;
    if (all->alone == 0 || now - all->begin > all->alone) all->alone = crowded_seconds;
    all->alone_until = now + all->alone;
    all->alone = all->alone * 2 < longest_crowded_seconds ? all->alone * 2 : longest_crowded_seconds;
    all->begin = 0;
    return true;
}

static void run_alone(ck_steps *all) {
    for (extent at = 0; at < all->count && !atomic_load_explicit(&all->is_over, memory_order_relaxed); at++) {
        if (!run_part(all, all->steps + at, 0, 1, all->workers[0].scratch))
            atomic_store_explicit(&all->is_unusual, true, memory_order_relaxed);
        if (all->is_stopped && all->is_stopped()) atomic_store_explicit(&all->is_over, true, memory_order_relaxed);
    }
}

/// A thread's way through a step, all together. Shared instructions begin and end together; what lies between is the first thread's.
static void run_step(ck_steps *all, int number, double *scratch, extent *times) {
    bool is_shared = false;
    for (extent at = 0; at < all->count; at++) {
        const ck_step *it = all->steps + at;
        if (it->is_shared || is_shared) meet(all, times);
        is_shared = it->is_shared;
        if (!is_shared && number > 0) continue;
        // Whoever stops goes on to the meetings.
        if (atomic_load_explicit(&all->is_over, memory_order_relaxed)) continue;
        if (!run_part(all, it, number, is_shared ? all->threads : 1, scratch))
            atomic_store_explicit(&all->is_unusual, true, memory_order_relaxed);
        if (number == 0 && all->is_stopped && all->is_stopped()) atomic_store_explicit(&all->is_over, true, memory_order_relaxed);
    }
    if (is_shared) meet(all, times);
}

static void *work(void *argument) {
    step_worker *own = argument;
    ck_steps *all = own->of;
    for (extent times = 0;;) {
        meet(all, &times);
        if (atomic_load(&all->ends)) return NULL;
        run_step(all, own->number, own->scratch, &times);
    }
}

ck_step_end ck_steps_run(ck_steps *all) {
    atomic_store_explicit(&all->is_unusual, false, memory_order_relaxed);
    atomic_store_explicit(&all->is_over, false, memory_order_relaxed);
    if (all->threads == 1 || goes_alone(all)) run_alone(all);
    else {
        meet(all, &all->meetings);
        run_step(all, 0, all->workers[0].scratch, &all->meetings);
    }
    if (atomic_load(&all->is_over)) return CK_STEP_STOPPED;
    return atomic_load(&all->is_unusual) ? CK_STEP_UNUSUAL : CK_STEP_DONE;
}

static void end_threads(ck_steps *all, int started) {
    atomic_store(&all->ends, true);
    if (all->threads > 1) arrive(all);
    for (int number = 1; number < started; number++) pthread_join(all->workers[number].thread, NULL);
}

static void free_all(ck_steps *all) {
    for (int number = 0; number < most_step_threads; number++) free(all->workers[number].scratch);
    for (extent at = 0; all->packed && at < all->count; at++) free(all->packed[at]);
    free(all->packed);
    counter_end(&all->arrived);
    free(all);
}

void ck_steps_close(ck_steps *all) {
    end_threads(all, all->threads);
    free_all(all);
}

ck_steps *ck_steps_open(const ck_step *steps, ptrdiff_t count, int threads, bool (*is_stopped)(void)) {
    // Before there are threads that look at it; always the same.
    has_known_tanh = finds_known_tanh();
    ck_steps *all = calloc(1, sizeof *all);
    if (!all) return NULL;
    bool is_shared = false;
    for (extent at = 0; at < count; at++) is_shared = is_shared || steps[at].is_shared;
    *all = (ck_steps){.steps = steps, .count = count, .is_stopped = is_stopped,
        .threads = !is_shared || threads < 1 ? 1 : threads < most_step_threads ? threads : most_step_threads,
        .kernels = kernel_loops_of(ck_chosen_path()), .loops = step_loops_of(ck_chosen_path())};
    counter_open(&all->arrived, 0);
    all->packed = calloc((size_t)(count > 0 ? count : 1), sizeof *all->packed);
    if (!all->packed) {
        free_all(all);
        return NULL;
    }
    // Where there is no memory for it, it is packed each time.
    for (extent at = 0; at < count; at++)
        if (steps[at].kind == CK_PRODUCT && steps[at].a_stays && !is_small(steps + at)) all->packed[at] = packed_left(steps + at);
    size_t size = (size_t)scratch_size(steps, count) * sizeof(double) + 64;
    int ready = 0;
    for (; ready < all->threads; ready++) {
        all->workers[ready] = (step_worker){.of = all, .number = ready, .scratch = malloc(size)};
        if (!all->workers[ready].scratch) break;
        if (ready > 0 && pthread_create(&all->workers[ready].thread, NULL, work, &all->workers[ready]) != 0) break;
    }
    if (ready == all->threads) return all;
    // Those that run wait for all: they see the end instead.
    atomic_store(&all->ends, true);
    atomic_fetch_add(&all->arrived.value, all->threads);
    counter_wake(&all->arrived);
    end_threads(all, ready);
    free_all(all);
    return NULL;
}
