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
        let layout = try reductionLayout(axes, keepingDimensions)
        switch self {
        case .float64(let array):
            let result = ReductionLoops.reduce(array, layout, initial: 0.0, isConverted: false) { $0.add() }
            try inspect(array, result, axes, keepingDimensions, &flags)
            return .float64(result)
        case .int64(let array):
            return .int64(
                ReductionLoops.reduce(array, layout, initial: 0, isConverted: false) { row in row.fold { $0 &+ $1 } })
        case .bool(let array):
            return .int64(
                ReductionLoops.reduce(array, layout, initial: 0, isConverted: true) { row in
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
            let result = ReductionLoops.reduce(array, layout, initial: 1.0, isConverted: false) { row in
                row.fold { $0 * $1 }
            }
            try inspect(array, result, axes, keepingDimensions, &flags)
            return .float64(result)
        case .int64(let array):
            return .int64(
                ReductionLoops.reduce(array, layout, initial: 1, isConverted: false) { row in row.fold { $0 &* $1 } })
        case .bool(let array):
            return .int64(
                ReductionLoops.reduce(array, layout, initial: 1, isConverted: true) { row in
                    row.fold { $1 ? $0 : 0 }
                })
        }
    }

    /// The sum as float64, as `np.mean` and `np.var` ask for it; ints and bools are converted in buffers.
    func floatSum(
        _ layout: ReductionLayout, _ axes: [Int]?, _ keepingDimensions: Bool, _ flags: inout FloatingPointFlags
    ) throws(TensorError) -> NDArray<Double> {
        switch self {
        case .float64(let array):
            let result = ReductionLoops.reduce(array, layout, initial: 0.0, isConverted: false) { $0.add() }
            try inspect(array, result, axes, keepingDimensions, &flags)
            return result
        case .int64(let array):
            return ReductionLoops.reduce(array, layout, initial: 0.0, isConverted: true) { row in
                row.add { Double($0) }
            }
        case .bool(let array):
            return ReductionLoops.reduce(array, layout, initial: 0.0, isConverted: true) { row in
                row.add { $0 ? 1 : 0 }
            }
        }
    }

    func reductionLayout(_ axes: [Int]?, _ keepingDimensions: Bool) throws(TensorError) -> ReductionLayout {
        try ReductionLayout(shape, strides: strides, axes: axes, keepingDimensions: keepingDimensions)
    }

    /// Finds what went wrong in a sum or product that isn't finite: with operands all finite it overflowed, and nan from
    /// no nan is invalid.
    private func inspect(
        _ array: NDArray<Double>, _ result: NDArray<Double>, _ axes: [Int]?, _ keepingDimensions: Bool,
        _ flags: inout FloatingPointFlags
    ) throws(TensorError) {
        if result.storageIsFinite { return }
        let layout = try reductionLayout(axes, keepingDimensions)
        // Bit 1 for a nan among the operands, bit 2 for an infinity.
        let kinds = ReductionLoops.reduce(array, layout, initial: 0, isConverted: false) { row in
            row.fold { kinds, value in kinds | (value.isNaN ? 1 : value.isInfinite ? 2 : 0) }
        }
        for (value, kind) in zip(result.storage, kinds.storage) where kind & 1 == 0 {
            if value.isNaN { flags.insert(.invalid) }
            if !value.isFinite && kind == 0 { flags.insert(.overflow) }
        }
    }
}
