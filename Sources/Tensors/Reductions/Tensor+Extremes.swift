extension Tensor {
    /// `np.max`: the largest elements; nan where there is one.
    ///
    /// - Throws: ``TensorError/emptyReduction(_:)``, ``TensorError/axisOutOfRange(axis:rank:)``,
    ///   ``TensorError/duplicateAxis(_:)``.
    public func maximum(axes: [Int]? = nil, keepingDimensions: Bool = false) throws(TensorError) -> Tensor {
        let layout = try extremeLayout("max", axes, keepingDimensions)
        switch self {
        case .float64(let array):
            return .float64(
                try ReductionLoops.reduce(array, layout, initial: 0.0, isConverted: false) { row in
                    row.select { Arithmetic.maximum($0, $1) }
                })
        case .int64(let array):
            return .int64(
                try ReductionLoops.reduce(array, layout, initial: Int.min, isConverted: false) { row in
                    row.fold { max($0, $1) }
                })
        case .bool(let array):
            return .bool(
                try ReductionLoops.reduce(array, layout, initial: false, isConverted: false) { row in
                    row.fold { $0 || $1 }
                })
        }
    }

    /// `np.min`: the smallest elements; nan where there is one.
    ///
    /// - Throws: as ``maximum(axes:keepingDimensions:)`` does.
    public func minimum(axes: [Int]? = nil, keepingDimensions: Bool = false) throws(TensorError) -> Tensor {
        let layout = try extremeLayout("min", axes, keepingDimensions)
        switch self {
        case .float64(let array):
            return .float64(
                try ReductionLoops.reduce(array, layout, initial: 0.0, isConverted: false) { row in
                    row.select { Arithmetic.minimum($0, $1) }
                })
        case .int64(let array):
            return .int64(
                try ReductionLoops.reduce(array, layout, initial: Int.max, isConverted: false) { row in
                    row.fold { min($0, $1) }
                })
        case .bool(let array):
            return .bool(
                try ReductionLoops.reduce(array, layout, initial: true, isConverted: false) { row in
                    row.fold { $0 && $1 }
                })
        }
    }

    /// `np.ptp`: the largest elements minus the smallest.
    ///
    /// - Throws: as ``maximum(axes:keepingDimensions:)`` does; ``TensorError/unsupportedTypes(operation:_:hint:)`` for bools.
    public func range(
        axes: [Int]? = nil, keepingDimensions: Bool = false, flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        try Tensor.binary(
            .subtract, try maximum(axes: axes, keepingDimensions: keepingDimensions),
            try minimum(axes: axes, keepingDimensions: keepingDimensions), flags: &flags)
    }

    private func extremeLayout(
        _ function: String, _ axes: [Int]?, _ keepingDimensions: Bool
    ) throws(TensorError) -> ReductionLayout {
        let layout = try reductionLayout(axes, keepingDimensions)
        if layout.reducedAxes.contains(where: { shape[$0] == 0 }) { throw .emptyReduction(function) }
        return layout
    }

    /// `np.any`: whether an element isn't 0.
    ///
    /// - Throws: ``TensorError/axisOutOfRange(axis:rank:)``, ``TensorError/duplicateAxis(_:)``.
    public func any(axes: [Int]? = nil, keepingDimensions: Bool = false) throws(TensorError) -> Tensor {
        let layout = try reductionLayout(axes, keepingDimensions)
        return .bool(
            try ReductionLoops.reduce(asBool(), layout, initial: false, isConverted: false) { row in
                row.fold { $0 || $1 }
            }
        )
    }

    /// `np.all`: whether no element is 0.
    ///
    /// - Throws: ``TensorError/axisOutOfRange(axis:rank:)``, ``TensorError/duplicateAxis(_:)``.
    public func all(axes: [Int]? = nil, keepingDimensions: Bool = false) throws(TensorError) -> Tensor {
        let layout = try reductionLayout(axes, keepingDimensions)
        return .bool(
            try ReductionLoops.reduce(asBool(), layout, initial: true, isConverted: false) { row in
                row.fold { $0 && $1 }
            })
    }
}
