#include "CObjects.h"

// Defined by Swift's run-time library; released programs call this instead (Scripts/prepare).
extern void swift_nonatomic_release(void *object);

// After its type pointer an object has 64 bits: those from bit 33 on hold the reference count minus one, and the sign
// marks an object whose count is stored elsewhere (`RefCount.h` of Swift's run-time library). Everything but a plain
// decrement, above all the last reference, is left to the library, which begins with the same test.
void release_object(void *object) {
    if ((intptr_t)object <= 0) return;
    uint64_t *bits = (uint64_t *)object + 1;
    uint64_t rest = *bits - ((uint64_t)1 << 33);
    if ((int64_t)rest < 0) {
        swift_nonatomic_release(object);
    } else {
        *bits = rest;
    }
}
