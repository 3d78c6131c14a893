#include "CDecimals.h"
#include <charconv>
#include <cmath>
#include <cstring>

namespace {

/// Python uses an exponent below 10^least_plain and from 10^first_beyond on.
constexpr int least_plain = -4, first_beyond = 16;

char *append(char *end, const char *text, std::size_t count) {
    std::memcpy(end, text, count);
    return end + count;
}

char *append_zeros(char *end, int count) {
    std::memset(end, '0', static_cast<std::size_t>(count));
    return end + count;
}

}

ptrdiff_t cd_write_shortest(double value, char *text) {
    char *end = text;
    if (std::isnan(value)) return append(end, "nan", 3) - text;
    if (std::signbit(value)) *end++ = '-';
    if (std::isinf(value)) return append(end, "inf", 3) - text;
    // `d.ddde±xx`
    char digits[CD_LONGEST];
    const char *last = std::to_chars(digits, digits + sizeof digits, std::fabs(value), std::chars_format::scientific).ptr;
    const char *mark = static_cast<const char *>(std::memchr(digits, 'e', static_cast<std::size_t>(last - digits)));
    int exponent = 0;
    std::from_chars(mark[1] == '+' ? mark + 2 : mark + 1, last, exponent);
    if (exponent < least_plain || exponent >= first_beyond)
        return append(end, digits, static_cast<std::size_t>(last - digits)) - text;
    // Close the gap left by the point.
    int count = static_cast<int>(mark - digits);
    if (count > 1) {
        std::memmove(digits + 1, digits + 2, static_cast<std::size_t>(count - 2));
        count -= 1;
    }
    if (exponent < 0) {
        end = append_zeros(append(end, "0.", 2), -exponent - 1);
        return append(end, digits, static_cast<std::size_t>(count)) - text;
    }
    int whole = exponent + 1 < count ? exponent + 1 : count;
    end = append_zeros(append(end, digits, static_cast<std::size_t>(whole)), exponent + 1 - whole);
    *end++ = '.';
    if (whole == count) return append_zeros(end, 1) - text;
    return append(end, digits + whole, static_cast<std::size_t>(count - whole)) - text;
}

ptrdiff_t cd_write_fixed(double value, ptrdiff_t digits, char *text) {
    return std::to_chars(text, text + digits + 20, value, std::chars_format::fixed, static_cast<int>(digits)).ptr - text;
}

ptrdiff_t cd_write_loss_line(ptrdiff_t epoch, double loss, char *text) {
    char *end = append(text, "Epoch  ", 7);
    end = std::to_chars(end, end + 24, epoch).ptr;
    end = append(end, "  : MSE Loss ", 13);
    end += cd_write_shortest(loss, end);
    *end++ = '\n';
    return end - text;
}
