// The C library's complex functions; Swift can't import C's complex types.
#pragma once

/// The functions of one complex number.
typedef enum {
    CC_EXP, CC_LOG, CC_SQRT, CC_SIN, CC_COS, CC_TAN, CC_ASIN, CC_ACOS, CC_ATAN, CC_SINH, CC_COSH, CC_TANH, CC_ASINH,
    CC_ACOSH, CC_ATANH
} cc_function;

/// A double-precision complex number.
typedef struct { double real, imaginary; } cc_double;

/// A single-precision complex number.
typedef struct { float real, imaginary; } cc_float;

/// The value of the function.
cc_double cc_double_function(cc_function function, cc_double value);
/// The value of the function.
cc_float cc_float_function(cc_function function, cc_float value);
/// `base` raised to a complex power.
cc_double cc_double_power(cc_double base, cc_double exponent);
/// `base` raised to a complex power.
cc_float cc_float_power(cc_float base, cc_float exponent);
