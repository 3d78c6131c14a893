// Chains of functions of single elements, sums, and small products; included once for each kind of processor. Each element
// is computed as the operations one by one do, so that blocks and vectors don't show.

#include "vectors.h"

// MARK: Chains

/// What an operand gives for the elements of a block: a place with a number for each, or one number for all.
INLINE const double *NAME(reached)(const ck_operand *operand, extent start, extent count, double *room, bool *is_same) {
    *is_same = false;
    const double *from = operand->numbers;
    switch (operand->reach) {
    case CK_EACH: return from + start;
    case CK_SAME: *is_same = true; return from;
    case CK_SCRATCH: return NULL;
    case CK_BY_COLUMN: {
        extent columns = operand->columns, column = start % columns;
        for (extent i = 0; i < count;) {
            extent length = columns - column < count - i ? columns - column : count - i;
            for (extent j = 0; j < length; j++) room[i + j] = from[column + j];
            i += length;
            column = 0;
        }
        return room;
    }
    case CK_BY_ROW: {
        extent columns = operand->columns, row = start / columns, column = start % columns;
        for (extent i = 0; i < count; row++) {
            extent length = columns - column < count - i ? columns - column : count - i;
            double number = from[row * operand->step];
            for (extent j = 0; j < length; j++) room[i + j] = number;
            i += length;
            column = 0;
        }
        return room;
    }
    }
    return from;
}

INLINE bool NAME(all_finite)(const double *numbers, extent count) {
    uint64_t found = 0;
    for (extent i = 0; i < count; i++) {
        uint64_t bits;
        memcpy(&bits, numbers + i, sizeof bits);
        // All bits of the exponent are set in what isn't finite: adding one to it carries into the sign's place.
        found |= (bits & 0x7fffffffffffffff) + 0x0010000000000000;
    }
    return !(found >> 63);
}

static bool NAME(is_finite)(const double *numbers, extent count) { return NAME(all_finite)(numbers, count); }

#define ONE(name, expression) \
    case name: for (extent i = 0; i < count; i++) { double x = a[i]; r[i] = (expression); } break;
#define TWO(name, expression) \
    case name: \
        if (b_same) { const double y = b[0]; for (extent i = 0; i < count; i++) { double x = a[i]; r[i] = (expression); } } \
        else if (a_same) { const double x = a[0]; for (extent i = 0; i < count; i++) { double y = b[i]; r[i] = (expression); } } \
        else for (extent i = 0; i < count; i++) { double x = a[i], y = b[i]; r[i] = (expression); } \
        break;

INLINE double NAME(logaddexp)(double x, double y) {
    if (x == y) return x + 0.693147180559945309417232121458176568;
    double difference = x - y;
    if (difference > 0) return x + log1p(exp(-difference));
    return difference <= 0 ? y + log1p(exp(difference)) : difference;
}

static void NAME(unary)(ck_function function, const double *a, double *r, extent count) {
    switch (function) {
    ONE(CK_COPY, x) ONE(CK_NEGATE, -x) ONE(CK_ABSOLUTE, fabs(x)) ONE(CK_ROOT, __builtin_sqrt(x)) ONE(CK_SQUARE, x * x)
    ONE(CK_SIGN, x > 0 ? 1 : x < 0 ? -1 : x == 0 ? 0 : x) ONE(CK_RECIPROCAL, 1 / x) ONE(CK_EXP, exp(x)) ONE(CK_EXP2, exp2(x))
    ONE(CK_EXPM1, expm1(x)) ONE(CK_LOG, log(x)) ONE(CK_LOG2, log2(x)) ONE(CK_LOG10, log10(x)) ONE(CK_LOG1P, log1p(x))
    ONE(CK_SIN, sin(x)) ONE(CK_COS, cos(x)) ONE(CK_TAN, tan(x)) ONE(CK_ARCSIN, asin(x)) ONE(CK_ARCCOS, acos(x))
    ONE(CK_ARCTAN, atan(x)) ONE(CK_SINH, sinh(x)) ONE(CK_COSH, cosh(x)) ONE(CK_FLOOR, floor(x))
    ONE(CK_CEIL, ceil(x)) ONE(CK_TRUNC, trunc(x)) ONE(CK_RINT, rint(x)) ONE(CK_NOT, x == 0 ? 1 : 0)
    case CK_SIGMOID:
        for (extent i = 0; i < count; i++) r[i] = exp(-fabs(a[i]));
        for (extent i = 0; i < count; i++) r[i] = (a[i] >= 0 ? 1 : r[i]) / (1 + r[i]);
        break;
    case CK_TANH:
        if (!has_known_tanh) {
            for (extent i = 0; i < count; i++) r[i] = tanh(a[i]);
            break;
        }
        for (extent i = 0; i < count; i++) r[i] = expm1((fabs(a[i]) >= 1 ? 2 : -2) * fabs(a[i]));
        for (extent i = 0; i < count; i++) r[i] = tanh_of(a[i], r[i]);
        break;
    default: break;
    }
}

