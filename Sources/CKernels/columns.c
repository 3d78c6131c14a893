// Records of a table: its fields found one after the other, each read as its column says.
#include "column_fields.h"
#include "utf8_text.h"

/// A field as it stands in the text.
typedef struct {
    /// With its quotation marks, and what lies between them.
    place start, end, inner_start, inner_end;
    /// Whether what lies between has marks that stand for one, or goes on behind the last.
    bool is_written_otherwise;
    bool is_open;
} field;

static inline bool is_line_end(unsigned char byte) { return byte == '\n' || byte == '\r'; }

/// Whether a field ends here.
static inline bool ends_field(const ck_dialect *dialect, unsigned char byte) {
    if (byte == dialect->delimiter && byte != 0) return true;
    if (is_line_end(byte)) return true;
    if (dialect->delimiter == 0 && is_blank(byte)) return true;
    return dialect->comment != 0 && byte == dialect->comment && !dialect->comments_are_lines;
}

/// Finds a field that begins with a quotation mark.
static place find_quoted(const ck_dialect *dialect, place at, place end, field *found) {
    *found = (field){.start = at, .inner_start = at + 1};
    at++;
    for (;;) {
        place mark = at < end ? memchr(at, dialect->quote, (size_t)(end - at)) : NULL;
        if (!mark) {
            found->is_open = true;
            found->inner_end = found->end = end;
            return end;
        }
        at = mark + 1;
        if (at < end && *at == dialect->quote) {
            found->is_written_otherwise = true;
            at++;
            continue;
        }
        found->inner_end = mark;
        break;
    }
    // What follows the closing mark belongs to the text.
    if (at < end && !ends_field(dialect, *at)) found->is_written_otherwise = true;
    while (at < end && !ends_field(dialect, *at)) at++;
    found->end = at;
    return at;
}

static inline place find_field(const ck_dialect *dialect, place at, place end, field *found) {
    if (dialect->trims) while (at < end && is_blank(*at) && *at != dialect->delimiter) at++;
    if (at < end && *at == dialect->quote && dialect->quote != 0) return find_quoted(dialect, at, end, found);
    *found = (field){.start = at, .inner_start = at};
    while (at < end && !ends_field(dialect, *at)) at++;
    found->end = found->inner_end = at;
    return at;
}

ptrdiff_t ck_unquote(const ck_dialect *dialect, const unsigned char *start, const unsigned char *end, unsigned char *output) {
    ptrdiff_t length = 0;
    bool is_inside = start < end && dialect->quote != 0 && *start == dialect->quote;
    place at = start + is_inside;
    while (at < end) {
        if (is_inside && *at == dialect->quote) {
            if (at + 1 < end && at[1] == dialect->quote) at++;
            else {
                is_inside = false;
                at++;
                continue;
            }
        }
        output[length++] = *at++;
    }
    return length;
}

/// Passes over the end of a line.
static inline place behind_line_end(place at, place end) {
    if (at < end && *at == '\r') {
        at++;
        return at < end && *at == '\n' ? at + 1 : at;
    }
    return at < end ? at + 1 : end;
}

static inline place line_end(place at, place end) {
    while (at < end && !is_line_end(*at)) at++;
    return at;
}

/// Whether a line that begins here is no record; moves behind it then.
static inline bool pass_other_line(const ck_dialect *dialect, place *position, place end) {
    place at = *position;
    if (dialect->comment != 0 && *at == dialect->comment) {
        *position = behind_line_end(line_end(at, end), end);
        return true;
    }
    if (!dialect->skips_blank_lines) return false;
    while (at < end && is_blank(*at) && (*at != dialect->delimiter || dialect->delimiter == 0)) at++;
    if (at < end && !is_line_end(*at)) return false;
    *position = behind_line_end(at, end);
    return true;
}

