#include <math.h>
#include <stdlib.h>
#include "reference.h"

#pragma STDC FP_CONTRACT OFF

static extent rounded_down(extent n, extent multiple) { return n - n % multiple; }

static extent least(extent a, extent b) { return a < b ? a : b; }

// MARK: Sums and vectors

double plain_pairwise(const double *a, extent count) {
    if (count > 128) {
        extent half = rounded_down(count / 2, 8);
        return plain_pairwise(a, half) + plain_pairwise(a + half, count - half);
    }
    double sum = 0;
    extent whole = rounded_down(count, 8);
    if (whole > 0) {
        double r[8];
        for (extent t = 0; t < 8; t++) {
            r[t] = a[t];
            for (extent i = t + 8; i < whole; i += 8) r[t] = r[t] + a[i];
        }
        sum = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
    }
    for (extent i = whole; i < count; i++) sum = sum + a[i];
    return sum;
}

double plain_dot(const double *a, extent a_step, const double *b, extent count) {
    double chains[16] = {0}, pairs[4][2], c[2];
    extent whole = rounded_down(count, 16);
    for (extent i = 0; i < whole; i++) chains[i % 16] = fma(a[i * a_step], b[i], chains[i % 16]);
    for (int q = 0; q < 4; q++)
        for (int u = 0; u < 2; u++) pairs[q][u] = chains[4 * q + u] + chains[4 * q + u + 2];
    for (int u = 0; u < 2; u++) c[u] = (pairs[0][u] + pairs[1][u]) + (pairs[2][u] + pairs[3][u]);
    double sum = c[0] + c[1];
    for (extent i = whole; i < count; i++) sum = sum + a[i * a_step] * b[i];
    return 0.0 + sum;
}

static double tail(const double *x, const double *w, extent columns, double y) {
    extent at = rounded_down(columns, 4);
    switch (columns - at) {
    case 1: return fma(x[at], w[at], y);
    case 2: return fma(x[at], w[at], x[at + 1] * w[at + 1]) + y;
    case 3: return fma(x[at + 2], w[at + 2], fma(x[at], w[at], x[at + 1] * w[at + 1])) + y;
    default: return y;
    }
}

void plain_rows_times_vector(const double *x, extent stride, extent rows, extent columns, const double *w, double *y,
    extent y_stride) {
    extent whole = rounded_down(columns, 4);
    for (extent row = 0; row < rows; row++) {
        const double *from = x + row * stride;
        bool is_fused = row < rounded_down(rows, 4), is_pair = !is_fused && row < rounded_down(rows, 2);
        double sum = 0;
        for (extent start = 0; start < whole; start += 2048) {
            double a[4] = {0};
            for (extent j = start; j < least(start + 2048, whole); j++) {
                if (is_fused) a[j % 4] = fma(from[j], w[j], a[j % 4]);
                else if (is_pair) a[j % 2] = a[j % 2] + from[j] * w[j];
                else a[j % 4] = a[j % 4] + from[j] * w[j];
            }
            sum = sum + (is_pair ? a[0] + a[1] : (a[0] + a[2]) + (a[1] + a[3]));
        }
        y[row * y_stride] = tail(from, w, columns, sum);
    }
}

void plain_vector_times_matrix(const double *x, extent stride, extent rows, extent columns, const double *r, double *g) {
    bool in_pairs = stride == columns && (columns == 2 || columns == 3);
    for (extent j = 0; j < columns; j++) {
        #define PRODUCT(row) (x[(row) * stride + j] * r[row])
        #define FUSED(row, other) fma(x[(row) * stride + j], r[row], PRODUCT(other))
        bool is_whole = j < rounded_down(columns, 4);
        double sum = 0;
        extent row = 0;
        for (; row < rounded_down(rows, 4); row += 4) {
            if (is_whole) sum = sum + (FUSED(row + 2, row) + FUSED(row + 3, row + 1));
            else if (in_pairs) sum = (sum + (PRODUCT(row) + PRODUCT(row + 1))) + (PRODUCT(row + 2) + PRODUCT(row + 3));
            else for (extent t = 0; t < 4; t++) sum = sum + PRODUCT(row + t);
        }
        for (; is_whole && row + 2 <= rows; row += 2) sum = sum + (PRODUCT(row) + PRODUCT(row + 1));
        for (; row < rows; row++) sum = sum + PRODUCT(row);
        g[j] = sum;
        #undef PRODUCT
        #undef FUSED
    }
}

// MARK: Matrices

/// How many products make the next block.
static extent block_length(extent left, bool is_symmetric) {
    if (left >= 512) return 256;
    if (left <= 256) return left;
    return is_symmetric ? (left + 1) / 2 : (left / 2 + 3) / 4 * 4;
}

void plain_product(extent m, extent k, extent n, ck_matrix a, ck_matrix b, double *c, extent c_row, extent c_column,
    bool is_symmetric) {
    for (extent i = 0; i < m; i++)
        for (extent j = 0; j < n; j++) {
            bool is_split = !is_symmetric && m % 2 == 1 && i == m - 1 && j < rounded_down(n, 4);
            double sum = 0;
            for (extent start = 0, length; start < k; start += length) {
                length = block_length(k - start, is_symmetric);
                double chains[4] = {0};
                for (extent l = 0; l < length; l++) {
                    extent lane = is_split && l < rounded_down(length, 8) ? l % 4 : 0;
                    chains[lane] = fma(a.elements[i * a.row + (start + l) * a.column],
                        b.elements[(start + l) * b.row + j * b.column], chains[lane]);
                }
                sum = sum + (is_split ? (chains[0] + chains[1]) + (chains[2] + chains[3]) : chains[0]);
            }
            c[i * c_row + j * c_column] = sum;
        }
}

