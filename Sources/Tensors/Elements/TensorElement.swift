internal import Platform

/// A Swift type that can be the element of an ``NDArray``.
public protocol TensorElement: Sendable, Equatable {
    /// The element type.
    static var dtype: DType { get }
    /// The value that fills new tensors.
    static var zero: Self { get }
    /// 1, or true.
    static var one: Self { get }
    /// Wraps an array of this type.
    static func tensor(_ array: NDArray<Self>) -> Tensor
    /// The array of a tensor, converted if its element type differs.
    ///
    /// - Parameter flags: gains `invalid` when a float doesn't fit in an int.
    static func array(_ tensor: Tensor, flags: inout FloatingPointFlags) -> NDArray<Self>
    /// Whether `left` sorts before `right`; nan sorts last.
    static func precedes(_ left: Self, _ right: Self) -> Bool
    /// The number in the widest form of its kind.
    var number: ElementNumber { get }
    /// The number converted to this type as by a C cast.
    ///
    /// - Parameter isInvalid: set to true when a float doesn't fit in an int.
    init(_ number: ElementNumber, isInvalid: inout Bool)
}

/// An element of any type, in the widest form of its kind.
public enum ElementNumber: Sendable, Equatable {
    case bool(Bool)
    case signed(Int)
    case unsigned(UInt)
    case float(Double)
    case text(InternedText)
    /// The real and imaginary parts; boxed, so that other numbers stay small.
    indirect case complex(Double, Double)

    /// Whether it isn't 0; nan and nonempty texts are true.
    public var isTrue: Bool {
        switch self {
        case .bool(let value): value
        case .signed(let value): value != 0
        case .unsigned(let value): value != 0
        case .float(let value): value != 0
        case .text(let text): !text.isEmpty
        case .complex(let real, let imaginary): real != 0 || imaginary != 0
        }
    }

    /// As float64, rounded to nearest; the real part of a complex number, and nan for a text.
    public var double: Double {
        switch self {
        case .bool(let value): value ? 1 : 0
        case .signed(let value): Double(value)
        case .unsigned(let value): Double(value)
        case .float(let value): value
        case .text: .nan
        case .complex(let real, _): real
        }
    }
}

/// The integer types, whose arithmetic wraps around.
public protocol IntegerElement: TensorElement, FixedWidthInteger {}

extension IntegerElement {
    /// 1.
    public static var one: Self { 1 }
    /// Whether `left` is less than `right`.
    @inlinable public static func precedes(_ left: Self, _ right: Self) -> Bool { left < right }
    /// The number widened to 64 bits.
    @inlinable public var number: ElementNumber {
        Self.isSigned ? .signed(Int(truncatingIfNeeded: self)) : .unsigned(UInt(truncatingIfNeeded: self))
    }
    /// The low bits of an int; a float truncated toward 0 as x86's instructions do it: values that don't fit in 32
    /// bits (64 for uint32 and wider types) become the least number of that width.
    @inlinable public init(_ number: ElementNumber, isInvalid: inout Bool) {
        switch number {
        case .bool(let value): self = value ? 1 : 0
        case .signed(let value): self = Self(truncatingIfNeeded: value)
        case .unsigned(let value): self = Self(truncatingIfNeeded: value)
        case .complex(let real, _): self.init(.float(real), isInvalid: &isInvalid)
        case .float(let value):
            if MemoryLayout<Self>.size < 4 || Self.self == Int32.self {
                let fits = value > -2_147_483_649 && value < 2_147_483_648
                if !fits { isInvalid = true }
                self = Self(truncatingIfNeeded: fits ? Int32(value) : Int32.min)
            } else if Self.self == UInt.self, value >= 0x1p63 {
                if value >= 0x1p64 { isInvalid = true }
                self = value < 0x1p64 ? Self(truncatingIfNeeded: UInt(value)) : 0
            } else {
                let whole = Int(truncating: value)
                if whole == nil { isInvalid = true }
                self = Self(truncatingIfNeeded: whole ?? Int.min)
            }
        case .text: (self, isInvalid) = (0, true)
        }
    }
}

