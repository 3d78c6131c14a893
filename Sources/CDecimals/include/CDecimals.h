// Decimal text of floating-point numbers, by C++'s own library: its conversions are exact, and the quickest there are.
#pragma once
#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Room for the longest text that `cd_write_shortest` writes.
enum { CD_LONGEST = 32, CD_LONGEST_LINE = 96 };

/// Writes the fewest digits that read back as the same number, in the form of Python's `repr`: an exponent below 1e-4 and
/// from 1e16, else a point with at least one digit behind it; `inf`, `-inf`, `nan`. Gives how many bytes were written.
ptrdiff_t cd_write_shortest(double value, char *text);

/// Writes `Epoch  1  : MSE Loss 0.25` and a newline, at most `CD_LONGEST_LINE` bytes; gives how many.
ptrdiff_t cd_write_loss_line(ptrdiff_t epoch, double loss, char *text);

// Tables of numbers, read from their text.

/// Reads a decimal number, `nan`, `inf` or `infinity` that takes all of the text, correctly rounded. False for anything else, and
/// for numbers too large or too small for a float64.
bool cd_read_decimal(const unsigned char *text, ptrdiff_t length, double *value);

/// Reads lines of just `columns` such numbers each, with a delimiter between them, or blanks if it is 0, until a line is
/// anything else, the numbers are `most_rows` rows, or the text ends. Where `gap` isn't null it stands for fields without a
/// character. Gives the number of rows; `position` moves to the first line that was not read.
ptrdiff_t cd_read_rows(const unsigned char **position, const unsigned char *end, int delimiter, ptrdiff_t columns,
    const double *gap, double *numbers, ptrdiff_t most_rows);

/// The number of lines, which end in a line feed, a carriage return or both.
ptrdiff_t cd_count_lines(const unsigned char *text, ptrdiff_t length);

#ifdef __cplusplus
}
#endif
