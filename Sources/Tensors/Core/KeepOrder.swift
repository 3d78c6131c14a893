/// The memory layout of arrays derived from others: NumPy's `order='K'`.
enum KeepOrder {
    /// The axes, innermost first, in the order in which NumPy's iterator visits the operands.
    ///
    /// A stable insertion sort by absolute stride, starting from C order. Two axes are compared by every operand that
    /// steps along both; strides of 0 (broadcasting, length 1) are ignored, and C order wins a conflict
    /// (`npyiter_find_best_axis_ordering`). Each operand must have `shape.rank` strides.
    static func axes(shape: Shape, strides operands: [AxisValues]) -> [Int] {
        var axes = Array(shape.dimensions.indices.reversed())
        if axes.count < 2 { return axes }
        for position in 1..<axes.count {
            let axis = axes[position]
            var target = position
            var candidate = position - 1
            while candidate >= 0 {
                let comparison = compare(axis, with: axes[candidate], shape, operands)
                if comparison == .inside { target = candidate }
                if comparison == .outside { break }
                candidate -= 1
            }
            if target != position {
                axes.remove(at: position)
                axes.insert(axis, at: target)
            }
        }
        return axes
    }

    private enum Comparison { case inside, outside, ambiguous }

    /// Whether `axis` belongs inside `other`, which is currently further in.
    private static func compare(
        _ axis: Int, with other: Int, _ shape: Shape, _ operands: [AxisValues]
    ) -> Comparison {
        if shape[axis] == 1 || shape[other] == 1 { return .ambiguous }
        var result = Comparison.ambiguous
        for strides in operands where strides[axis] != 0 && strides[other] != 0 {
            if strides[other].magnitude <= strides[axis].magnitude {
                result = .outside
            } else if result == .ambiguous {
                result = .inside
            }
        }
        return result
    }

    /// The strides of a new array without gaps whose axes are in this order, innermost first; all 0 without elements.
    static func strides(shape: Shape, axes: [Int]) -> AxisValues {
        var strides = AxisValues(repeating: 0, count: shape.rank)
        var stride = 1
        for axis in axes {
            strides[axis] = stride
            stride *= shape[axis]
        }
        return stride == 0 ? AxisValues(repeating: 0, count: shape.rank) : strides
    }

    /// The strides of a copy that keeps an array's layout, as in `astype` and `copy(order='K')`: axes by descending
    /// absolute stride, ties in C order (`PyArray_NewLikeArray`).
    static func copyStrides(of layout: Layout) -> AxisValues {
        if layout.isContiguous || layout.shape.rank < 2 { return layout.shape.contiguousStrides }
        if layout.isFortranContiguous { return layout.shape.fortranStrides }
        let axes = layout.shape.dimensions.indices.sorted {
            let left = layout.strides[$0].magnitude
            let right = layout.strides[$1].magnitude
            return left == right ? $0 > $1 : left < right
        }
        return strides(shape: layout.shape, axes: axes)
    }
}

extension Shape {
    /// The strides, in elements, of a Fortran-contiguous array of this shape (first axis innermost).
    public var fortranStrides: AxisValues {
        KeepOrder.strides(shape: self, axes: Array(dimensions.indices))
    }
}
