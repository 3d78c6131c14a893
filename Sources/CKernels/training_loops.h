// The epoch's loops as each kind of processor has them.
#pragma once
#include "training_plan.h"

typedef struct {
    void (*begin_block)(const training_plan *, row_block, block_scratch, bool descends);
    void (*end_block)(const training_plan *, row_block, block_scratch, bool descends);
} training_loops;

/// The loops of a path.
training_loops training_loops_of(ck_path path);

/// How many products make the next block of `dgemm`'s: 256 while 512 or more are left, half of 257 to 511 rounded up to a
/// multiple of 4, and else all.
static inline extent product_block(extent left) {
    if (left >= 512) return 256;
    return left > 256 ? rounded_down(left / 2 + 3, 4) : left;
}