/// Passes over what stands behind a field; true where another follows.
static inline bool pass_to_next(const ck_dialect *dialect, place *position, place end) {
    place at = *position;
    if (dialect->delimiter == 0) {
        while (at < end && is_blank(*at)) at++;
        *position = at;
        if (at < end && !ends_field(dialect, *at)) return true;
    } else if (at < end && *at == dialect->delimiter) {
        *position = at + 1;
        return true;
    }
    *position = behind_line_end(line_end(at, end), end);
    return false;
}

static inline place record_start(const ck_dialect *dialect, place at, place end) {
    if (dialect->delimiter == 0) while (at < end && is_blank(*at)) at++;
    return at;
}

ptrdiff_t ck_split_record(const ck_table *table, const unsigned char **position, const unsigned char **starts,
    const unsigned char **ends, ptrdiff_t most) {
    const ck_dialect *dialect = &table->dialect;
    if (pass_other_line(dialect, position, table->end)) return -1;
    place at = record_start(dialect, *position, table->end);
    ptrdiff_t count = 0;
    do {
        field found;
        at = find_field(dialect, at, table->end, &found);
        if (count < most) {
            starts[count] = found.start;
            ends[count] = found.end;
        }
        count++;
    } while (pass_to_next(dialect, &at, table->end));
    *position = at;
    return count;
}

// What is found, written down.

static void note_text(ck_column_facts *facts, const field *found, ptrdiff_t block, ptrdiff_t row) {
    facts->seen |= CK_SEEN_TEXT;
    if (facts->text_start && facts->text_start <= found->start) return;
    facts->text_start = found->start;
    facts->text_end = found->end;
    facts->text_block = block;
    facts->text_row = row;
}

static void write_missing(const ck_column *column, ptrdiff_t row, ck_column_facts *facts) {
    facts->seen |= CK_SEEN_MISSING;
    facts->missing_count++;
    if (column->missing) column->missing[row] = 1;
    switch (column->kind) {
        case CK_WHOLE: case CK_UNSIGNED: ((int64_t *)column->values)[row] = 0; break;
        case CK_NUMBER: ((double *)column->values)[row] = NAN; break;
        case CK_TRUTH: ((unsigned char *)column->values)[row] = 0; break;
        case CK_TEXT: case CK_TRUTH_TEXT: memset((uint64_t *)column->values + 2 * row, 0, 16); break;
        case CK_SKIPPED: case CK_LOOKED_AT: break;
    }
}

static void write_text(const ck_table *table, const ck_column *column, const field *found, piece text, ptrdiff_t row,
    ck_column_facts *facts) {
    uint64_t *element = (uint64_t *)column->values + 2 * row;
    // As in NumPy a text has no NULs at its end, and the reader lets none in.
    ptrdiff_t length = text.end - text.start, width = code_points(text);
    if (width > facts->width) facts->width = width;
    if (length <= 15) {
        write_short_text(text, element);
        return;
    }
    facts->long_count++;
    place start = found->is_written_otherwise ? found->start : found->inner_start;
    place end = found->is_written_otherwise ? found->end : found->inner_end;
    element[0] = (uint64_t)(start - table->start);
    element[1] = (uint64_t)(end - start) << CK_LENGTH_SHIFT | (found->is_written_otherwise ? CK_QUOTED : 0) | CK_LONG_TEXT;
}

/// Reads a field of a kind of numbers or truth values, or only says what it is.
static void take_value(const ck_dialect *dialect, const ck_column *column, piece text, ptrdiff_t row, unsigned *seen) {
    piece inner = without_blanks(text);
    int64_t whole;
    bool is_negative;
    if (column->kind == CK_WHOLE && read_whole(inner, dialect, &whole, &is_negative) == small_whole) {
        ((int64_t *)column->values)[row] = whole;
        *seen |= CK_SEEN_WHOLE | (is_negative ? CK_SEEN_NEGATIVE : 0);
        return;
    }
    unsigned kind = classify(text, dialect);
    *seen |= kind;
    if (column->kind == CK_UNSIGNED) {
        if (read_whole(inner, dialect, &whole, &is_negative) != no_whole) ((int64_t *)column->values)[row] = whole;
    } else if (column->kind == CK_NUMBER) {
        double *value = (double *)column->values + row;
        if (!read_any_number(inner, dialect, value)) *value = NAN;
    } else if (column->kind == CK_TRUTH) {
        if (!read_truth(text, dialect, (unsigned char *)column->values + row)) ((unsigned char *)column->values)[row] = 0;
    } else if (column->kind == CK_WHOLE) {
        ((int64_t *)column->values)[row] = 0;
    }
}

