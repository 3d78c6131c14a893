// Epochs of full-batch gradient descent, each one pass over x, in a fixed order of additions for any number of
// threads.
//
// Rows are split into blocks. Work that needs only x, w and b (predictions, residuals) is done by whichever thread
// has the block. Running sums (the gradients) are continued block by block, passed from thread to thread by a
// counter, while the block is still in the cache. So the order never depends on the threads.
#include <math.h>
#include <pthread.h>
#include <string.h>
#include <time.h>
#include "loops.h"
#include "training_planning.h"
#include "waiting.h"

#pragma STDC FP_CONTRACT OFF

typedef struct {
    training_plan plan;
    kernel_loops loops;
    /// The number of finished blocks, counted through all epochs.
    counter done;
    /// Whether threads waited for each other so long, because the processors are busy, that a single one is faster.
    bool is_crowded;
    /// Whether a thread saw a stop request.
    _Atomic bool is_stopped;
    /// When the threads began, in seconds.
    double begin;
    /// The epoch's next block, where the threads left off.
    extent next_block;
    extent finished;
    stopping_rule rule;
    ck_ending ending;
} training_run;

typedef struct {
    training_run *run;
    int number;
    block_scratch scratch;
    pthread_t thread;
} worker;

// MARK: The end of an epoch

/// Adds up leaves like NumPy's pairwise sum of `count` numbers.
static double joined(const double **leaves, extent count) {
    if (count <= 128) return *(*leaves)++;
    extent half = rounded_down(count / 2, 8);
    double left = joined(leaves, half);
    return left + joined(leaves, count - half);
}

static double pairwise(const double *a, extent count) {
    if (count > 128) {
        extent half = rounded_down(count / 2, 8);
        double left = pairwise(a, half);
        return left + pairwise(a + half, count - half);
    }
    double sum = 0;
    if (count < 8) {
        for (extent i = 0; i < count; i++) sum = sum + a[i];
        return sum;
    }
    double r[8];
    for (int t = 0; t < 8; t++) r[t] = a[t];
    extent i = 8;
    for (; i + 8 <= count; i += 8)
        for (int t = 0; t < 8; t++) r[t] = r[t] + a[i + t];
    sum = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
    for (; i < count; i++) sum = sum + a[i];
    return sum;
}

static double loss_of(const training_plan *plan) {
    const double *leaves = plan->loss_leaves;
    extent count = plan->of->rows * plan->of->outputs;
    double sum = plan->of->outputs == 1 ? joined(&leaves, count) : pairwise(plan->squares, count);
    return sum / (double)count;
}

/// Computes the weights after the epoch; false if one isn't finite.
static bool descend(training_plan *plan) {
    const ck_training *of = plan->of;
    double count = (double)of->rows, rate = of->rate, probe = 0;
    for (extent at = 0; at < of->columns * of->outputs; at++) {
        plan->next_w[at] = of->w[at] - rate * (plan->gradient[at] / count);
        probe += plan->next_w[at] * 0;
    }
    if (of->outputs == 1) {
        const double *leaves = plan->bias_leaves;
        plan->bias_gradient[0] = joined(&leaves, of->rows);
    }
    for (extent output = 0; output < of->outputs; output++) {
        plan->next_b[output] = of->b[output] - rate * plan->bias_gradient[output];
        probe += plan->next_b[output] * 0;
    }
    return probe == 0;
}

static void begin_epoch(training_plan *plan, extent number) {
    const ck_training *of = plan->of;
    bool keeps_each = of->predictions[1], is_last = number + 1 == of->epochs;
    plan->prediction = keeps_each || is_last ? of->predictions[keeps_each ? number % 2 : 0] : NULL;
    memset(plan->gradient, 0, (size_t)(of->columns * of->outputs) * sizeof(double));
    if (of->columns == 1) memset(plan->chains, 0, 16 * sizeof(double));
    if (of->outputs == 1) return;
    // NumPy's sum along the first axis starts with the first row; adding that to -0 leaves it unchanged.
    for (extent output = 0; output < of->outputs; output++) plan->bias_gradient[output] = -0.0;
    for (extent column = 0; column < of->columns; column++)
        memcpy(plan->padded_w + column * plan->padded_outputs, of->w + column * of->outputs,
            (size_t)of->outputs * sizeof(double));
}

/// The most epochs between two reports.
static extent reporting_distance(const ck_training *of) { return 1 + 100000 / (of->rows * of->columns); }

