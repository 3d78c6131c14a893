// Products, dot products, Gram matrices and random numbers.
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "checking.h"

static void check_dot(extent count) {
    double *a = random_numbers(count), *b = random_numbers(count), expected = plain_dot(a, 1, b, count);
    for (int at = 0; at < way_count; at++) {
        take_way(ways[at], "dot of %td", count);
        double found = ck_dot(a, b, count);
        expect_same("sum", &found, &expected, 1);
    }
    free(a), free(b);
}

static void check_rows_times_vector(extent rows, extent columns, extent gap, extent y_stride) {
    if (is_left_out()) return;
    extent stride = columns + gap, count = (rows - 1) * y_stride + 1;
    double *x = random_rows(rows, columns, stride), *w = random_numbers(columns), *y = random_rows(rows, 1, y_stride);
    double *expected = copy(y, count);
    plain_rows_times_vector(x, stride, rows, columns, w, expected, y_stride);
    for (int at = 0; at < way_count; at++) {
        take_way(ways[at], "%td x %td (+%td) times vector", rows, columns, gap);
        double *found = copy(y, count);
        ck_rows_times_vector(x, stride, rows, columns, w, found, y_stride, ways[at].threads, is_stopped);
        expect_same("product", found, expected, count);
        free(found);
    }
    free(x), free(w), free(y), free(expected);
}

static void check_vector_times_matrix(extent rows, extent columns, extent gap) {
    if (is_left_out()) return;
    extent stride = columns + gap;
    double *x = random_rows(rows, columns, stride), *r = random_numbers(rows), *expected = memory(columns);
    plain_vector_times_matrix(x, stride, rows, columns, r, expected);
    for (int at = 0; at < way_count; at++) {
        take_way(ways[at], "vector times %td x %td (+%td)", rows, columns, gap);
        double *found = memory(columns);
        ck_vector_times_matrix(x, stride, rows, columns, r, found, ways[at].threads, is_stopped);
        expect_same("product", found, expected, columns);
        free(found);
    }
    free(x), free(r), free(expected);
}

/// A matrix that lies row after row or column after column, with gaps.
static ck_matrix random_matrix(extent rows, extent columns, double **numbers) {
    extent step = some(1, 2), gap = some(0, 3);
    bool is_turned = some(0, 1);
    extent inner = is_turned ? rows : columns, outer = is_turned ? columns : rows, stride = inner * step + gap;
    *numbers = random_numbers((outer - 1) * stride + (inner - 1) * step + 1);
    return is_turned ? (ck_matrix){*numbers, step, stride} : (ck_matrix){*numbers, stride, step};
}

static void check_matrix_product(extent m, extent k, extent n, bool is_symmetric) {
    if (is_left_out()) return;
    double *left, *right = NULL;
    ck_matrix a = random_matrix(m, k, &left), b = {left, a.column, a.row};
    if (is_symmetric) n = m;
    else b = random_matrix(k, n, &right);
    extent column = some(1, 2), row = n * column + some(0, 2), count = (m - 1) * row + (n - 1) * column + 1;
    double *c = random_numbers(count), *expected = copy(c, count);
    plain_product(m, k, n, a, b, expected, row, column, is_symmetric);
    for (int at = 0; at < way_count; at++) {
        take_way(ways[at], "%td x %td times %td x %td%s", m, k, k, n, is_symmetric ? ", own transpose" : "");
        double *found = copy(c, count);
        expect(ck_matrix_product(m, k, n, a, b, found, row, column, is_symmetric, ways[at].threads, is_stopped), "memory");
        expect_same("product", found, expected, count);
        threads_left = some(0, 3);
        expect(ck_matrix_product(m, k, n, a, b, found, row, column, is_symmetric, ways[at].threads, is_stopped), "memory");
        threads_left = -1;
        expect_same("product with too few threads", found, expected, count);
        // Stopped work leaves anything, but returns and gives back its memory.
        questions_left = some(1, 4);
        ck_matrix_product(m, k, n, a, b, found, row, column, is_symmetric, ways[at].threads, is_stopped);
        questions_left = -1;
        free(found);
    }
    free(left), free(right), free(c), free(expected);
}

