// A call: its task, its memory, and what one matrix of it takes.
#pragma once
#include "COpenBLAS.h"
#include "routines.h"
#include <pthread.h>
#include <stdatomic.h>

/// What LAPACK works on: one matrix at a time, by columns.
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
    /// What follows belongs to the two threads.
    pthread_mutex_t mutex;
    pthread_cond_t ended;
    _Atomic Stage stage;
    bool is_aside;
};

static inline ptrdiff_t least(ptrdiff_t a, ptrdiff_t b) { return a < b ? a : b; }
static inline ptrdiff_t most(ptrdiff_t a, ptrdiff_t b) { return a > b ? a : b; }

/// How many numbers an element is.
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

/// Asks LAPACK for the lengths of its working memory; false if they are too long for it.
bool cob_ask_lengths(const COBTask *task, Workspace *space);

/// Takes the matrix of this place, and gives its results; whether there are any.
bool cob_take(COBCall *call, ptrdiff_t place);

/// The same for complex numbers.
bool cob_take_complex(COBCall *call, ptrdiff_t place);
