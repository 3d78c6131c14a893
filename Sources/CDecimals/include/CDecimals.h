// Decimal text of floating-point numbers, by C++'s standard library, whose conversions are exact and the fastest
// available.
#pragma once
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Buffer sizes for the longest text of `cd_write_shortest`, and of `cd_write_loss_line`.
enum { CD_LONGEST = 32, CD_LONGEST_LINE = 96 };

/// Writes the fewest digits that read back as the same number, in the form of Python's `repr`: with an exponent below
/// 1e-4 and from 1e16, otherwise with a point and at least one digit after it; `inf`, `-inf`, `nan`. Returns the
/// number of bytes written.
ptrdiff_t cd_write_shortest(double value, char *text);

/// Writes a number below 1e15 with `digits` decimals, rounded like C's `printf`. Returns the number of bytes written:
/// at most `digits` + 18.
ptrdiff_t cd_write_fixed(double value, ptrdiff_t digits, char *text);

/// Writes `Epoch  1  : MSE Loss 0.25` and a newline, at most `CD_LONGEST_LINE` bytes; returns their number.
ptrdiff_t cd_write_loss_line(ptrdiff_t epoch, double loss, char *text);

#ifdef __cplusplus
}
#endif