static void take_content(const ck_table *table, const ck_column *column, const field *found, piece text, ptrdiff_t row,
    ptrdiff_t block, ptrdiff_t block_row, ck_column_facts *facts) {
    if (is_missing(column, text, &table->dialect)) {
        write_missing(column, row, facts);
        return;
    }
    if (column->missing) column->missing[row] = 0;
    unsigned char truth;
    if (column->kind == CK_TEXT) {
        // What kind it is has been found before, and costs time.
        facts->seen |= CK_SEEN_TEXT;
        write_text(table, column, found, text, row, facts);
    } else if (column->kind == CK_TRUTH_TEXT && read_truth(text, &table->dialect, &truth)) {
        facts->seen |= CK_SEEN_TRUTH;
        const char *word = truth ? "True" : "False";
        field plain = {0};
        piece written = {(place)word, (place)word + (truth ? 4 : 5)};
        write_text(table, column, &plain, written, row, facts);
    } else {
        unsigned seen = 0;
        if (column->kind == CK_TRUTH_TEXT) memset((uint64_t *)column->values + 2 * row, 0, 16);
        take_value(&table->dialect, column, text, row, &seen);
        if (seen & CK_SEEN_TEXT) note_text(facts, found, block, block_row);
        facts->seen |= seen;
    }
}

/// Takes a field that was found.
static void take_field(const ck_table *table, const ck_column *column, const field *found, ptrdiff_t row, ptrdiff_t block,
    ptrdiff_t block_row, ck_column_facts *facts) {
    if (!found->is_written_otherwise) {
        take_content(table, column, found, (piece){found->inner_start, found->inner_end}, row, block, block_row, facts);
        return;
    }
    size_t size = (size_t)(found->end - found->start);
    unsigned char few[256], *copy = size <= sizeof few ? few : malloc(size);
    if (!copy) abort();
    ptrdiff_t length = ck_unquote(&table->dialect, found->start, found->end, copy);
    // Shorter texts are kept as they are, and where longer ones stand is all that is kept.
    take_content(table, column, found, (piece){copy, copy + length}, row, block, block_row, facts);
    if (copy != few) free(copy);
}

/// Reads a number that needs no second look, and says whether the field was one.
static inline bool take_quickly(
    const ck_dialect *dialect, const ck_column *column, ptrdiff_t row, place *position, place end, unsigned *seen) {
    if (column->missing_number_count > 0 || dialect->thousands || dialect->decimal != '.') return false;
    place at = *position;
    if (at == end) return false;
    bool is_negative = *at == '-';
    place digits = at + (is_negative | (*at == '+'));
    if (digits == end || !is_digit(*digits)) return false;
    if (column->kind == CK_NUMBER) {
        double value;
        place last = at;
        if (!read_number(&last, end, &value) || (last < end && !ends_field(dialect, *last))) return false;
        // An int of more digits may be none that a float holds.
        if (last - at > 18) return false;
        ((double *)column->values)[row] = value;
        *seen |= CK_SEEN_NUMBER;
        *position = last;
        return true;
    }
    if (column->kind != CK_WHOLE) return false;
    uint64_t sum = 0;
    place first = digits;
    while (digits < end && is_digit(*digits)) sum = sum * 10 + (uint64_t)(*digits++ - '0');
    if (digits - first > 18 || (digits < end && !ends_field(dialect, *digits))) return false;
    ((int64_t *)column->values)[row] = is_negative ? -(int64_t)sum : (int64_t)sum;
    *seen |= CK_SEEN_WHOLE | (is_negative ? CK_SEEN_NEGATIVE : 0);
    *position = digits;
    return true;
}

