// LAPACK's factorisations from OpenBLAS, one call for a stack of matrices, in memory of its own.
//
// LAPACK can't be interrupted: long calls run on their own thread and can be abandoned.
#pragma once
#include <stdbool.h>
#include <stddef.h>

/// The operation on each matrix of a stack. Matrices and results are row-major.
typedef enum {
    /// x of a @ x = right, or the inverse if `sides` is negative, in `first`; the reciprocal condition number in
    /// `second`, 1 if it is clearly not small.
    COB_SOLVE,
    /// The determinant's sign in `first`, the logarithm of its absolute value in `second`.
    COB_DETERMINANT,
    /// The triangular factor in `first`.
    COB_CHOLESKY,
    /// Q in `first` (nothing without vectors), R in `second`.
    COB_QR,
    /// The output of `geqrf`: its matrix, column-major, in `first`, the factors of its reflections in `second`.
    COB_RAW_QR,
    /// U in `first`, the singular values in `second`, V transposed in `third`; only the values without vectors.
    COB_SVD,
    /// The eigenvalues of a symmetric matrix in `first`, the vectors in `second`.
    COB_SYMMETRIC_EIGEN,
    /// The real parts of the eigenvalues in `first`, their imaginary parts in `second`, the vectors in `third`; for a
    /// complex pair two columns hold the real and imaginary parts of a vector.
    COB_EIGEN,
    /// x in `first`, each column's sum of squared errors in `second`, the singular values in `third`, and `rank`.
    COB_LEAST_SQUARES,
    /// `COB_SOLVE` for complex numbers, which are pairs of doubles throughout: x or the inverse in `first`.
    COB_COMPLEX_SOLVE,
    /// The determinant's sign, a complex number, in `first`, the logarithm of its absolute value in `second`.
    COB_COMPLEX_DETERMINANT,
    /// The eigenvalues of a complex matrix in `first`, the vectors in `third`.
    COB_COMPLEX_EIGEN,
} COBOperation;

typedef struct {
    COBOperation operation;
    /// Whether to compute vectors, or Q.
    bool has_vectors;
    /// Whether U and V, or Q, are square.
    bool is_full;
    /// Whether the upper triangle is read or produced.
    bool is_upper;
    /// The number of matrices, and the size of each; `sides` is the number of columns on the right.
    ptrdiff_t count;
    ptrdiff_t rows, columns, sides;
    /// Singular values of at most this fraction of the largest count as 0.
    double cutoff;
} COBTask;

typedef struct COBCall COBCall;

/// The buffers of a call; those that its operation doesn't use are NULL.
typedef struct {
    double *matrix, *right;
    double *first, *second, *third;
} COBPlaces;

/// Whether factorisations have the canonical bits on this machine: x86-64 with AVX2 and fused multiply-add.
bool cob_has_canonical_bits(void);

/// The bytes that a call takes; 0 on overflow, or if a matrix is too large for this LAPACK's 32-bit integers.
size_t cob_room(COBTask task);

/// The additional bytes that OpenBLAS may allocate for the next call; it keeps them for later calls.
size_t cob_own_room(void);

/// The approximate number of arithmetic operations.
double cob_work(COBTask task);

/// Allocates a call, to be released with `cob_end`; NULL if memory runs out.
COBCall *cob_begin(COBTask task);

/// The number of calls begun on this thread.
ptrdiff_t cob_uses(void);

COBPlaces cob_places(const COBCall *call);

/// Runs the call. A matrix without a result, such as a singular one, gets nan and counts as a failure.
void cob_run(COBCall *call);

/// Runs the call on its own thread; false if it can't be created.
bool cob_run_aside(COBCall *call);

/// Waits up to `milliseconds` for a call on its own thread; returns whether it is done.
bool cob_wait(COBCall *call, int milliseconds);

/// Whether an abandoned call is still running.
bool cob_abandoned_runs(void);

/// The number of matrices without a result.
ptrdiff_t cob_failures(const COBCall *call);

/// The rank found by least squares.
ptrdiff_t cob_rank(const COBCall *call);

/// Releases the memory: at once, or when the call ends if it is still running.
void cob_end(COBCall *call);
