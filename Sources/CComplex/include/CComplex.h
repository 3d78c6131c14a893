// The C library's functions of complex numbers: Swift doesn't see C's complex types.
#pragma once

/// The functions of one number.
typedef enum {
    CC_EXP, CC_LOG, CC_SQRT, CC_SIN, CC_COS, CC_TAN, CC_ASIN, CC_ACOS, CC_ATAN, CC_SINH, CC_COSH, CC_TANH, CC_ASINH,
    CC_ACOSH, CC_ATANH
} cc_function;

/// A number with parts of double precision.
typedef struct { double real, imaginary; } cc_double;

/// A number with parts of single precision.
typedef struct { float real, imaginary; } cc_float;

/// What a function gives.
cc_double cc_double_function(cc_function function, cc_double value);
/// What a function gives.
cc_float cc_float_function(cc_function function, cc_float value);
/// `base` to a power.
cc_double cc_double_power(cc_double base, cc_double exponent);
/// `base` to a power.
cc_float cc_float_power(cc_float base, cc_float exponent);