/// Reads a record, and says how many fields it has; -1 where a quoted one never ends.
static ptrdiff_t read_record(
    const ck_table *table, place *position, ptrdiff_t row, ptrdiff_t block, ptrdiff_t block_row, ck_column_facts *facts) {
    const ck_dialect *dialect = &table->dialect;
    place at = record_start(dialect, *position, table->end);
    ptrdiff_t count = 0;
    do {
        const ck_column *column = count < table->width ? &table->columns[count] : NULL;
        if (!column || !take_quickly(dialect, column, row, &at, table->end, &facts[count].seen)) {
            field found;
            place start = at;
            at = find_field(dialect, at, table->end, &found);
            if (found.is_open) {
                *position = start;
                return -1;
            }
            if (column && column->kind != CK_SKIPPED)
                take_field(table, column, &found, row, block, block_row, &facts[count]);
        }
        count++;
    } while (pass_to_next(dialect, &at, table->end));
    *position = at;
    for (ptrdiff_t rest = count; rest < table->width; rest++)
        if (table->columns[rest].kind != CK_SKIPPED) write_missing(&table->columns[rest], row, &facts[rest]);
    return count;
}

void ck_read_block_again(ck_table *table, ptrdiff_t number, ck_column_facts *facts) {
    ck_block *block = &table->blocks[number];
    place at = block->start;
    block->rows = block->short_count = 0;
    block->ragged = block->open_quote = block->short_record = NULL;
    block->bad_byte = ck_find_bad_byte(block->start, block->end);
    while (!block->bad_byte && at < block->end && block->rows < block->most_rows) {
        if (pass_other_line(&table->dialect, &at, table->end)) continue;
        place start = at;
        ptrdiff_t count = read_record(table, &at, block->first_row + block->rows, number, block->rows, facts);
        if (count < 0) {
            block->open_quote = at;
            break;
        }
        if (count > table->width && !table->takes_longer) {
            block->ragged = start;
            block->ragged_count = count;
            break;
        }
        if (count < table->width) {
            if (block->short_count++ == 0) block->short_record = start, block->short_fields = count;
        }
        block->rows++;
    }
    block->stop = at;
}

bool ck_read_block(ck_table *table, ck_column_facts *facts) {
    if (__atomic_load_n(&table->is_stopped, __ATOMIC_RELAXED)) return false;
    ptrdiff_t number = __atomic_fetch_add(&table->next_block, 1, __ATOMIC_RELAXED);
    if (number >= table->block_count) return false;
    ck_read_block_again(table, number, facts);
    ck_block *block = &table->blocks[number];
    // Nothing behind a mistake is needed.
    if (block->ragged || block->open_quote || block->bad_byte) __atomic_store_n(&table->is_stopped, 1, __ATOMIC_RELAXED);
    return true;
}

ptrdiff_t ck_take_number(ptrdiff_t *counter) { return __atomic_fetch_add(counter, 1, __ATOMIC_RELAXED); }

unsigned ck_classify(const ck_table *table, const ck_column *column, const unsigned char *start, const unsigned char *end) {
    piece text = {start, end};
    return is_missing(column, text, &table->dialect) ? CK_SEEN_MISSING : classify(text, &table->dialect);
}

ptrdiff_t ck_count_byte(const unsigned char *text, ptrdiff_t length, unsigned char byte) {
    ptrdiff_t total = 0;
    for (ptrdiff_t start = 0; start < length; start += 192) {
        ptrdiff_t stop = start + 192 < length ? start + 192 : length;
        unsigned char count = 0;
        for (ptrdiff_t index = start; index < stop; index++) count += text[index] == byte;
        total += count;
    }
    return total;
}
