// The memory of a call, and the thread that it may run on.
#include "calls.h"
#include <errno.h>
#include <fenv.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

void cob_choose_core(void);

/// OpenBLAS allocates this much for each running call and touches what it uses; if the allocation fails, it doesn't
/// return.
static const size_t blas_buffer = (size_t)160 << 20;

/// The largest sizes whose squares fit LAPACK's 32-bit integers: for one matrix, and for the several in its
/// workspace.
static const ptrdiff_t most_rows = 46340, most_rows_in_work = 18000;

static _Thread_local ptrdiff_t uses = 0;
static _Atomic ptrdiff_t abandoned = 0;
/// The number of OpenBLAS's buffers allocated so far; it keeps them.
static _Atomic ptrdiff_t buffers = 0;

/// A region of memory that is first measured and then handed out.
typedef struct {
    char *base;
    size_t used;
    bool is_too_large;
} Room;

static void *take(Room *room, ptrdiff_t first, ptrdiff_t second, ptrdiff_t third, size_t size) {
    size_t bytes;
    if (__builtin_mul_overflow((size_t)first, (size_t)second, &bytes) ||
        __builtin_mul_overflow(bytes, (size_t)third, &bytes) || __builtin_mul_overflow(bytes, size, &bytes) ||
        bytes > SIZE_MAX / 64 || room->used > SIZE_MAX / 64) {
        room->is_too_large = true;
        return NULL;
    }
    void *place = room->base ? room->base + room->used : NULL;
    room->used += (bytes + 63) / 64 * 64;
    return place;
}

static double *numbers(Room *room, ptrdiff_t count, ptrdiff_t rows, ptrdiff_t columns) {
    return take(room, count, rows, columns, sizeof(double));
}

/// Lays out the results, row-major.
static void lay_out_results(const COBTask *task, COBPlaces *places, Room *room) {
    ptrdiff_t count = task->count, m = task->rows, n = task->columns, k = least(m, n);
    switch (task->operation) {
    case COB_SOLVE:
        places->first = numbers(room, count, m, task->sides < 0 ? m : task->sides);
        places->second = numbers(room, count, 1, 1);
        break;
    case COB_DETERMINANT:
        places->first = numbers(room, count, 1, 1);
        places->second = numbers(room, count, 1, 1);
        break;
    case COB_CHOLESKY: places->first = numbers(room, count, m, m); break;
    case COB_QR:
        if (task->has_vectors) places->first = numbers(room, count, m, q_columns(task));
        places->second = numbers(room, count, task->has_vectors ? q_columns(task) : k, n);
        break;
    case COB_RAW_QR:
        places->first = numbers(room, count, n, m);
        places->second = numbers(room, count, k, 1);
        break;
    case COB_SVD:
        if (task->has_vectors) places->first = numbers(room, count, m, task->is_full ? m : k);
        places->second = numbers(room, count, k, 1);
        if (task->has_vectors) places->third = numbers(room, count, task->is_full ? n : k, n);
        break;
    case COB_SYMMETRIC_EIGEN:
        places->first = numbers(room, count, n, 1);
        if (task->has_vectors) places->second = numbers(room, count, n, n);
        break;
    case COB_EIGEN:
        places->first = numbers(room, count, n, 1);
        places->second = numbers(room, count, n, 1);
        if (task->has_vectors) places->third = numbers(room, count, n, n);
        break;
    case COB_LEAST_SQUARES:
        places->first = numbers(room, count, n, task->sides);
        places->second = numbers(room, count, task->sides, 1);
        places->third = numbers(room, count, k, 1);
        break;
    case COB_COMPLEX_SOLVE:
        places->first = numbers(room, count, 2 * m, task->sides < 0 ? m : task->sides);
        places->second = numbers(room, count, 1, 1);
        break;
    case COB_COMPLEX_DETERMINANT:
        places->first = numbers(room, count, 2, 1);
        places->second = numbers(room, count, 1, 1);
        break;
    case COB_COMPLEX_EIGEN:
        places->first = numbers(room, count, 2 * n, 1);
        if (task->has_vectors) places->third = numbers(room, count, 2 * n, n);
        break;
    }
}

