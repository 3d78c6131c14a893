// The loops of steps (steps_body.h), as each kind of processor has them.
#pragma once
#include "CKernels.h"
#include "training_plan.h"

/// So many elements of a chain are taken at a time: their scratch memory stays in the nearest cache.
enum { step_block = 256 };

typedef struct {
    /// Elements `start` to `end` of a chain; false if a watched one isn't finite.
    bool (*chain)(const ck_step *step, extent start, extent end, double *scratch);
    /// Stretches `first` to `end` of a sum, of results in `from` to `to` where a stretch goes to many.
    bool (*sum)(const ck_step *step, extent first, extent end, extent from, extent to);
    /// Rows `first` to `end` of a small matrix product.
    void (*small_product)(const ck_step *step, extent first, extent end);
    bool (*is_finite)(const double *numbers, extent count);
} step_loops;

step_loops step_loops_of(ck_path path);
