internal import Platform

/// A complex number with parts of one floating-point type.
public struct Complex<Part: ComplexPart>: Sendable, Equatable {
    /// The real part.
    public var real: Part
    /// The imaginary part.
    public var imaginary: Part

    /// Makes a number from its parts.
    @inlinable public init(_ real: Part, _ imaginary: Part) { (self.real, self.imaginary) = (real, imaginary) }

    /// The sum, part by part.
    @inlinable public static func + (left: Self, right: Self) -> Self {
        Self(left.real + right.real, left.imaginary + right.imaginary)
    }

    /// The difference, part by part.
    @inlinable public static func - (left: Self, right: Self) -> Self {
        Self(left.real - right.real, left.imaginary - right.imaginary)
    }

    /// The product by the textbook formula, as in CPython and NumPy.
    @inlinable public static func * (left: Self, right: Self) -> Self {
        Self(
            left.real * right.real - left.imaginary * right.imaginary,
            left.real * right.imaginary + left.imaginary * right.real)
    }

    /// The number with both signs flipped.
    @inlinable public static prefix func - (value: Self) -> Self { Self(-value.real, -value.imaginary) }

    /// The number with the sign of its imaginary part flipped.
    @inlinable public var conjugate: Self { Self(real, -imaginary) }

    /// Whether it isn't 0; true for nan.
    @inlinable public var isTrue: Bool { real != 0 || imaginary != 0 }

    /// Whether both parts are finite.
    @inlinable public var isFinite: Bool { real.isFinite && imaginary.isFinite }

    /// Whether a part is nan.
    @inlinable public var isNaN: Bool { real.isNaN || imaginary.isNaN }

    /// Whether a part is infinite.
    @inlinable public var isInfinite: Bool { real.isInfinite || imaginary.isInfinite }

    /// The absolute value.
    public var magnitude: Part { Part.hypot(real, imaginary) }

    /// The number times i.
    @inlinable public var timesI: Self { Self(-imaginary, real) }
}