void plain_gram(const double *x, extent stride, extent rows, extent columns, const double *y, extent outputs, double *gram) {
    extent size = columns + 1 + outputs, blocks = (rows + 255) / 256, stripe_rows = (blocks + 15) / 16 * 256;
    double *z = malloc((size_t)(rows * size) * sizeof(double));
    if (!z) abort();
    for (extent row = 0; row < rows; row++)
        for (extent i = 0; i < size; i++)
            z[row * size + i] = i < columns ? x[row * stride + i] : i == columns ? 1 : y[row * outputs + i - columns - 1];
    for (extent i = 0; i < size; i++)
        for (extent j = 0; j < size; j++) {
            double total = 0;
            for (extent stripe = 0; stripe < rows; stripe += stripe_rows) {
                double sum = 0;
                for (extent block = stripe; block < least(stripe + stripe_rows, rows); block += 256) {
                    double chain = 0;
                    for (extent row = block; row < least(block + 256, rows); row++)
                        chain = fma(z[row * size + i], z[row * size + j], chain);
                    sum = sum + chain;
                }
                total = total + sum;
            }
            gram[i * size + j] = total;
        }
    free(z);
}

// MARK: Training

double plain_epoch(const ck_training *of, double *w, double *b, double *prediction, double *gradient, double *bias_gradient) {
    extent rows = of->rows, columns = of->columns, outputs = of->outputs, count = rows * outputs;
    double *residuals = malloc((size_t)count * sizeof(double)), *squares = malloc((size_t)count * sizeof(double));
    if (!residuals || !squares) abort();
    ck_matrix x = {of->x, of->x_stride, 1}, transposed = {of->x, 1, of->x_stride};
    if (outputs > 1) plain_product(rows, columns, outputs, x, (ck_matrix){w, outputs, 1}, prediction, outputs, 1, false);
    else if (columns > 1) plain_rows_times_vector(of->x, of->x_stride, rows, columns, w, prediction, 1);
    else for (extent row = 0; row < rows; row++) prediction[row] = 0 + of->x[row * of->x_stride] * w[0];
    for (extent at = 0; at < count; at++) {
        prediction[at] = prediction[at] + b[at % outputs];
        residuals[at] = prediction[at] - of->y[at];
        squares[at] = (of->y[at] - prediction[at]) * (of->y[at] - prediction[at]);
    }
    double loss = plain_pairwise(squares, count) / (double)count;
    if (outputs > 1)
        plain_product(columns, rows, outputs, transposed, (ck_matrix){residuals, outputs, 1}, gradient, outputs, 1, false);
    else if (columns > 1) plain_vector_times_matrix(of->x, of->x_stride, rows, columns, residuals, gradient);
    else gradient[0] = plain_dot(of->x, of->x_stride, residuals, rows);
    for (extent at = 0; at < count; at++) residuals[at] = residuals[at] / (double)rows;
    for (extent output = 0; output < outputs; output++) {
        bias_gradient[output] = residuals[output];
        for (extent row = 1; row < rows; row++)
            bias_gradient[output] = bias_gradient[output] + residuals[row * outputs + output];
    }
    if (outputs == 1) bias_gradient[0] = plain_pairwise(residuals, rows);
    for (extent at = 0; at < columns * outputs; at++) w[at] = w[at] - of->rate * (gradient[at] / (double)rows);
    for (extent output = 0; output < outputs; output++) b[output] = b[output] - of->rate * bias_gradient[output];
    free(residuals);
    free(squares);
    return loss;
}

// MARK: Random numbers

static uint32_t next_word(twister *it) {
    if (it->position == 624) {
        for (int i = 0; i < 624; i++) {
            uint32_t joined = (it->key[i] & 0x80000000u) | (it->key[(i + 1) % 624] & 0x7fffffffu);
            it->key[i] = it->key[(i + 397) % 624] ^ (joined >> 1) ^ (joined % 2 ? 0x9908b0dfu : 0);
        }
        it->position = 0;
    }
    uint32_t word = it->key[it->position++];
    word ^= word >> 11;
    word ^= (word << 7) & 0x9d2c5680u;
    word ^= (word << 15) & 0xefc60000u;
    return word ^ (word >> 18);
}

double plain_uniform(twister *it) {
    uint32_t high = next_word(it) >> 5, low = next_word(it) >> 6;
    return ((double)high * 67108864.0 + (double)low) / 9007199254740992.0;
}

double plain_normal(twister *it) {
    if (it->has_kept) {
        it->has_kept = false;
        return it->kept;
    }
    double a, b, square;
    do {
        a = 2.0 * plain_uniform(it) - 1.0;
        b = 2.0 * plain_uniform(it) - 1.0;
        square = a * a + b * b;
    } while (square >= 1.0 || square == 0.0);
    double factor = sqrt(-2.0 * log(square) / square);
    it->kept = factor * a;
    it->has_kept = true;
    return factor * b;
}