/// The floating-point types, with the C library's functions for each.
public protocol FloatElement: TensorElement, BinaryFloatingPoint, SIMDScalar, Codable {
    /// The C library's functions of one number.
    static func function(_ function: UnaryOperation, of value: Self) -> Self
    /// The C library's `pow`.
    static func power(_ base: Self, _ exponent: Self) -> Self
    /// The C library's `atan2`.
    static func arctan2(_ y: Self, _ x: Self) -> Self
    /// The C library's `hypot`.
    static func hypot(_ x: Self, _ y: Self) -> Self
    /// The C library's `exp`.
    static func libraryExp(_ value: Self) -> Self
}

extension FloatElement {
    /// 1.
    public static var one: Self { 1 }
    /// Whether `left` is less than `right`; nan sorts last.
    @inlinable public static func precedes(_ left: Self, _ right: Self) -> Bool {
        left < right || (right.isNaN && !left.isNaN)
    }
    /// The number as float64.
    @inlinable public var number: ElementNumber { .float(Double(self)) }
    /// The number rounded to nearest.
    @inlinable public init(_ number: ElementNumber, isInvalid: inout Bool) {
        switch number {
        case .bool(let value): self = value ? 1 : 0
        case .signed(let value): self = Self(value)
        case .unsigned(let value): self = Self(value)
        case .float(let value), .complex(let value, _): self = Self(value)
        case .text: (self, isInvalid) = (.nan, true)
        }
    }
}

extension Double: FloatElement {
    /// `float64`.
    public static var dtype: DType { .float64 }
    /// Wraps an array of this type.
    public static func tensor(_ array: NDArray<Double>) -> Tensor { .float64(array) }
    /// The array of a tensor, converted if its type differs.
    public static func array(_ tensor: Tensor, flags: inout FloatingPointFlags) -> NDArray<Double> {
        tensor.dtype.isComplex ? tensor.cast(flags: &flags) : tensor.asFloat64()
    }
    /// The C library's function, which NumPy calls too for float64 (without AVX-512). Only `tanh` follows NumPy's own
    /// table, which sometimes differs from the library in the last digit.
    @inline(__always)
    public static func function(_ function: UnaryOperation, of value: Double) -> Double {
        switch function {
        case .exp: Platform.exp(value)
        case .exp2: Platform.exp2(value)
        case .expm1: Platform.expm1(value)
        case .log: Platform.log(value)
        case .log2: Platform.log2(value)
        case .log10: Platform.log10(value)
        case .log1p: Platform.log1p(value)
        case .sin: Platform.sin(value)
        case .cos: Platform.cos(value)
        case .tan: Platform.tan(value)
        case .arcsin: Platform.asin(value)
        case .arccos: Platform.acos(value)
        case .arctan: Platform.atan(value)
        case .sinh: Platform.sinh(value)
        case .cosh: Platform.cosh(value)
        case .tanh: Platform.tanh(value)
        default: function.apply(value)
        }
    }
    /// The C library's `pow`.
    public static func power(_ base: Double, _ exponent: Double) -> Double { Platform.pow(base, exponent) }
    /// The C library's `atan2`.
    public static func arctan2(_ y: Double, _ x: Double) -> Double { Platform.atan2(y, x) }
    /// The C library's `hypot`.
    public static func hypot(_ x: Double, _ y: Double) -> Double { Platform.hypot(x, y) }
    /// The C library's `exp`.
    public static func libraryExp(_ value: Double) -> Double { Platform.exp(value) }
}

extension Int: IntegerElement {
    /// `int64`.
    public static var dtype: DType { .int64 }
    /// Wraps an array of this type.
    public static func tensor(_ array: NDArray<Int>) -> Tensor { .int64(array) }
    /// The array of a tensor, converted if its type differs.
    public static func array(_ tensor: Tensor, flags: inout FloatingPointFlags) -> NDArray<Int> {
        tensor.asInt64(flags: &flags)
    }
}

