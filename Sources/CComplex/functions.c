#include "CComplex.h"

#include <complex.h>

#ifndef CMPLX
#define CMPLX(x, y) __builtin_complex((double)(x), (double)(y))
#define CMPLXF(x, y) __builtin_complex((float)(x), (float)(y))
#endif

static double complex apply(cc_function function, double complex z) {
    switch (function) {
    case CC_EXP: return cexp(z);
    case CC_LOG: return clog(z);
    case CC_SQRT: return csqrt(z);
    case CC_SIN: return csin(z);
    case CC_COS: return ccos(z);
    case CC_TAN: return ctan(z);
    case CC_ASIN: return casin(z);
    case CC_ACOS: return cacos(z);
    case CC_ATAN: return catan(z);
    case CC_SINH: return csinh(z);
    case CC_COSH: return ccosh(z);
    case CC_TANH: return ctanh(z);
    case CC_ASINH: return casinh(z);
    case CC_ACOSH: return cacosh(z);
    case CC_ATANH: return catanh(z);
    }
    return z;
}

static float complex apply_float(cc_function function, float complex z) {
    switch (function) {
    case CC_EXP: return cexpf(z);
    case CC_LOG: return clogf(z);
    case CC_SQRT: return csqrtf(z);
    case CC_SIN: return csinf(z);
    case CC_COS: return ccosf(z);
    case CC_TAN: return ctanf(z);
    case CC_ASIN: return casinf(z);
    case CC_ACOS: return cacosf(z);
    case CC_ATAN: return catanf(z);
    case CC_SINH: return csinhf(z);
    case CC_COSH: return ccoshf(z);
    case CC_TANH: return ctanhf(z);
    case CC_ASINH: return casinhf(z);
    case CC_ACOSH: return cacoshf(z);
    case CC_ATANH: return catanhf(z);
    }
    return z;
}

cc_double cc_double_function(cc_function function, cc_double value) {
    double complex result = apply(function, CMPLX(value.real, value.imaginary));
    return (cc_double){creal(result), cimag(result)};
}

cc_float cc_float_function(cc_function function, cc_float value) {
    float complex result = apply_float(function, CMPLXF(value.real, value.imaginary));
    return (cc_float){crealf(result), cimagf(result)};
}

cc_double cc_double_power(cc_double base, cc_double exponent) {
    double complex result = cpow(CMPLX(base.real, base.imaginary), CMPLX(exponent.real, exponent.imaginary));
    return (cc_double){creal(result), cimag(result)};
}

cc_float cc_float_power(cc_float base, cc_float exponent) {
    float complex result = cpowf(CMPLXF(base.real, base.imaginary), CMPLXF(exponent.real, exponent.imaginary));
    return (cc_float){crealf(result), cimagf(result)};
}