static void check_gram(extent rows, extent columns, extent outputs, extent gap) {
    if (is_left_out()) return;
    extent size = columns + 1 + outputs, stride = columns + gap;
    double *x = random_rows(rows, columns, stride), *y = random_numbers(rows * outputs), *expected = memory(size * size);
    plain_gram(x, stride, rows, columns, y, outputs, expected);
    for (int at = 0; at < way_count; at++) {
        take_way(ways[at], "Gram matrix of %td x %td (+%td), %td outputs", rows, columns, gap, outputs);
        double *found = memory(size * size);
        expect(ck_gram(x, stride, rows, columns, y, outputs, found, ways[at].threads, is_stopped), "memory");
        expect_same("sums", found, expected, size * size);
        questions_left = some(1, 4);
        ck_gram(x, stride, rows, columns, y, outputs, found, ways[at].threads, is_stopped);
        questions_left = -1;
        free(found);
    }
    free(x), free(y), free(expected);
}

static void check_large_use(void) {
    char *numbers = malloc(9 << 20);
    if (!numbers) abort();
    memset(numbers, 7, 9 << 20);
    for (size_t begin = 0; begin < 5; begin += 3) ck_expect_large_use(numbers + begin, (9 << 20) - begin);
    ck_expect_large_use(numbers, 3);
    extent changed = 0;
    for (extent at = 0; at < 9 << 20; at++) changed += numbers[at] != 7;
    expect(changed == 0, "memory that is told of stays");
    free(numbers);
}

void check_products(void) {
    check_large_use();
    for (extent count = 0; count < 40; count++) check_dot(count);
    check_dot(1003);
    for (int round = 0; round < 30; round++) {
        check_rows_times_vector(some(1, 40), some(1, 40), some(0, 2), some(1, 3));
        check_vector_times_matrix(some(1, 40), some(1, 40), some(0, 1) * some(0, 3));
        check_matrix_product(some(1, 40), some(1, 40), some(1, 40), round % 4 == 0);
        check_gram(some(1, 600), some(1, 12), some(1, 3), some(0, 2));
    }
    check_rows_times_vector(7, 2051, 0, 1);
    check_rows_times_vector(31, 4099, 1, 1);
    check_rows_times_vector(20003, 7, 0, 1);
    check_vector_times_matrix(61, 2051, 0);
    check_vector_times_matrix(211, 517, 3);
    for (extent columns = 2; columns < 4; columns++) check_vector_times_matrix(1027, columns, 0);
    check_matrix_product(701, 11, 61, false);
    check_matrix_product(97, 259, 13, false);
    check_matrix_product(9, 517, 515, false);
    check_matrix_product(1, 700, 600, false);
    check_matrix_product(109, 261, 0, true);
    check_matrix_product(13, 771, 0, true);
    check_gram(9001, 7, 1, 0);
    check_gram(1003, 61, 2, 3);
}

// MARK: Random numbers

static void expect_same_stream(twister *plain, twister *bulk, bool is_normal) {
    for (int round = 0; round < 12; round++) {
        extent count = round == 0 ? 0 : some(1, round % 4 == 0 ? 3000 : 5);
        double *found = memory(count), *expected = memory(count);
        for (extent at = 0; at < count; at++) expected[at] = is_normal ? plain_normal(plain) : plain_uniform(plain);
        if (is_normal) ck_twister_normals(bulk->key, &bulk->position, &bulk->kept, &bulk->has_kept, found, count);
        else ck_twister_doubles(bulk->key, &bulk->position, found, count);
        expect_same("numbers", found, expected, count);
        expect(plain->has_kept == bulk->has_kept, "whether one is left over");
        free(found), free(expected);
    }
}

void check_random_numbers(void) {
    for (int at = 0; at < way_count; at += 3)
        for (int round = 0; round < 8; round++) {
            twister plain = {.position = round < 4 ? 624 - round : some(0, 624)};
            for (int i = 0; i < 624; i++) plain.key[i] = (uint32_t)some(0, UINT32_MAX);
            twister bulk = plain;
            take_way(ways[at], "random numbers from word %td", plain.position);
            expect_same_stream(&plain, &bulk, round % 2);
        }
    twister plain = {.position = 624}, bulk;
    for (int i = 0; i < 624; i++) plain.key[i] = (uint32_t)some(0, UINT32_MAX);
    bulk = plain;
    plain_uniform(&plain);
    ck_twister_refill(bulk.key);
    expect(memcmp(plain.key, bulk.key, sizeof plain.key) == 0, "the next words");
}
