internal import Kernels

extension Tensor {
    /// The largest count that takes the direct way; beyond it, what choosing a layout costs no longer shows.
    static var directLimit: Int { 4096 }

    /// `operation` where there is no layout to choose: two row-by-row float64 tensors of one shape, or one and a number.
    ///
    /// The loops of the notebook work on a few numbers each, and spend their time on choosing layouts otherwise.
    ///
    /// - Returns: nil for anything else, and where the result isn't finite, so that the general way finds the flags.
    static func directBinary(_ operation: BinaryOperation, _ left: Tensor, _ right: Tensor) -> NDArray<Double>? {
        switch (left, right) {
        case (.float64(let left), .float64(let right)) where left.shape == right.shape:
            guard left.takesDirectWay, right.takesDirectWay else { return nil }
            switch operation {
            case .add: return left.combined(with: right) { $0 + $1 }
            case .subtract: return left.combined(with: right) { $0 - $1 }
            case .multiply: return left.combined(with: right) { $0 * $1 }
            case .divide: return left.combined(with: right) { $0 / $1 }
            default: return nil
            }
        case (.float64(let left), _) where right.rank <= left.rank && left.takesDirectWay:
            guard let number = right.scalarValue?.doubleValue else { return nil }
            switch operation {
            case .add: return left.mappedDirectly { $0 + number }
            case .subtract: return left.mappedDirectly { $0 - number }
            case .multiply: return left.mappedDirectly { $0 * number }
            case .divide: return left.mappedDirectly { $0 / number }
            case .power where right.rank == 0 && number == 2: return left.mappedDirectly { $0 * $0 }
            default: return nil
            }
        case (_, .float64(let right)) where left.rank <= right.rank && right.takesDirectWay:
            guard let number = left.scalarValue?.doubleValue else { return nil }
            switch operation {
            case .add: return right.mappedDirectly { number + $0 }
            case .subtract: return right.mappedDirectly { number - $0 }
            case .multiply: return right.mappedDirectly { number * $0 }
            case .divide: return right.mappedDirectly { number / $0 }
            default: return nil
            }
        default: return nil
        }
    }
}

extension NDArray<Double> {
    /// Whether its elements are few and lie row after row, with the very strides of a new array: those of axes of
    /// length 1 decide how a product is computed.
    var takesDirectWay: Bool {
        var expected = 1
        for axis in shape.dimensions.indices.reversed() {
            if strides[axis] != expected { return false }
            expected *= shape.dimensions[axis]
        }
        return expected > 0 && expected <= Tensor.directLimit
    }

    /// The values over two contiguous arrays of one shape; nil if one isn't finite.
    @inline(__always)
    fileprivate func combined(
        with other: NDArray<Double>, _ operation: (Double, Double) -> Double
    ) -> NDArray<Double>? {
        filledDirectly { output, left in
            other.withUnsafeElements { right in
                var defects = 0.0
                for index in 0..<count {
                    let value = operation(left[index], right[index])
                    // 0 for a finite value, nan for others.
                    defects += value - value
                    output[index] = value
                }
                return defects
            }
        }
    }

    /// The values over a contiguous array; nil if one isn't finite.
    @inline(__always)
    fileprivate func mappedDirectly(_ operation: (Double) -> Double) -> NDArray<Double>? {
        filledDirectly { output, input in
            var defects = 0.0
            for index in 0..<count {
                let value = operation(input[index])
                defects += value - value
                output[index] = value
            }
            return defects
        }
    }

    /// A new array of this shape and layout that `fill` fills; nil if it finds defects, or there is no memory.
    @inline(__always)
    private func filledDirectly(
        _ fill: (UnsafeMutablePointer<Double>, UnsafePointer<Double>) -> Double
    ) -> NDArray<Double>? {
        guard let result = try? NDArray(unset: shape, strides: strides) else { return nil }
        let defects = withUnsafeElements { input in
            result.withUnsafeMutableBuffer { output in output.baseAddress.map { fill($0, input) } ?? .nan }
        }
        return defects == 0 ? result : nil
    }
}