static void report(const ck_training *of, extent finished, double loss) {
    extent number = of->epochs_before + finished;
    bool is_due = of->report_interval > 0 && (number == 1 || number % of->report_interval == 0);
    if (of->report && (is_due || number % reporting_distance(of) == 0 || finished == of->epochs))
        of->report(of->context, finished, loss, is_due);
}

/// Ends an epoch; returns true if another one follows.
static bool end_epoch(training_run *run) {
    training_plan *plan = &run->plan;
    const ck_training *of = plan->of;
    double loss = loss_of(plan);
    if (!descend(plan) || has_diverged(&run->rule, loss)) {
        run->ending = CK_UNUSUAL;
        return false;
    }
    size_t weights = (size_t)(of->columns * of->outputs) * sizeof(double), biases = (size_t)of->outputs * sizeof(double);
    if (of->gradient) memcpy(of->gradient, plan->gradient, weights);
    if (of->bias_gradient) memcpy(of->bias_gradient, plan->bias_gradient, biases);
    memcpy(of->previous_w, of->w, weights);
    memcpy(of->previous_b, of->b, biases);
    memcpy(of->w, plan->next_w, weights);
    memcpy(of->b, plan->next_b, biases);
    of->losses[run->finished++] = loss;
    report(of, run->finished, loss);
    if (has_converged(&run->rule, loss)) {
        run->ending = CK_CONVERGED;
        return false;
    }
    if (run->finished == of->epochs) {
        run->ending = CK_FINISHED;
        return false;
    }
    begin_epoch(plan, run->finished);
    return true;
}

// MARK: Running

/// How long one thread runs alone before the others are tried again: the initial and the longest time; it doubles
/// each time the threads were crowded at once.
static const double crowded_seconds = 0.05, longest_crowded_seconds = 1.6;

/// How long threads must run together, at least, between two waits that end in sleep, which happen when a processor
/// is taken away for a moment. The first few are ignored, since they occur on any machine.
static const double seconds_between_sleeps = 0.005;
static const extent sleeps_let_pass = 8;

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/// Runs epochs on one thread: all remaining ones, or those of a duration in seconds. Returns true if more remain.
static bool run_alone(training_run *run, block_scratch scratch, double duration) {
    const training_plan *plan = &run->plan;
    double end = isinf(duration) ? duration : seconds() + duration;
    do {
        // Only between epochs, because threads start together at the first block.
        if (run->next_block == 0 && !isinf(end) && seconds() > end) return true;
        for (extent at = run->next_block; at < plan->block_count; at++) {
            bool is_over = training_is_stopped(plan);
            if (!is_over) {
                run->loops.begin_block(plan, plan->blocks[at], scratch, true);
                run->loops.end_block(plan, plan->blocks[at], scratch, false);
                is_over = training_leaves_block(plan);
            }
            if (is_over) {
                run->ending = CK_STOPPED;
                return false;
            }
        }
        run->next_block = 0;
    } while (end_epoch(run));
    return false;
}

/// Whether threads sleep too often.
static bool is_crowded(training_run *run) {
    extent sleeps = atomic_load(&run->done.sleeps) - sleeps_let_pass;
    return sleeps > 0 && (double)sleeps > (seconds() - run->begin) / seconds_between_sleeps;
}

/// Ends all threads if a stop was requested.
static bool ends_stopped(training_run *run, bool is_stopped) {
    if (!is_stopped) return false;
    atomic_store(&run->is_stopped, true);
    counter_close(&run->done);
    return true;
}

/// A thread's part: every `threads`-th block, counted so that the last block belongs to the first thread, which ends
/// the epoch.
static void *run_shared(void *argument) {
    worker *own = argument;
    training_run *run = own->run;
    const training_plan *plan = &run->plan;
    extent blocks = plan->block_count, threads = plan->threads;
    for (extent epoch = 0;; epoch++) {
        if (!counter_wait(&run->done, epoch * blocks)) return NULL;
        for (extent at = (blocks - 1 - own->number) % threads; at < blocks; at += threads) {
            if (own->number == 0 && ends_stopped(run, training_is_stopped(plan))) return NULL;
            run->loops.begin_block(plan, plan->blocks[at], own->scratch, false);
            if (!counter_wait(&run->done, epoch * blocks + at)) return NULL;
            run->loops.end_block(plan, plan->blocks[at], own->scratch, true);
            if (ends_stopped(run, training_leaves_block(plan))) return NULL;
            bool goes_on = at + 1 < blocks || end_epoch(run);
            run->is_crowded = goes_on && is_crowded(run);
            if (!goes_on || run->is_crowded) {
                run->next_block = (at + 1) % blocks;
                counter_close(&run->done);
                return NULL;
            }
            counter_advance(&run->done, epoch * blocks + at);
        }
    }
}