/// Lays out LAPACK's workspace.
static void lay_out_workspace(const COBTask *task, Workspace *space, Room *room) {
    ptrdiff_t m = task->rows, n = task->columns, k = least(m, n);
    bool solves = task->operation == COB_SOLVE || task->operation == COB_COMPLEX_SOLVE;
    ptrdiff_t sides = solves && task->sides < 0 ? m : most(task->sides, 0), part = parts(task);
    // Q is computed in place of the matrix.
    ptrdiff_t columns = task->operation == COB_QR ? most(n, q_columns(task)) : n;
    space->a = numbers(room, part, most(m, 1), most(columns, 1));
    switch (task->operation) {
    case COB_SOLVE:
    case COB_COMPLEX_SOLVE: space->b = numbers(room, part, most(m, 1), most(sides, 1)); break;
    case COB_LEAST_SQUARES: space->b = numbers(room, 1, most(most(m, n), 1), most(sides, 1)); break;
    default: break;
    }
    space->s = numbers(room, 2, most(most(k, n), 1), 1);
    if (task->has_vectors && task->operation == COB_SVD) {
        space->u = numbers(room, 1, most(m, 1), most(task->is_full ? m : k, 1));
        space->v = numbers(room, 1, most(task->is_full ? n : k, 1), most(n, 1));
    }
    if (task->has_vectors && task->operation == COB_EIGEN) space->v = numbers(room, 1, most(n, 1), most(n, 1));
    if (task->operation == COB_COMPLEX_EIGEN) {
        space->u = numbers(room, 2, most(n, 1), 1);
        if (task->has_vectors) space->v = numbers(room, 2, most(n, 1), most(n, 1));
    }
    space->work = numbers(room, part, most(space->lwork, 1), 1);
    space->iwork = take(room, most(space->liwork, 1), 1, 1, sizeof(integer));
}

static void lay_out(const COBTask *task, COBPlaces *places, Workspace *space, Room *room) {
    places->matrix = numbers(room, task->count, parts(task) * task->rows, task->columns);
    bool has_right = (task->operation == COB_SOLVE || task->operation == COB_LEAST_SQUARES ||
                      task->operation == COB_COMPLEX_SOLVE) &&
        task->sides >= 0;
    if (has_right) places->right = numbers(room, task->count, parts(task) * task->rows, task->sides);
    lay_out_results(task, places, room);
    lay_out_workspace(task, space, room);
}

static bool is_countable(const COBTask *task) {
    ptrdiff_t longest = most(most(task->rows, task->columns), task->sides), k = least(task->rows, task->columns);
    bool is_in_work = task->operation == COB_SVD || task->operation == COB_SYMMETRIC_EIGEN ||
        task->operation == COB_EIGEN || task->operation == COB_LEAST_SQUARES || task->operation == COB_COMPLEX_EIGEN;
    return longest <= INT_MAX / 2 && k <= (is_in_work ? most_rows_in_work : most_rows) &&
        !(task->is_full && longest > most_rows);
}

static bool measure(const COBTask *task, Workspace *space, Room *room) {
    COBPlaces places = {0};
    if (!is_countable(task)) return false;
    cob_choose_core();
    if (!cob_ask_lengths(task, space)) return false;
    lay_out(task, &places, space, room);
    return !room->is_too_large;
}

size_t cob_room(COBTask task) {
    Workspace space = {0};
    Room room = {0};
    if (!measure(&task, &space, &room)) return 0;
    return room.used + sizeof(COBCall) + 4096;
}

size_t cob_own_room(void) { return atomic_load(&buffers) <= atomic_load(&abandoned) ? blas_buffer : 0; }

double cob_work(COBTask task) {
    double m = (double)task.rows, n = (double)task.columns, k = (double)least(task.rows, task.columns), work = 0;
    switch (task.operation) {
    case COB_SOLVE: work = 2.0 / 3 * n * n * n + 2 * n * n * (task.sides < 0 ? n : (double)task.sides); break;
    case COB_DETERMINANT: work = 2.0 / 3 * n * n * n; break;
    case COB_CHOLESKY: work = n * n * n / 3; break;
    case COB_RAW_QR: work = 2 * m * n * k; break;
    case COB_QR: work = 2 * m * n * k + (task.has_vectors ? 2 * m * k * (double)q_columns(&task) : 0); break;
    case COB_SVD: work = 6 * m * n * k + (task.has_vectors ? 16 * m * n * k : 0) + (task.is_full ? m * m * k : 0); break;
    case COB_SYMMETRIC_EIGEN: work = (task.has_vectors ? 9 : 4) * n * n * n; break;
    case COB_EIGEN: work = (task.has_vectors ? 50 : 30) * n * n * n; break;
    case COB_LEAST_SQUARES: work = 8 * m * n * k + 4 * m * n * (double)task.sides; break;
    case COB_COMPLEX_SOLVE:
        work = 8.0 / 3 * n * n * n + 8 * n * n * (task.sides < 0 ? n : (double)task.sides);
        break;
    case COB_COMPLEX_DETERMINANT: work = 8.0 / 3 * n * n * n; break;
    case COB_COMPLEX_EIGEN: work = (task.has_vectors ? 200 : 120) * n * n * n; break;
    }
    // Includes the cost of copying.
    return (double)task.count * (work + 8 * m * n + 200);
}

