#include "CObjects.h"

#include <stdatomic.h>

_Thread_local struct running_cell running_cell;

static _Atomic uint64_t last_stamp;

uint64_t next_running_stamp(void) { return atomic_fetch_add(&last_stamp, 1) + 1; }

// Exported by Swift's run-time library, but not declared in any header.
extern size_t swift_retainCount(const void *object);

size_t reference_count(const void *object) { return object ? swift_retainCount(object) : 0; }