/// Runs epochs on all threads until none remain or the processors are crowded. Returns false if a thread couldn't be
/// created.
static bool run_together(training_run *run, worker *workers) {
    int started = 1;
    run->is_crowded = false;
    run->begin = seconds();
    counter_open(&run->done, -1);
    for (; started < run->plan.threads; started++)
        if (pthread_create(&workers[started].thread, NULL, run_shared, &workers[started]) != 0) break;
    // If any thread is missing, none runs: the started ones wait for the beginning and see the end instead.
    if (started < run->plan.threads) counter_close(&run->done);
    else {
        counter_advance(&run->done, -1);
        run_shared(&workers[0]);
    }
    for (int number = 1; number < started; number++) pthread_join(workers[number].thread, NULL);
    counter_end(&run->done);
    if (atomic_load(&run->is_stopped)) {
        run->ending = CK_STOPPED;
        run->is_crowded = false;
    }
    return started == run->plan.threads;
}

static void run_all(training_run *run, worker *workers) {
    block_scratch scratch = workers[0].scratch;
    double alone = crowded_seconds;
    begin_epoch(&run->plan, 0);
    while (run->plan.threads > 1 && run_together(run, workers)) {
        if (!run->is_crowded) return;
        alone = seconds() - run->begin > alone ? crowded_seconds : alone;
        if (!run_alone(run, scratch, alone)) return;
        alone = alone * 2 < longest_crowded_seconds ? alone * 2 : longest_crowded_seconds;
    }
    run_alone(run, scratch, INFINITY);
}

// MARK: Small trainings

static bool is_small(const ck_training *of) {
    return of->outputs == 1 && of->rows <= small_rows && of->columns > 1 && of->columns <= small_columns;
}

/// The next number of finished epochs at which to report or stop.
static extent next_pause(const ck_training *of, extent finished) {
    extent number = of->epochs_before + finished, distance = reporting_distance(of), next = of->epochs;
    if (finished == 0) return 1;
    extent pause = finished + distance - number % distance;
    if (pause < next) next = pause;
    if (of->report_interval > 0) {
        pause = finished + of->report_interval - number % of->report_interval;
        if (pause < next) next = pause;
    }
    return next;
}

static ck_ending train_small(const ck_training *of, kernel_loops loops, extent *finished) {
    small_training run = {.of = of, .rule = stopping_rule_of(of)};
    ck_ending ending = CK_FINISHED;
    while (ending == CK_FINISHED && run.finished < of->epochs) {
        if (of->is_stopped && of->is_stopped()) ending = CK_STOPPED;
        else {
            extent before = run.finished;
            ending = loops.train_small(&run, next_pause(of, before));
            if (run.finished == before) continue;
            report(of, run.finished, of->losses[run.finished - 1]);
        }
    }
    *finished = run.finished;
    return ending;
}

bool ck_covers(ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t outputs) {
    return rows > 1 && outputs > 0 && (columns > 1 || (columns == 1 && outputs == 1));
}

enum { most_threads = 64 };

ck_ending ck_train(const ck_training *training, ptrdiff_t *finished) {
    training_run run = {.loops = kernel_loops_of(ck_chosen_path()), .ending = CK_UNAVAILABLE,
        .rule = stopping_rule_of(training)};
    worker workers[most_threads];
    memset(workers, 0, sizeof workers);
    *finished = 0;
    if (training->epochs < 1) return CK_FINISHED;
    if (run.loops.train_small && is_small(training) && training->predictions[1]) return train_small(training, run.loops, finished);
    bool is_ready = training_plan_open(&run.plan, training);
    if (run.plan.threads > most_threads) run.plan.threads = most_threads;
    for (int number = 0; is_ready && number < run.plan.threads; number++) {
        workers[number].run = &run;
        workers[number].number = number;
        is_ready = block_scratch_open(&workers[number].scratch, &run.plan);
    }
    if (is_ready) run_all(&run, workers);
    *finished = run.finished;
    for (int number = 0; number < most_threads; number++) block_scratch_end(&workers[number].scratch);
    training_plan_end(&run.plan);
    return run.ending;
}
