// Decimal text of floating-point numbers, by C++'s own library: its conversions are exact, and the quickest there are.
#pragma once
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Room for the longest text that `cd_write_shortest` writes.
enum { CD_LONGEST = 32, CD_LONGEST_LINE = 96 };

/// Writes the fewest digits that read back as the same number, in the form of Python's `repr`: an exponent below 1e-4 and
/// from 1e16, else a point with at least one digit behind it; `inf`, `-inf`, `nan`. Gives how many bytes were written.
ptrdiff_t cd_write_shortest(double value, char *text);

/// Writes a number below 1e15 with a number of digits behind the point, rounded as C's `printf` does; gives how many bytes
/// were written: at most 18 more than there are digits.
ptrdiff_t cd_write_fixed(double value, ptrdiff_t digits, char *text);

/// Writes `Epoch  1  : MSE Loss 0.25` and a newline, at most `CD_LONGEST_LINE` bytes; gives how many.
ptrdiff_t cd_write_loss_line(ptrdiff_t epoch, double loss, char *text);

#ifdef __cplusplus
}
#endif
