#include "CObjects.h"

#include <stdatomic.h>

_Thread_local struct running_cell running_cell;

static _Atomic uint64_t last_stamp;

uint64_t next_running_stamp(void) { return atomic_fetch_add(&last_stamp, 1) + 1; }
