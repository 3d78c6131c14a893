// Compiled steps: chains, sums, products and what is moved, in memory of exactly the size they need, one after the other on
// threads that wait for each other.
#include <math.h>
#include <stdlib.h>
#include "CKernels.h"
#include "checking.h"

/// max(a * 0.75 + row, 0) of rows x columns; its sums by column; it @ b; the first column's elements in reverse, added to
/// places of a smaller vector.
typedef struct {
    extent rows, columns, width;
    double *a, *row, *b, *scale, *zero;
    double *chain, *sums, *product, *scattered;
    ptrdiff_t *places;
    ck_link links[3];
    ck_stretch *stretches;
    ck_step steps[4];
} layer;

static ck_operand at(ck_reach reach, const double *numbers, extent columns) {
    return (ck_operand){.reach = reach, .numbers = numbers, .columns = columns, .step = 1};
}

static layer *make_layer(extent rows, extent columns, extent width) {
    layer *it = calloc(1, sizeof *it);
    *it = (layer){.rows = rows, .columns = columns, .width = width,
        .a = random_numbers(rows * columns), .row = random_numbers(columns), .b = random_numbers(columns * width),
        .scale = memory(1), .zero = memory(1),
        .chain = memory(rows * columns), .sums = memory(columns), .product = memory(rows * width), .scattered = memory(3),
        .places = malloc((size_t)rows * sizeof(ptrdiff_t)), .stretches = malloc((size_t)rows * sizeof(ck_stretch))};
    *it->scale = 0.75, *it->zero = 0;
    ck_operand first = {.reach = CK_SCRATCH, .slot = 0}, second = {.reach = CK_SCRATCH, .slot = 1};
    it->links[0] = (ck_link){.function = CK_MULTIPLY, .operand_count = 2, .slot = 0,
        .operands = {at(CK_EACH, it->a, columns), at(CK_SAME, it->scale, columns)}};
    it->links[1] = (ck_link){.function = CK_ADD, .operand_count = 2, .slot = 1, .operands = {first, at(CK_BY_COLUMN, it->row, columns)}};
    it->links[2] = (ck_link){.function = CK_MAXIMUM, .operand_count = 2, .is_watched = true, .result = it->chain,
        .operands = {second, at(CK_SAME, it->zero, columns)}};
    for (extent i = 0; i < rows; i++) {
        it->places[i] = (rows - 1 - i) % 3;
        it->stretches[i] = (ck_stretch){.output_step = 1, .input = i * columns, .input_step = 1, .count = columns, .is_first = i == 0};
    }
    it->steps[0] = (ck_step){.kind = CK_CHAIN, .is_shared = true, .count = rows * columns, .links = it->links, .link_count = 3, .slot_count = 2};
    it->steps[1] = (ck_step){.kind = CK_SUM, .is_shared = true, .count = columns, .input = it->chain, .result = it->sums,
        .stretches = it->stretches, .stretch_count = rows, .divisor = 3};
    it->steps[2] = (ck_step){.kind = CK_PRODUCT, .is_shared = true, .count = rows * width, .result = it->product,
        .m = rows, .k = columns, .n = width, .a = it->chain, .a_row = columns, .a_column = 1, .b = it->b, .b_row = width, .b_column = 1,
        .c_row = width, .c_column = 1};
    it->steps[3] = (ck_step){.kind = CK_SCATTER, .count = rows, .input = it->product, .places = it->places, .result = it->scattered, .result_count = 3};
    return it;
}

static void free_layer(layer *it) {
    free(it->a), free(it->row), free(it->b), free(it->scale), free(it->zero), free(it->chain), free(it->sums);
    free(it->product), free(it->scattered), free(it->places), free(it->stretches), free(it);
}

static void expect_chain(const layer *it) {
    double *expected = memory(it->rows * it->columns);
    for (extent i = 0; i < it->rows * it->columns; i++) {
        double scaled = it->a[i] * *it->scale, sum = scaled + it->row[i % it->columns];
        expected[i] = sum > 0 ? sum : 0;
    }
    expect_same("chain", it->chain, expected, it->rows * it->columns);
    free(expected);
}

static void check_layer(extent rows, extent columns, extent width) {
    layer *it = make_layer(rows, columns, width);
    double *sums = NULL, *product = NULL, *scattered = NULL;
    for (int i = 0; i < way_count; i++) {
        take_way(ways[i], "a step of %td x %td x %td", rows, columns, width);
        ck_steps *steps = ck_steps_open(it->steps, 4, ways[i].threads, NULL);
        expect(steps != NULL, "steps are made ready");
        if (!steps) continue;
        for (int round = 0; round < 3; round++) expect(ck_steps_run(steps) == CK_STEP_DONE, "a step is done");
        ck_steps_close(steps);
        expect_chain(it);
        if (!sums) sums = copy(it->sums, columns), product = copy(it->product, rows * width), scattered = copy(it->scattered, 3);
        expect_same("sums", it->sums, sums, columns);
        expect_same("product", it->product, product, rows * width);
        expect_same("scattered", it->scattered, scattered, 3);
    }
    free(sums), free(product), free(scattered);
    free_layer(it);
}

/// What is not finite is told, work that is to stop stops, and where there are too few threads there are no steps.
static void check_ends(void) {
    layer *it = make_layer(some(40, 90), some(8, 30), some(4, 9));
    take_way(ways[way_count - 1], "ends of steps");
    it->a[0] = INFINITY;
    ck_steps *steps = ck_steps_open(it->steps, 4, 3, is_stopped);
    if (steps) {
        expect(ck_steps_run(steps) == CK_STEP_UNUSUAL, "infinity is told");
        it->a[0] = 1;
        expect(ck_steps_run(steps) == CK_STEP_DONE, "it is told once");
        atomic_store(&questions_left, 2);
        expect(ck_steps_run(steps) == CK_STEP_STOPPED, "a step is stopped");
        atomic_store(&questions_left, -1);
        expect(ck_steps_run(steps) == CK_STEP_DONE, "and runs again");
        ck_steps_close(steps);
    }
    for (int left = 0; left < 2; left++) {
        atomic_store(&threads_left, left);
        steps = ck_steps_open(it->steps, 4, 3, NULL);
        expect(steps == NULL, "threads that can't be had are told");
        if (steps) ck_steps_close(steps);
    }
    atomic_store(&threads_left, -1);
    free_layer(it);
}

void check_steps(void) {
    for (int round = 0; round < 3; round++)
        if (!is_left_out()) check_layer(some(1, 12), some(1, 12), some(1, 9));
    for (int round = 0; round < 3; round++)
        if (!is_left_out()) check_layer(some(60, 300), some(20, 300), some(5, 40));
    if (!is_left_out()) check_ends();
}
