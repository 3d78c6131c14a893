// Rows of decimal numbers.
#include "CKernels.h"
#include "decimal_reading.h"

bool ck_read_decimal(const unsigned char *text, ptrdiff_t length, double *value) {
    place at = text;
    return read_number(&at, text + length, value) && at == text + length;
}

static inline place pass_blanks(place at, place end, int delimiter) {
    while (at < end && is_blank(*at) && *at != delimiter) at++;
    return at;
}

/// Passes over the end of a line, or says that there is something else.
static inline bool pass_line_end(place *position, place end) {
    place at = *position;
    if (at < end && *at != '\n') {
        if (*at != '\r') return false;
        if (at + 1 < end && at[1] == '\n') at++;
    }
    *position = at < end ? at + 1 : end;
    return true;
}

static inline bool read_row(place *position, place end, int delimiter, ptrdiff_t columns, const double *gap, double *numbers) {
    place at = *position;
    for (ptrdiff_t column = 0; column < columns; column++) {
        if (column > 0) {
            if (at == end || (delimiter ? *at != delimiter : !is_blank(*at))) return false;
            at++;
        }
        at = pass_blanks(at, end, delimiter);
        if (gap && (at == end || *at == delimiter || *at == '\n' || *at == '\r')) numbers[column] = *gap;
        else if (!read_number(&at, end, &numbers[column])) return false;
        // Blanks that are the delimiter are left for the next number.
        if (delimiter) at = pass_blanks(at, end, delimiter);
    }
    if (!delimiter) at = pass_blanks(at, end, 0);
    if (!pass_line_end(&at, end)) return false;
    *position = at;
    return true;
}

ptrdiff_t ck_read_rows(const unsigned char **position, const unsigned char *end, int delimiter, ptrdiff_t columns,
    const double *gap, double *numbers, ptrdiff_t most_rows) {
    // A line of blanks is no row, so that where it could be one of gaps the caller looks at it.
    if (columns < 2 || delimiter == 0 || is_blank((unsigned char)delimiter)) gap = NULL;
    ptrdiff_t rows = 0;
    while (rows < most_rows && *position < end
        && read_row(position, end, delimiter, columns, gap, numbers + rows * columns)) rows++;
    return rows;
}

ptrdiff_t ck_count_lines(const unsigned char *text, ptrdiff_t length) {
    if (length == 0) return 0;
    ptrdiff_t lines = 0;
    // In parts whose lines a byte can count, so that many bytes are compared at a time.
    for (ptrdiff_t start = 0; start + 1 < length; start += 192) {
        ptrdiff_t stop = start + 192 < length - 1 ? start + 192 : length - 1;
        unsigned char count = 0;
        for (ptrdiff_t index = start; index < stop; index++)
            count += (text[index] == '\n') | ((text[index] == '\r') & (text[index + 1] != '\n'));
        lines += count;
    }
    // The last line counts whether it is ended or not.
    return lines + 1;
}
