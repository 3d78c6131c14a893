// Trainings: what each ending leaves, compared with epochs in plain loops.
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "checking.h"

typedef struct {
    extent reports, due;
} reporting;

static void count_report(void *context, extent epochs, double loss, bool is_due) {
    reporting *it = context;
    (void)epochs, (void)loss;
    it->reports++;
    it->due += is_due;
}

/// A training's data, and what it begins with.
typedef struct {
    ck_training plan;
    double *x, *y, *w, *b;
} workspace;

static workspace random_workspace(extent rows, extent columns, extent outputs, extent gap, extent epochs) {
    extent stride = columns + gap;
    workspace it = {.x = random_rows(rows, columns, stride), .y = random_numbers(rows * outputs),
        .w = random_numbers(columns * outputs), .b = random_numbers(outputs)};
    it.plan = (ck_training){.x = it.x, .x_stride = stride, .y = it.y, .rows = rows, .columns = columns, .outputs = outputs,
        .rate = 1e-7, .epochs = epochs, .loss_before = NAN, .tolerance = -1, .first_loss = NAN, .growth_limit = INFINITY, .is_stopped = is_stopped,
        .report = count_report, .report_interval = 3};
    return it;
}

static void end_workspace(workspace *it) { free(it->x), free(it->y), free(it->w), free(it->b); }

/// Compares what a training left with as many epochs in plain loops.
static void expect_epochs(const workspace *it, const ck_training *left, extent finished) {
    extent columns = it->plan.columns, outputs = it->plan.outputs, count = it->plan.rows * outputs, weights = columns * outputs;
    double *w = copy(it->w, weights), *b = copy(it->b, outputs), *before = memory(weights), *b_before = memory(outputs);
    double *prediction = memory(count), *losses = memory(finished), *gradient = memory(weights), *shares = memory(outputs);
    for (extent epoch = 0; epoch < finished; epoch++) {
        memcpy(before, w, (size_t)weights * sizeof(double));
        memcpy(b_before, b, (size_t)outputs * sizeof(double));
        losses[epoch] = plain_epoch(&it->plan, w, b, prediction, gradient, shares);
    }
    expect_same("w", left->w, w, weights);
    expect_same("b", left->b, b, outputs);
    expect_same("losses", left->losses, losses, finished);
    if (finished > 0) {
        expect_same("w before", left->previous_w, before, weights);
        expect_same("b before", left->previous_b, b_before, outputs);
        bool keeps_each = left->predictions[1];
        if (keeps_each || finished == left->epochs)
            expect_same("prediction", left->predictions[keeps_each ? (finished - 1) % 2 : 0], prediction, count);
        expect_same("gradient", left->gradient, gradient, weights);
        expect_same("gradient of b", left->bias_gradient, shares, outputs);
    }
    free(w), free(b), free(before), free(b_before), free(prediction), free(losses), free(gradient), free(shares);
}

/// Trains in one way; the number of questions after which it is stopped, or a negative one.
static void train(const workspace *it, way one, extent questions, ck_ending expected, const char *what) {
    extent outputs = it->plan.outputs, count = it->plan.rows * outputs, weights = it->plan.columns * outputs, finished = -1;
    reporting reports = {0, 0};
    ck_training plan = it->plan;
    plan.w = copy(it->w, weights), plan.b = copy(it->b, outputs);
    plan.previous_w = memory(weights), plan.previous_b = memory(outputs);
    // In turn, or of the last epoch alone.
    plan.predictions[0] = memory(count), plan.predictions[1] = one.threads % 2 == 0 ? NULL : memory(count);
    plan.gradient = memory(weights), plan.bias_gradient = memory(outputs), plan.losses = memory(plan.epochs);
    plan.threads = one.threads;
    plan.context = &reports;
    take_way(one, "%td x %td (+%td), %td outputs, %s", plan.rows, plan.columns, plan.x_stride - plan.columns, outputs, what);
    questions_left = questions;
    ck_ending ending = ck_train(&plan, &finished);
    bool was_asked = questions_left == 0;
    questions_left = -1;
    // Whoever is stopped late may have finished.
    expect(ending == expected || (questions >= 0 && !was_asked && ending == CK_FINISHED), "ending");
    expect(finished >= 0 && finished <= plan.epochs, "finished epochs");
    expect(reports.due == (finished > 0) + finished / 3, "reports that are due");
    if (ending == CK_FINISHED) expect(finished == plan.epochs, "all epochs");
    if (ending == CK_CONVERGED) expect(finished == 2, "two epochs");
    expect_epochs(it, &plan, finished);
    free(plan.w), free(plan.b), free(plan.previous_w), free(plan.previous_b), free(plan.predictions[0]);
    free(plan.predictions[1]), free(plan.gradient), free(plan.bias_gradient), free(plan.losses);
}

static void check_training(extent rows, extent columns, extent outputs, extent gap, extent epochs) {
    if (is_left_out()) return;
    workspace it = random_workspace(rows, columns, outputs, gap, epochs);
    for (int at = 0; at < way_count; at++) {
        it.plan.tolerance = -1, it.plan.rate = 1e-7, it.plan.growth_limit = INFINITY;
        train(&it, ways[at], -1, CK_FINISHED, "to the end");
        train(&it, ways[at], some(1, 6), CK_STOPPED, "stopped");
        train(&it, ways[at], some(20, 400), CK_STOPPED, "stopped late");
        threads_left = some(0, 3);
        train(&it, ways[at], -1, CK_FINISHED, "with too few threads");
        threads_left = -1;
        if (epochs < 3) continue;
        it.plan.tolerance = INFINITY;
        train(&it, ways[at], -1, CK_CONVERGED, "converging");
        it.plan.tolerance = -1, it.plan.rate = 1e3, it.plan.growth_limit = 1e6;
        train(&it, ways[at], -1, CK_UNUSUAL, "growing");
    }
    end_workspace(&it);
}

void check_trainings(void) {
    expect(ck_covers(2, 1, 1) && ck_covers(2, 2, 3) && !ck_covers(1, 5, 1) && !ck_covers(5, 1, 2), "sizes that are covered");
    // Small ones, of every number of columns.
    for (extent columns = 1; columns <= 17; columns++) check_training(some(2, 33), columns, 1, columns % 3 == 0, 8);
    for (extent rows = 2; rows <= 9; rows++) check_training(rows, some(2, 16), 1, 0, 4);
    for (int round = 0; round < 12; round++) {
        check_training(some(2, 700), some(2, 40), 1, some(0, 2), 4);
        check_training(some(2, 700), some(2, 20), some(2, 6), some(0, 2), 3);
    }
    check_training(5000, 1, 1, 0, 3);
    // Long enough for two and for seven threads, narrow and wide, with a whole and a broken number of fours.
    check_training(50003, 7, 1, 0, 3);
    check_training(4099, 27, 1, 1, 3);
    check_training(163, 2200, 1, 0, 2);
    check_training(331, 2200, 1, 1, 2);
    check_training(1301, 83, 3, 0, 3);
    check_training(263, 1031, 3, 0, 2);
    check_training(5003, 71, 2, 2, 1);
    check_training(110003, 1, 1, 0, 2);
}
