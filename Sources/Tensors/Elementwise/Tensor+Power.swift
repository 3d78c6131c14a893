extension Tensor {
    /// `left ** right` of floats as NumPy's loop computes it. If the exponent is constant along a row of the loop,
    /// exponents -1, 0, 0.5, 1 and 2 become 1/x, 1, sqrt(x), x and x*x; all others use the C library's `pow`.
    static func floatPower<Number: FloatElement>(
        _ left: NDArray<Number>, _ right: NDArray<Number>, _ operands: [ElementwiseLayout.Operand],
        _ layout: ElementwiseLayout, _ flags: inout FloatingPointFlags
    ) throws(TensorError) -> NDArray<Number> {
        let result: NDArray<Number>
        if !layout.constantOperands(operands)[1] {
            result = try ElementwiseLoops.combine(left, right, layout) { Number.power($0, $1) }
        } else if right.count == 1, let exponent = right.elements.first {
            result = try power(left, constant: exponent, right, layout)
        } else {
            result = try ElementwiseLoops.combine(left, right, layout) { base, exponent in
                shortcut(base, exponent) ?? Number.power(base, exponent)
            }
        }
        try inspect(.power, left, right, result, layout, &flags)
        return result
    }

    private static func power<Number: FloatElement>(
        _ left: NDArray<Number>, constant exponent: Number, _ right: NDArray<Number>, _ layout: ElementwiseLayout
    ) throws(TensorError) -> NDArray<Number> {
        switch exponent {
        case 2: try ElementwiseLoops.combine(left, right, layout) { base, _ in base * base }
        case 0.5: try ElementwiseLoops.combine(left, right, layout) { base, _ in base.squareRoot() }
        case -1: try ElementwiseLoops.combine(left, right, layout) { base, _ in 1 / base }
        case 0: try ElementwiseLoops.combine(left, right, layout) { _, _ in 1 }
        case 1: try ElementwiseLoops.combine(left, right, layout) { base, _ in base }
        default: try ElementwiseLoops.combine(left, right, layout) { base, _ in Number.power(base, exponent) }
        }
    }

    @inline(__always)
    private static func shortcut<Number: FloatElement>(_ base: Number, _ exponent: Number) -> Number? {
        switch exponent {
        case -1: 1 / base
        case 0: 1
        case 0.5: base.squareRoot()
        case 1: base
        case 2: base * base
        default: nil
        }
    }
}
