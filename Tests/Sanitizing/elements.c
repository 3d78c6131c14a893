// Arithmetic element by element and sorting by keys, in memory of exactly the size they need.
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "CKernels.h"
#include "checking.h"

static double formula(int operation, double a, double b) {
    return operation == CK_PLUS ? a + b : operation == CK_MINUS ? a - b : operation == CK_TIMES ? a * b : a / b;
}

static void check_combination(extent count, int operation, int left_step, int right_step) {
    double *left = random_numbers(left_step ? count : 1), *right = random_numbers(right_step ? count : 1);
    double *expected = memory(count), *found = memory(count);
    for (extent i = 0; i < count; i++) expected[i] = formula(operation, left[i * left_step], right[i * right_step]);
    for (int i = 0; i < way_count; i++) {
        take_way(ways[i], "combination %d of %td, steps %d %d", operation, count, left_step, right_step);
        ck_combine(operation, false, left, left_step, right, right_step, found, count, ways[i].threads);
        expect_same("combination", found, expected, count);
        if (!left_step) continue;
        double *place = copy(left, count);
        ck_combine(operation, false, place, 1, right, right_step, place, count, ways[i].threads);
        expect_same("in place", place, expected, count);
        free(place);
    }
    free(left), free(right), free(expected), free(found);
}

static int by_value(const void *a, const void *b) {
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

static void check_sorting(extent count) {
    double *numbers = random_numbers(count), *expected = copy(numbers, count), *scratch = memory(count);
    qsort(expected, (size_t)count, sizeof *expected, by_value);
    take_way(ways[0], "sorting %td numbers", count);
    ptrdiff_t counts[8 * 256] = {0};
    ck_count_key_bytes(numbers, count, 8, CK_FLOAT_KEY, counts);
    double *from = numbers, *to = scratch;
    for (int byte = 0; byte < 8; byte++) {
        ptrdiff_t places[256], next = 0;
        for (int value = 0; value < 256; value++) places[value] = next, next += counts[byte * 256 + value];
        ck_move_by_key_byte(from, count, 8, CK_FLOAT_KEY, byte, to, places);
        double *other = from;
        from = to, to = other;
    }
    expect_same("sorted", from, expected, count);
    free(numbers), free(expected), free(scratch);
}

void check_elements(void) {
    for (int operation = CK_PLUS; operation <= CK_OVER; operation++) {
        if (is_left_out()) continue;
        extent count = some(0, 9000);
        check_combination(count, operation, 1, 1);
        check_combination(count, operation, 1, 0);
        check_combination(count, operation, 0, 1);
    }
    for (int round = 0; round < 4; round++)
        if (!is_left_out()) check_sorting(some(1, 5000));
}