COBCall *cob_begin(COBTask task) {
    Room room = {0};
    Workspace space = {0};
    if (!measure(&task, &space, &room)) return NULL;
    COBCall *call = malloc(sizeof(COBCall) + 64 + room.used);
    if (!call) return NULL;
    memset(call, 0, sizeof(COBCall));
    call->task = task;
    call->space = space;
    Room own = {.base = (char *)(((size_t)(call + 1) + 63) / 64 * 64)};
    lay_out(&task, &call->places, &call->space, &own);
    pthread_mutex_init(&call->mutex, NULL);
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
#if !defined(__APPLE__)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
#endif
    pthread_cond_init(&call->ended, &attributes);
    pthread_condattr_destroy(&attributes);
    atomic_init(&call->stage, COB_WAITING);
    uses++;
    return call;
}

ptrdiff_t cob_uses(void) { return uses; }

COBPlaces cob_places(const COBCall *call) { return call->places; }
ptrdiff_t cob_failures(const COBCall *call) { return call->failures; }
ptrdiff_t cob_rank(const COBCall *call) { return call->rank; }
bool cob_abandoned_runs(void) { return atomic_load(&abandoned) > 0; }

/// Records that OpenBLAS has a buffer for this call, besides those of abandoned calls.
static void note_buffer(void) {
    ptrdiff_t needed = atomic_load(&abandoned) + 1;
    if (atomic_load(&buffers) < needed) atomic_store(&buffers, needed);
}

static void take_all(COBCall *call) {
    // The caller isn't affected by LAPACK's internal divisions by 0.
    fenv_t environment;
    feholdexcept(&environment);
    for (ptrdiff_t place = 0; place < call->task.count; place++) {
        if (atomic_load_explicit(&call->stage, memory_order_relaxed) == COB_ABANDONED) break;
        if (!cob_take(call, place)) call->failures++;
    }
    fesetenv(&environment);
}

void cob_run(COBCall *call) {
    note_buffer();
    take_all(call);
}

static void let_go(COBCall *call) {
    pthread_cond_destroy(&call->ended);
    pthread_mutex_destroy(&call->mutex);
    free(call);
}

static void *run_aside(void *context) {
    COBCall *call = context;
    take_all(call);
    pthread_mutex_lock(&call->mutex);
    bool is_abandoned = atomic_load(&call->stage) == COB_ABANDONED;
    if (!is_abandoned) atomic_store(&call->stage, COB_DONE);
    pthread_cond_signal(&call->ended);
    pthread_mutex_unlock(&call->mutex);
    if (is_abandoned) {
        let_go(call);
        atomic_fetch_sub(&abandoned, 1);
    }
    return NULL;
}

#if defined(__GLIBC__)
/// OpenBLAS frees its memory at the end of the process, while an abandoned call may still use it; then the process
/// ends before that.
static void end_before(int status, void *nothing) {
    (void)nothing;
    if (atomic_load(&abandoned) == 0) return;
    fflush(NULL);
    _exit(status);
}
#endif

/// Blocks signals on the new thread, because they must interrupt the evaluating thread.
static bool start_thread(COBCall *call) {
    sigset_t all, before;
    pthread_attr_t attributes;
    pthread_t thread;
    if (pthread_attr_init(&attributes) != 0) return false;
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_attr_setstacksize(&attributes, (size_t)8 << 20);
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    bool is_started = pthread_create(&thread, &attributes, run_aside, call) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attributes);
    return is_started;
}

bool cob_run_aside(COBCall *call) {
#if defined(__GLIBC__)
    static bool is_registered = false;
    if (!is_registered) is_registered = on_exit(end_before, NULL) == 0;
#endif
    call->is_aside = true;
    atomic_store(&call->stage, COB_RUNNING);
    note_buffer();
    if (start_thread(call)) return true;
    call->is_aside = false;
    atomic_store(&call->stage, COB_WAITING);
    return false;
}

bool cob_wait(COBCall *call, int milliseconds) {
    struct timespec end;
#if defined(__APPLE__)
    clock_gettime(CLOCK_REALTIME, &end);
#else
    clock_gettime(CLOCK_MONOTONIC, &end);
#endif
    end.tv_nsec += milliseconds * 1000000L;
    end.tv_sec += end.tv_nsec / 1000000000L;
    end.tv_nsec %= 1000000000L;
    pthread_mutex_lock(&call->mutex);
    int status = 0;
    while (atomic_load(&call->stage) == COB_RUNNING && status != ETIMEDOUT) {
        status = pthread_cond_timedwait(&call->ended, &call->mutex, &end);
    }
    bool is_done = atomic_load(&call->stage) != COB_RUNNING;
    pthread_mutex_unlock(&call->mutex);
    return is_done;
}

void cob_end(COBCall *call) {
    pthread_mutex_lock(&call->mutex);
    bool is_running = atomic_load(&call->stage) == COB_RUNNING;
    if (is_running) {
        atomic_fetch_add(&abandoned, 1);
        atomic_store(&call->stage, COB_ABANDONED);
    }
    pthread_mutex_unlock(&call->mutex);
    if (!is_running) let_go(call);
}
