internal import CKernels

/// The functions of single elements that a compiled step knows, by NumPy's names.
enum StepFunction: String {
    case positive, negative, fabs, sign, sqrt, square, reciprocal
    case absolute = "abs"
    case exp, exp2, expm1, log, log2, log10, log1p, sin, cos, tan, arcsin, arccos, arctan, sinh, cosh, tanh
    case floor, ceil, trunc, rint, sigmoid
    case logicalNot = "logical_not"
    case add, subtract, multiply, divide, power, maximum, minimum, fmax, fmin
    case equal, less, greater
    case notEqual = "not_equal"
    case lessEqual = "less_equal"
    case greaterEqual = "greater_equal"
    case logicalAnd = "logical_and"
    case logicalOr = "logical_or"
    case arctan2, hypot, logaddexp
    case `where`, clip

    /// How many operands it takes.
    var operandCount: Int {
        switch self {
        case .where, .clip: 3
        case .add, .subtract, .multiply, .divide, .power, .maximum, .minimum, .fmax, .fmin, .equal, .less, .greater,
            .notEqual, .lessEqual, .greaterEqual, .logicalAnd, .logicalOr, .arctan2, .hypot, .logaddexp:
            2
        default: 1
        }
    }

    /// Whether its results are truth values.
    var givesTruth: Bool {
        switch self {
        case .logicalNot, .logicalAnd, .logicalOr, .equal, .notEqual, .less, .lessEqual, .greater, .greaterEqual: true
        default: false
        }
    }

    /// Whether its result may be infinite or nan where its operands are finite: NumPy may warn then.
    var mayFail: Bool {
        switch self {
        case .positive, .negative, .absolute, .fabs, .sign, .sigmoid, .tanh, .arctan, .sin, .cos, .floor, .ceil, .trunc,
            .rint,
            .maximum, .minimum, .fmax, .fmin, .where, .clip, .arctan2:
            false
        default: !givesTruth
        }
    }

    /// Whether an operand that is not finite makes its result so too, whatever the others are.
    func passesOn(_ operand: Int) -> Bool {
        switch self {
        case .positive, .negative, .absolute, .fabs, .square, .sqrt, .add, .subtract, .multiply: true
        case .divide: operand == 0
        default: false
        }
    }

    /// About how long it takes for one number (nanoseconds).
    var cost: Double {
        switch self {
        case .tanh, .sinh, .cosh, .expm1, .log1p, .power, .logaddexp, .tan, .arcsin, .arccos, .arctan, .arctan2, .hypot:
            20
        case .sigmoid, .exp, .exp2, .log, .log2, .log10, .sin, .cos: 6
        case .divide, .sqrt, .reciprocal: 1.5
        default: 0.5
        }
    }

    var code: ck_function {
        switch self {
        case .positive: CK_COPY
        case .negative: CK_NEGATE
        case .absolute, .fabs: CK_ABSOLUTE
        case .sign: CK_SIGN
        case .sqrt: CK_ROOT
        case .square: CK_SQUARE
        case .reciprocal: CK_RECIPROCAL
        case .exp: CK_EXP
        case .exp2: CK_EXP2
        case .expm1: CK_EXPM1
        case .log: CK_LOG
        case .log2: CK_LOG2
        case .log10: CK_LOG10
        case .log1p: CK_LOG1P
        case .sin: CK_SIN
        case .cos: CK_COS
        case .tan: CK_TAN
        case .arcsin: CK_ARCSIN
        case .arccos: CK_ARCCOS
        case .arctan: CK_ARCTAN
        case .sinh: CK_SINH
        case .cosh: CK_COSH
        case .tanh: CK_TANH
        case .floor: CK_FLOOR
        case .ceil: CK_CEIL
        case .trunc: CK_TRUNC
        case .rint: CK_RINT
        case .logicalNot: CK_NOT
        case .sigmoid: CK_SIGMOID
        default: codeOfMore
        }
    }

    /// The code of a function of two or three numbers.
    private var codeOfMore: ck_function {
        switch self {
        case .add: CK_ADD
        case .subtract: CK_SUBTRACT
        case .multiply: CK_MULTIPLY
        case .divide: CK_DIVIDE
        case .power: CK_POWER
        case .maximum: CK_MAXIMUM
        case .minimum: CK_MINIMUM
        case .fmax: CK_FMAX
        case .fmin: CK_FMIN
        case .equal: CK_EQUAL
        case .notEqual: CK_UNEQUAL
        case .less: CK_LESS
        case .lessEqual: CK_LESS_EQUAL
        case .greater: CK_GREATER
        case .greaterEqual: CK_GREATER_EQUAL
        case .logicalAnd: CK_AND
        case .logicalOr: CK_OR
        case .arctan2: CK_ARCTAN2
        case .hypot: CK_HYPOT
        case .logaddexp: CK_LOGADDEXP
        case .where: CK_WHERE
        default: CK_CLIP
        }
    }
}
