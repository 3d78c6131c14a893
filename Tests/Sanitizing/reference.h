// The orders of addition of Sources/Kernels/README.md as plain loops, one number after the other.
#pragma once
#include <stdint.h>
#include "CKernels.h"

typedef ptrdiff_t extent;

/// NumPy's pairwise sum.
double plain_pairwise(const double *a, extent count);

/// `ddot` of numbers that lie together.
double plain_dot(const double *a, extent a_step, const double *b, extent count);

/// `dgemv_t`.
void plain_rows_times_vector(const double *x, extent stride, extent rows, extent columns, const double *w, double *y,
    extent y_stride);

/// `dgemv_n`.
void plain_vector_times_matrix(const double *x, extent stride, extent rows, extent columns, const double *r, double *g);

/// `dgemm`, or `dsyrk`.
void plain_product(extent m, extent k, extent n, ck_matrix a, ck_matrix b, double *c, extent c_row, extent c_column,
    bool is_symmetric);

/// The Gram matrix of [x 1 y].
void plain_gram(const double *x, extent stride, extent rows, extent columns, const double *y, extent outputs, double *gram);

/// One epoch: changes w and b, writes the prediction, the gradients, and returns the loss before the step.
double plain_epoch(const ck_training *training, double *w, double *b, double *prediction, double *gradient,
    double *bias_gradient);

/// The Mersenne Twister, one word at a time.
typedef struct {
    uint32_t key[624];
    extent position;
    double kept;
    bool has_kept;
} twister;

double plain_uniform(twister *it);
double plain_normal(twister *it);