static void NAME(binary)(ck_function function, const double *a, bool a_same, const double *b, bool b_same, double *r, extent count) {
    switch (function) {
    TWO(CK_ADD, x + y) TWO(CK_SUBTRACT, x - y) TWO(CK_MULTIPLY, x * y) TWO(CK_DIVIDE, x / y) TWO(CK_POWER, pow(x, y))
    TWO(CK_MAXIMUM, x != x || x > y ? x : y) TWO(CK_MINIMUM, x != x || x < y ? x : y)
    TWO(CK_FMAX, x >= y || y != y ? x : y) TWO(CK_FMIN, x <= y || y != y ? x : y)
    TWO(CK_EQUAL, x == y ? 1 : 0) TWO(CK_UNEQUAL, x != y ? 1 : 0) TWO(CK_LESS, x < y ? 1 : 0) TWO(CK_LESS_EQUAL, x <= y ? 1 : 0)
    TWO(CK_GREATER, x > y ? 1 : 0) TWO(CK_GREATER_EQUAL, x >= y ? 1 : 0) TWO(CK_AND, x != 0 && y != 0 ? 1 : 0)
    TWO(CK_OR, x != 0 || y != 0 ? 1 : 0) TWO(CK_ARCTAN2, atan2(x, y)) TWO(CK_HYPOT, hypot(x, y))
    TWO(CK_LOGADDEXP, NAME(logaddexp)(x, y))
    default: break;
    }
}

static void NAME(ternary)(ck_function function, const double *const *from, const bool *is_same, double *r, extent count) {
    const double *a = from[0], *b = from[1], *c = from[2];
    extent i0 = is_same[0] ? 0 : 1, i1 = is_same[1] ? 0 : 1, i2 = is_same[2] ? 0 : 1;
    if (function == CK_WHERE) {
        for (extent i = 0; i < count; i++) r[i] = a[i * i0] != 0 ? b[i * i1] : c[i * i2];
        return;
    }
    for (extent i = 0; i < count; i++) {
        double raised = a[i * i0] < b[i * i1] ? b[i * i1] : a[i * i0];
        r[i] = raised > c[i * i2] ? c[i * i2] : raised;
    }
}

static bool NAME(chain)(const ck_step *step, extent start, extent end, double *scratch) {
    // Three rooms for operands that are spread over rows or columns stand before the slots.
    double *slots = scratch + 3 * step_block;
    bool is_finite = true;
    for (; start < end; start += step_block) {
        extent count = end - start < step_block ? end - start : step_block;
        for (extent at = 0; at < step->link_count; at++) {
            const ck_link *link = step->links + at;
            const double *from[3] = {NULL, NULL, NULL};
            bool is_same[3] = {false, false, false};
            for (int place = 0; place < link->operand_count; place++) {
                const ck_operand *operand = link->operands + place;
                from[place] = operand->reach == CK_SCRATCH ? slots + operand->slot * step_block
                    : NAME(reached)(operand, start, count, scratch + place * step_block, is_same + place);
            }
            double *result = link->result ? link->result + start : slots + link->slot * step_block;
            // Of single numbers alone one result is made, which all elements have.
            bool is_alone = is_same[0] && (link->operand_count < 2 || is_same[1]) && (link->operand_count < 3 || is_same[2]);
            extent length = is_alone ? 1 : count;
            if (link->operand_count == 1) NAME(unary)(link->function, from[0], result, length);
            else if (link->operand_count == 2) NAME(binary)(link->function, from[0], is_same[0], from[1], is_same[1], result, length);
            else NAME(ternary)(link->function, from, is_same, result, length);
            for (extent i = length; i < count; i++) result[i] = result[0];
            if (link->is_watched) is_finite = is_finite && NAME(all_finite)(result, count);
        }
    }
    return is_finite;
}

