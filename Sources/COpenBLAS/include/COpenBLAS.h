// LAPACK's factorisations from OpenBLAS, one call for a stack of matrices, over raw memory of its own.
//
// LAPACK can't be stopped: what may take long runs on a thread of its own, and can be abandoned.
#pragma once
#include <stdbool.h>
#include <stddef.h>

/// What is done with each matrix of a stack. Matrices and results lie row after row.
typedef enum {
    /// x of a @ x = right, or the inverse where `sides` is negative, in `first`; the reciprocal condition number in
    /// `second`, 1 where it is plainly not small.
    COB_SOLVE,
    /// The determinant's sign in `first`, the logarithm of its absolute value in `second`.
    COB_DETERMINANT,
    /// The triangle in `first`.
    COB_CHOLESKY,
    /// Q in `first` (no vectors: nothing), R in `second`.
    COB_QR,
    /// What `geqrf` leaves: its matrix by columns in `first`, the factors of its reflections in `second`.
    COB_RAW_QR,
    /// U in `first`, the singular values in `second`, V transposed in `third`; without vectors the values alone.
    COB_SVD,
    /// The eigenvalues of a symmetric matrix in `first`, the vectors in `second`.
    COB_SYMMETRIC_EIGEN,
    /// The eigenvalues' real parts in `first`, their imaginary parts in `second`, the vectors in `third`; for a pair of
    /// complex ones two columns hold a vector's real and imaginary part.
    COB_EIGEN,
    /// x in `first`, each column's sum of squared errors in `second`, the singular values in `third`, and `rank`.
    COB_LEAST_SQUARES,
    /// The same of complex numbers, which are pairs of numbers everywhere: x or the inverse in `first`.
    COB_COMPLEX_SOLVE,
    /// The determinant's sign, a complex number, in `first`, the logarithm of its absolute value in `second`.
    COB_COMPLEX_DETERMINANT,
    /// The eigenvalues of a complex matrix in `first`, the vectors in `third`.
    COB_COMPLEX_EIGEN,
} COBOperation;

typedef struct {
    COBOperation operation;
    /// Whether vectors are wanted, or Q.
    bool has_vectors;
    /// Whether U and V, or Q, are square.
    bool is_full;
    /// Whether the upper triangle counts, or is made.
    bool is_upper;
    /// The number of matrices, and the size of each; `sides` is the number of columns on the right.
    ptrdiff_t count;
    ptrdiff_t rows, columns, sides;
    /// Singular values up to this share of the largest count as 0.
    double cutoff;
} COBTask;

typedef struct COBCall COBCall;

/// Where the numbers of a call lie; what its operation doesn't have is NULL.
typedef struct {
    double *matrix, *right;
    double *first, *second, *third;
} COBPlaces;

/// Whether factorisations have the canonical bits here: on x86-64 with AVX2 and fused multiply-add.
bool cob_has_canonical_bits(void);

/// The number of bytes that a call takes; 0 if that can't be counted, or if a matrix is larger
/// than the 32-bit numbers of this LAPACK allow.
size_t cob_room(COBTask task);

/// The number of bytes that OpenBLAS may take besides for the next call: it keeps them for the calls after it.
size_t cob_own_room(void);

/// How many operations on numbers it takes, about.
double cob_work(COBTask task);

/// Memory for a call, which `cob_end` lets go; NULL if there is none.
COBCall *cob_begin(COBTask task);

/// How many calls this thread has begun.
ptrdiff_t cob_uses(void);

COBPlaces cob_places(const COBCall *call);

/// Carries it out. A matrix without a result (a singular one …) has nan, and is counted.
void cob_run(COBCall *call);

/// Carries it out on a thread of its own; false if there can't be one.
bool cob_run_aside(COBCall *call);

/// Waits until a call that runs aside is done, up to so many milliseconds; whether it is.
bool cob_wait(COBCall *call, int milliseconds);

/// Whether a call that was abandoned still runs.
bool cob_abandoned_runs(void);

/// The number of matrices without a result.
ptrdiff_t cob_failures(const COBCall *call);

/// The rank that least squares found.
ptrdiff_t cob_rank(const COBCall *call);

/// Lets the memory go: at once, or, where the call still runs, when it ends.
void cob_end(COBCall *call);
