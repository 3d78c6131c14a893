// Memory for a training and for its threads.
#pragma once
#include "training_plan.h"

bool training_plan_open(training_plan *plan, const ck_training *of);
void training_plan_end(training_plan *plan);
bool block_scratch_open(block_scratch *scratch, const training_plan *plan);
void block_scratch_end(block_scratch *scratch);
