// A call: its task, its memory, and its workspace for one matrix.
#pragma once
#include "COpenBLAS.h"
#include "routines.h"
#include <pthread.h>
#include <stdatomic.h>

/// LAPACK's workspace for one matrix at a time, column-major.
typedef struct {
    double *a, *b, *s, *u, *v, *work;
    integer *iwork;
    integer lwork, liwork;
} Workspace;

typedef enum { COB_WAITING, COB_RUNNING, COB_DONE, COB_ABANDONED } Stage;

struct COBCall {
    COBTask task;
    COBPlaces places;
    Workspace space;
    ptrdiff_t failures, rank;
    /// The following fields are shared by the two threads.
    pthread_mutex_t mutex;
    pthread_cond_t ended;
    _Atomic Stage stage;
    bool is_aside;
};

static inline ptrdiff_t least(ptrdiff_t a, ptrdiff_t b) { return a < b ? a : b; }
static inline ptrdiff_t most(ptrdiff_t a, ptrdiff_t b) { return a > b ? a : b; }

/// The number of doubles per element.
static inline ptrdiff_t parts(const COBTask *task) {
    switch (task->operation) {
    case COB_COMPLEX_SOLVE:
    case COB_COMPLEX_DETERMINANT:
    case COB_COMPLEX_EIGEN: return 2;
    default: return 1;
    }
}

/// The number of columns of Q.
static inline ptrdiff_t q_columns(const COBTask *task) {
    return task->is_full && task->rows > task->columns ? task->rows : least(task->rows, task->columns);
}

/// Queries the lengths of LAPACK's workspace; false if they overflow its integers.
bool cob_ask_lengths(const COBTask *task, Workspace *space);

/// Runs the operation on the matrix at this index and stores its results; returns whether there are any.
bool cob_take(COBCall *call, ptrdiff_t place);

/// The same for complex numbers.
bool cob_take_complex(COBCall *call, ptrdiff_t place);
