extension Tensor {
    /// `np.max`: the largest elements; nan if there is one.
    ///
    /// - Throws: ``TensorError/emptyReduction(_:)``, ``TensorError/axisOutOfRange(axis:rank:)``,
    ///   ``TensorError/duplicateAxis(_:)``.
    public func maximum(axes: [Int]? = nil, keepingDimensions: Bool = false) throws(TensorError) -> Tensor {
        let layout = try extremeLayout("max", axes, keepingDimensions)
        if case .float64(let array) = self {
            return .float64(
                try ReductionLoops.reduce(array, layout, initial: 0.0, isConverted: false) { row in
                    row.select { Arithmetic.maximum($0, $1) }
                })
        }
        return try apply(Extremes(layout: layout, takesGreatest: true))
    }

    /// `np.min`: the smallest elements; nan if there is one.
    ///
    /// - Throws: the errors of ``maximum(axes:keepingDimensions:)``.
    public func minimum(axes: [Int]? = nil, keepingDimensions: Bool = false) throws(TensorError) -> Tensor {
        let layout = try extremeLayout("min", axes, keepingDimensions)
        if case .float64(let array) = self {
            return .float64(
                try ReductionLoops.reduce(array, layout, initial: 0.0, isConverted: false) { row in
                    row.select { Arithmetic.minimum($0, $1) }
                })
        }
        return try apply(Extremes(layout: layout, takesGreatest: false))
    }

    /// The extremes of elements of any type, found one by one.
    private struct Extremes: ArrayFunction {
        let layout: ReductionLayout
        let takesGreatest: Bool

        func apply<Element: TensorElement>(_ array: NDArray<Element>) throws(TensorError) -> Tensor {
            let takesGreatest = takesGreatest
            // Of equal complex numbers the first is kept; the signs of their zeros may differ.
            let keepsFirst = Element.dtype.isComplex
            return Element.tensor(
                try ReductionLoops.reduce(array, layout, initial: .zero, isConverted: false) { row in
                    row.selectInOrder { found, next in
                        // A nan, which differs from itself, always wins; of equal elements the second.
                        if found != found { return found }
                        if next != next { return next }
                        if keepsFirst, found == next { return found }
                        let isBetter = takesGreatest ? Element.precedes(next, found) : Element.precedes(found, next)
                        return isBetter ? found : next
                    }
                })
        }
    }

    /// `np.ptp`: the largest elements minus the smallest.
    ///
    /// - Throws: the errors of ``maximum(axes:keepingDimensions:)``;
    ///   ``TensorError/unsupportedTypes(operation:_:hint:)`` for bools.
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

    /// `np.any`: whether any element isn't 0.
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
