extension Tensor {
    /// `np.sum`: float64 in NumPy's order of additions; int64 and bool give int64, wrapping around.
    ///
    /// - Parameters:
    ///   - axes: the axes to add up; nil for all.
    ///   - keepingDimensions: whether they stay, with length 1.
    ///   - flags: receives overflow and invalid operations.
    /// - Throws: ``TensorError/axisOutOfRange(axis:rank:)``, ``TensorError/duplicateAxis(_:)``.
    public func sum(
        axes: [Int]? = nil, keepingDimensions: Bool = false, flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        if let result = directSum(axes, keepingDimensions) { return .float64(result) }
        let layout = try reductionLayout(axes, keepingDimensions)
        switch self {
        case .float64(let array):
            let result = try HardwareFlags.watching(&flags) { () throws(TensorError) in
                try ReductionLoops.reduce(array, layout, initial: 0.0, isConverted: false) { $0.add() }
            }
            return .float64(result)
        case .int64(let array):
            return .int64(
                try ReductionLoops.reduce(array, layout, initial: 0, isConverted: false) { row in row.fold { $0 &+ $1 }
                })
        case .bool(let array):
            return .int64(
                try ReductionLoops.reduce(array, layout, initial: 0, isConverted: true) { row in
                    row.fold { $1 ? $0 &+ 1 : $0 }
                })
        }
    }

    /// `np.prod`: one by one, in NumPy's order; int64 and bool give int64, wrapping around.
    ///
    /// - Throws: ``TensorError/axisOutOfRange(axis:rank:)``, ``TensorError/duplicateAxis(_:)``.
    public func product(
        axes: [Int]? = nil, keepingDimensions: Bool = false, flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        let layout = try reductionLayout(axes, keepingDimensions)
        switch self {
        case .float64(let array):
            let result = try HardwareFlags.watching(&flags) { () throws(TensorError) in
                try ReductionLoops.reduce(array, layout, initial: 1.0, isConverted: false) { row in row.fold { $0 * $1 }
                }
            }
            return .float64(result)
        case .int64(let array):
            return .int64(
                try ReductionLoops.reduce(array, layout, initial: 1, isConverted: false) { row in row.fold { $0 &* $1 }
                })
        case .bool(let array):
            return .int64(
                try ReductionLoops.reduce(array, layout, initial: 1, isConverted: true) { row in
                    row.fold { $1 ? $0 : 0 }
                })
        }
    }

    /// The sum as float64, as `np.mean` and `np.var` ask for it; ints and bools are converted in buffers.
    func floatSum(
        _ layout: ReductionLayout, _ flags: inout FloatingPointFlags
    ) throws(TensorError) -> NDArray<Double> {
        switch self {
        case .float64(let array):
            let result = try HardwareFlags.watching(&flags) { () throws(TensorError) in
                try ReductionLoops.reduce(array, layout, initial: 0.0, isConverted: false) { $0.add() }
            }
            return result
        case .int64(let array):
            return try ReductionLoops.reduce(array, layout, initial: 0.0, isConverted: true) { row in
                row.add { Double($0) }
            }
        case .bool(let array):
            return try ReductionLoops.reduce(array, layout, initial: 0.0, isConverted: true) { row in
                row.add { $0 ? 1 : 0 }
            }
        }
    }

    func reductionLayout(_ axes: [Int]?, _ keepingDimensions: Bool) throws(TensorError) -> ReductionLayout {
        try ReductionLayout(shape, strides: strides, axes: axes, keepingDimensions: keepingDimensions)
    }
}