#undef ONE
#undef TWO

// MARK: Sums

static double NAME(pairwise)(const double *a, extent step, extent count) {
    if (count > 128) {
        extent half = rounded_down(count / 2, 8);
        double left = NAME(pairwise)(a, step, half);
        return left + NAME(pairwise)(a + half * step, step, count - half);
    }
    double sum = 0;
    if (count < 8) {
        for (extent i = 0; i < count; i++) sum = sum + a[i * step];
        return sum;
    }
    double r[8];
    extent i = 8;
    if (step == 1) {
        for (int t = 0; t < 8; t++) r[t] = a[t];
        for (; i + 8 <= count; i += 8)
            for (int t = 0; t < 8; t++) r[t] = r[t] + a[i + t];
    } else {
        for (int t = 0; t < 8; t++) r[t] = a[t * step];
        for (; i + 8 <= count; i += 8)
            for (int t = 0; t < 8; t++) r[t] = r[t] + a[(i + t) * step];
    }
    sum = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
    for (; i < count; i++) sum = sum + a[i * step];
    return sum;
}

static bool NAME(sum)(const ck_step *step, extent first, extent end, extent from, extent to) {
    double divisor = step->divisor;
    bool is_finite = true;
    for (extent at = first; at < end; at++) {
        const ck_stretch *it = step->stretches + at;
        double *output = step->result + it->output;
        const double *input = step->input + it->input;
        if (it->output_step == 0) {
            double before = it->is_first ? 0 : *output;
            *output = before + NAME(pairwise)(input, it->input_step, it->count);
            continue;
        }
        extent until = to < it->count ? to : it->count;
        if (it->is_first) for (extent i = from; i < until; i++) output[i * it->output_step] = 0;
        if (it->output_step == 1 && it->input_step == 1)
            for (extent i = from; i < until; i++) output[i] = output[i] + input[i];
        else
            for (extent i = from; i < until; i++)
                output[i * it->output_step] = output[i * it->output_step] + input[i * it->input_step];
    }
    // The last of the stretches that go to a result ends it.
    for (extent at = first; at < end; at++) {
        const ck_stretch *it = step->stretches + at;
        if (!it->is_first) continue;
        extent until = to < it->count ? to : it->count;
        extent begin = it->output_step == 0 ? 0 : from, stop = it->output_step == 0 ? 1 : until;
        for (extent i = begin; i < stop; i++) {
            double *output = step->result + it->output + i * it->output_step;
            if (divisor != 0) *output = *output / divisor;
            is_finite = is_finite && NAME(all_finite)(output, 1);
        }
    }
    return is_finite;
}

// MARK: Small products

/// `dgemm`'s order of additions for up to 256 products of an element, row by row.
static void NAME(small_product)(const ck_step *step, extent first, extent end) {
    extent k = step->k, n = step->n, fours = rounded_down(n, 4), whole = rounded_down(k, 8);
    for (extent i = first; i < end; i++) {
        const double *a = step->a + i * step->a_row;
        double *c = step->result + i * step->c_row;
        bool is_odd = step->m % 2 == 1 && i == step->m - 1;
        for (extent j = 0; j < fours; j += 4) {
            V4 chains[4] = {ALL(0), ALL(0), ALL(0), ALL(0)};
            const double *b = step->b + j * step->b_column;
            for (extent l = 0; l < k; l++, b += step->b_row) {
                V4 row = step->b_column == 1 ? LOAD(b) : (V4){b[0], b[step->b_column], b[2 * step->b_column], b[3 * step->b_column]};
                extent lane = is_odd && l < whole ? l % 4 : 0;
                chains[lane] = FMA(ALL(a[l * step->a_column]), row, chains[lane]);
            }
            V4 sum = ALL(0) + (is_odd ? (chains[0] + chains[1]) + (chains[2] + chains[3]) : chains[0]);
            if (step->c_column == 1) STORE(c + j, sum);
            else for (int t = 0; t < 4; t++) c[(j + t) * step->c_column] = sum[t];
        }
        for (extent j = fours; j < n; j++) {
            const double *b = step->b + j * step->b_column;
            double sum = 0;
            for (extent l = 0; l < k; l++) sum = FMA1(a[l * step->a_column], b[l * step->b_row], sum);
            c[j * step->c_column] = 0.0 + sum;
        }
    }
}

#include "vectors_end.h"
