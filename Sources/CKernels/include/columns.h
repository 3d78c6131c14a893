// Tables whose columns are of several kinds, read from their text: RFC 4180 with what pandas' own reader makes of the rest.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// What a column's fields are read as.
typedef enum {
    /// They are passed over.
    CK_SKIPPED = 0,
    /// They are looked at, and written nowhere.
    CK_LOOKED_AT,
    /// int64.
    CK_WHOLE,
    /// uint64.
    CK_UNSIGNED,
    /// float64; what is missing is nan.
    CK_NUMBER,
    /// A byte each, 0 or 1.
    CK_TRUTH,
    /// 16 bytes each, as `ck_text` says; what is missing is empty.
    CK_TEXT,
    /// The same, truth values as `True` and `False`.
    CK_TRUTH_TEXT
} ck_column_kind;

/// What fields were found to be, as bits.
enum {
    CK_SEEN_WHOLE = 1,
    CK_SEEN_NEGATIVE = 2,
    /// Beyond int64, and not beyond uint64.
    CK_SEEN_LARGE = 4,
    CK_SEEN_NUMBER = 8,
    CK_SEEN_TRUTH = 16,
    CK_SEEN_TEXT = 32,
    CK_SEEN_MISSING = 64
};

/// Words, one behind the other; `ends` says where each ends.
typedef struct {
    const unsigned char *bytes;
    const ptrdiff_t *ends;
    ptrdiff_t count;
    /// Which bytes some word begins with.
    bool begins[256];
    /// Whether no byte at all is one of them.
    bool has_empty;
} ck_words;

/// How a column is read.
typedef struct {
    ck_column_kind kind;
    /// Its elements, and a byte for each that says whether it is missing; null where nobody asks.
    void *values;
    unsigned char *missing;
    /// What says that a value is missing, and the numbers that do.
    const ck_words *missing_words;
    const double *missing_numbers;
    ptrdiff_t missing_number_count;
} ck_column;

/// What was found in a column.
typedef struct {
    unsigned seen;
    /// The code points of the longest text.
    ptrdiff_t width;
    /// How many texts have more than 15 bytes.
    ptrdiff_t long_count;
    /// How many fields are missing.
    ptrdiff_t missing_count;
    /// Where the first field stands that is nothing but text, and its row as its block counts it; null if there is none.
    const unsigned char *text_start, *text_end;
    ptrdiff_t text_block, text_row;
} ck_column_facts;

/// How fields are told apart.
typedef struct {
    /// 0 for blanks, of any number.
    unsigned char delimiter;
    /// 0 where there are none.
    unsigned char quote, comment, thousands;
    unsigned char decimal;
    /// Whether comments take whole lines only.
    bool comments_are_lines;
    bool skips_blank_lines;
    /// Whether blanks behind a delimiter don't count.
    bool trims;
    /// Whether -0 is a number that no int can be.
    bool keeps_negative_zero;
    const ck_words *true_words, *false_words;
} ck_dialect;

/// Lines that a thread reads by itself.
typedef struct {
    const unsigned char *start, *end;
    /// Where its first row goes, and the most rows.
    ptrdiff_t first_row, most_rows;
    /// The rows that it has, and where reading ended.
    ptrdiff_t rows;
    const unsigned char *stop;
    /// What is wrong, or null: where a record begins that is too long, and how many fields it has.
    const unsigned char *ragged;
    ptrdiff_t ragged_count;
    /// Where a quoted field begins that never ends.
    const unsigned char *open_quote;
    /// The first byte that is no text.
    const unsigned char *bad_byte;
    /// Where the first record begins that has fewer fields, how many, and how many such records there are.
    const unsigned char *short_record;
    ptrdiff_t short_fields, short_count;
} ck_block;

/// A table that is being read.
typedef struct {
    const unsigned char *start, *end;
    ck_dialect dialect;
    ck_column *columns;
    /// The fields of a record; further ones are passed over or wrong.
    ptrdiff_t width;
    bool takes_longer;
    ck_block *blocks;
    ptrdiff_t block_count;
    /// The next block that nobody has taken.
    ptrdiff_t next_block;
    /// Set where reading shall end.
    int is_stopped;
} ck_table;

/// Reads the next block; false if there is none left. `facts` gathers what is found in each column.
bool ck_read_block(ck_table *table, ck_column_facts *facts);

/// Gives the number that a counter holds, which then holds the next; for several threads.
ptrdiff_t ck_take_number(ptrdiff_t *counter);

/// Reads one block anew, whose start has been set.
void ck_read_block_again(ck_table *table, ptrdiff_t block, ck_column_facts *facts);

/// Finds the fields of the record that begins here: writes where each begins and ends, quotation marks included, up to `most` of
/// them, and gives how many there are. `position` moves to the next record. -1 for a line that is no record.
ptrdiff_t ck_split_record(const ck_table *table, const unsigned char **position, const unsigned char **starts,
    const unsigned char **ends, ptrdiff_t most);

/// What a field stands for, without quotation marks, written to `output`, which has room for all its bytes; gives how many.
ptrdiff_t ck_unquote(const ck_dialect *dialect, const unsigned char *start, const unsigned char *end, unsigned char *output);

/// What one field is, as bits.
unsigned ck_classify(const ck_table *table, const ck_column *column, const unsigned char *start, const unsigned char *end);

/// How often a byte stands in a text.
ptrdiff_t ck_count_byte(const unsigned char *text, ptrdiff_t length, unsigned char byte);

/// The first byte that is no part of a text in UTF-8, NUL among them; null if there is none.
const unsigned char *ck_find_bad_byte(const unsigned char *text, const unsigned char *end);

/// The low word of a text of more than 15 bytes: how many it has, whether they have quotation marks, and this mark. Where they
/// begin, counted from the table's start, is the high word.
enum { CK_LONG_TEXT = 0xFE, CK_QUOTED = 1 << 8, CK_LENGTH_SHIFT = 9 };