extension Bool: TensorElement {
    /// `bool`.
    public static var dtype: DType { .bool }
    /// False.
    public static var zero: Bool { false }
    /// True.
    public static var one: Bool { true }
    /// Wraps an array of this type.
    public static func tensor(_ array: NDArray<Bool>) -> Tensor { .bool(array) }
    /// The array of a tensor; everything but 0 is true.
    public static func array(_ tensor: Tensor, flags: inout FloatingPointFlags) -> NDArray<Bool> { tensor.asBool() }
    /// Whether `left` is false and `right` true.
    @inlinable public static func precedes(_ left: Bool, _ right: Bool) -> Bool { !left && right }
    /// The value itself.
    @inlinable public var number: ElementNumber { .bool(self) }
    /// Whether the number isn't 0.
    @inlinable public init(_ number: ElementNumber, isInvalid: inout Bool) { self = number.isTrue }
}

// The other types share one case of Tensor.

/// The element types that ``Tensor`` has no case of their own for.
public protocol OtherElement: TensorElement {}

extension OtherElement {
    /// Wraps an array of this type.
    public static func tensor(_ array: NDArray<Self>) -> Tensor { .other(OtherArray(array)) }
    /// The array of a tensor, converted if its type differs.
    public static func array(_ tensor: Tensor, flags: inout FloatingPointFlags) -> NDArray<Self> {
        if case .other(let array) = tensor, array.dtype == dtype { return array.typed() }
        return tensor.cast(flags: &flags)
    }
}

extension Int8: IntegerElement, OtherElement {
    /// `int8`.
    public static var dtype: DType { .int8 }
}

extension Int16: IntegerElement, OtherElement {
    /// `int16`.
    public static var dtype: DType { .int16 }
}

extension Int32: IntegerElement, OtherElement {
    /// `int32`.
    public static var dtype: DType { .int32 }
}

extension UInt8: IntegerElement, OtherElement {
    /// `uint8`.
    public static var dtype: DType { .uint8 }
}

extension UInt16: IntegerElement, OtherElement {
    /// `uint16`.
    public static var dtype: DType { .uint16 }
}

extension UInt32: IntegerElement, OtherElement {
    /// `uint32`.
    public static var dtype: DType { .uint32 }
}

extension UInt: IntegerElement, OtherElement {
    /// `uint64`.
    public static var dtype: DType { .uint64 }
}

extension Float: FloatElement, OtherElement {
    /// `float32`.
    public static var dtype: DType { .float32 }
    /// NumPy's own float32 functions where it has them, otherwise the C library's.
    @inline(__always)
    public static func function(_ function: UnaryOperation, of value: Float) -> Float {
        switch function {
        case .exp: SingleFunctions.exp(value)
        case .exp2: Platform.exp2(value)
        case .expm1: Platform.expm1(value)
        case .log: SingleFunctions.log(value)
        case .log2: Platform.log2(value)
        case .log10: Platform.log10(value)
        case .log1p: Platform.log1p(value)
        case .sin: SingleFunctions.sin(value)
        case .cos: SingleFunctions.cos(value)
        case .tan: Platform.tan(value)
        case .arcsin: Platform.asin(value)
        case .arccos: Platform.acos(value)
        case .arctan: Platform.atan(value)
        case .sinh: Platform.sinh(value)
        case .cosh: Platform.cosh(value)
        case .tanh: Platform.tanh(value)
        default: function.apply(value)
        }
    }
    /// The C library's `powf`.
    public static func power(_ base: Float, _ exponent: Float) -> Float { Platform.pow(base, exponent) }
    /// The C library's `atan2f`.
    public static func arctan2(_ y: Float, _ x: Float) -> Float { Platform.atan2(y, x) }
    /// The C library's `hypotf`.
    public static func hypot(_ x: Float, _ y: Float) -> Float { Platform.hypot(x, y) }
    /// The C library's `expf`.
    public static func libraryExp(_ value: Float) -> Float { Platform.exp(value) }
}
