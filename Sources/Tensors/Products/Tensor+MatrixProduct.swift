internal import Kernels

extension Tensor {
    /// `left @ right` (`np.matmul`) of vectors, matrices and stacks of matrices that broadcast: (…, n, k) by (…, k,
    /// m) makes (…, n, m). float64 products are added in NumPy's order, int64 wraps around, and bool computes "any of
    /// both".
    ///
    /// A vector on the left is one row, on the right one column; its axis is dropped from the result.
    ///
    /// - Throws: ``TensorError/productOfScalar(operand:)``, ``TensorError/productMismatch(left:right:)``,
    ///   ``TensorError/cannotBroadcast(_:)`` for stacks, ``TensorError/tooLarge(_:)``,
    ///   ``TensorError/unsupportedTypes(operation:_:hint:)`` for float32 and texts.
    public static func matmul(
        _ left: Tensor, _ right: Tensor, flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        if let first = SmallArray(left), let second = SmallArray(right), let result = directProduct(first, second) {
            return result.tensor
        }
        let plan = try ProductPlan(left.shape, right.shape)
        let type = left.dtype.promoted(with: right.dtype)
        try plan.resultShape.validated(dtype: type)
        let layout = plan.layout(left.strides, right.strides)
        // NumPy converts an operand to row-major order; one that needs no conversion keeps its layout.
        let left = left.dtype == type ? left : try left.contiguous()
        let right = right.dtype == type ? right : try right.contiguous()
        switch type.kind {
        case .floating:
            try refuseFloat32(type)
            let (left, right) = (left.asFloat64(), right.asFloat64())
            let result = try plan.multiply(left, right, layout) { MatrixProduct.matmul($0, $1, into: $2) }
            inspect(left, right, result, &flags)
            return .float64(result)
        case .complex: return try complexProduct(plan, left, right, type, layout)
        case .boolean:
            return .bool(
                try plan.multiplyPlainly(left.asBool(), right.asBool(), layout, zero: false) { $0 || ($1 && $2) })
        case .signed, .unsigned:
            let product = IntegerProduct(plan: plan, left: left, right: right, layout: layout)
            return try type.applyInteger(product) ?? left
        case .text: throw .unsupportedTypes(operation: "matmul", [left.dtype, right.dtype], hint: "it takes numbers")
        }
    }

    /// Computes one product at a time, adding in a different order than NumPy.
    private static func complexProduct(
        _ plan: ProductPlan, _ left: Tensor, _ right: Tensor, _ type: DType, _ layout: AxisValues
    ) throws(TensorError) -> Tensor {
        var flags: FloatingPointFlags = []
        if type == .complex64 {
            let (left, right) = (
                Complex<Float>.array(left, flags: &flags), Complex<Float>.array(right, flags: &flags)
            )
            return Complex<Float>.tensor(try plan.multiplyPlainly(left, right, layout, zero: .zero) { $0 + $1 * $2 })
        }
        let (left, right) = bothComplex(left, right)
        return Complex<Double>.tensor(try plan.multiplyPlainly(left, right, layout, zero: .zero) { $0 + $1 * $2 })
    }

    private struct IntegerProduct: IntegerFunction {
        let plan: ProductPlan
        let left: Tensor
        let right: Tensor
        let layout: AxisValues

        func apply<Element: IntegerElement>(_ type: Element.Type) throws(TensorError) -> Tensor {
            var flags: FloatingPointFlags = []
            let (left, right) = (Element.array(left, flags: &flags), Element.array(right, flags: &flags))
            return Element.tensor(try plan.multiplyPlainly(left, right, layout, zero: 0) { $0 &+ $1 &* $2 })
        }
    }

    /// The order in which NumPy's BLAS adds float32 products isn't reproduced here.
    private static func refuseFloat32(_ type: DType) throws(TensorError) {
        if type == .float32 {
            throw .unsupportedTypes(
                operation: "matmul", [type],
                hint: "products are of float64 and ints here; make it float64: x.astype(float)")
        }
    }

    /// `np.dot(left, right)`: like `@` for vectors and matrices (NumPy adds in another order for some layouts). With
    /// a scalar it multiplies; with more axes it sums over the left's last axis and the right's second-to-last.
    ///
    /// - Throws: ``TensorError/productMismatch(left:right:)``, ``TensorError/tooLarge(_:)``,
    ///   ``TensorError/unsupportedTypes(operation:_:hint:)`` for float32 and texts.
    public static func dot(
        _ left: Tensor, _ right: Tensor, flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        if let first = SmallArray(left), let second = SmallArray(right), let result = directDot(first, second) {
            return result.tensor
        }
        let type = left.dtype.promoted(with: right.dtype)
        if left.rank == 0 || right.rank == 0 {
            return try scaled(left, right, flags: &flags)
        }
        if left.rank > 2 || right.rank > 2 { return try dotOfStacks(left, right, type, &flags) }
        let plan = try ProductPlan(left.shape, right.shape)
        try plan.resultShape.validated(dtype: type)
        if type == .float64, plan.resultShape.count != 1, isZeroFactor(left) || isZeroFactor(right) {
            return try .zeros(plan.resultShape)
        }
        let layout = plan.resultShape.contiguousStrides
        guard type.kind == .floating else { return try matmul(left, right, flags: &flags).contiguous() }
        try refuseFloat32(type)
        let (left, right) = (left.asFloat64(), right.asFloat64())
        let result = try plan.multiply(left, right, layout) { MatrixProduct.dot($0, $1, into: $2) }
        inspect(left, right, result, &flags)
        return .float64(result)
    }

    /// The product with a scalar as NumPy computes it: BLAS adds the multiple to zeros, so no -0.0 remains, and with
    /// a factor of 0 leaves the zeros unchanged whatever the tensor holds.
    private static func scaled(
        _ left: Tensor, _ right: Tensor, flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        let product = try binary(.multiply, left, right, flags: &flags).contiguous()
        if product.dtype.isComplex, product.rank <= 2, product.count != 1 {
            let factor = (left.rank == 0 ? left : right).scalarValue?.number
            if factor?.isTrue == false { return try .zeros(product.shape, dtype: product.dtype) }
            return try binary(.add, product, Tensor(Scalar.zero(product.dtype)), flags: &flags)
        }
        guard case .float64(let array) = product, array.rank <= 2, array.count != 1 else { return product }
        if isZeroFactor(left.rank == 0 ? left : right) { return try .zeros(array.shape) }
        return try binary(.add, product, Tensor(.float64(0)), flags: &flags)
    }

    /// Whether this is a single zero, which NumPy passes to BLAS as a factor rather than as a matrix.
    private static func isZeroFactor(_ tensor: Tensor) -> Bool {
        tensor.count == 1 && tensor.asFloat64().elements.allSatisfy { $0 == 0 }
    }

    private static func dotOfStacks(
        _ left: Tensor, _ right: Tensor, _ type: DType, _ flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        let inner = max(right.rank - 2, 0)
        guard let length = left.shape.dimensions.last, length == right.shape[inner] else {
            throw .productMismatch(left: left.shape, right: right.shape)
        }
        var others = right.shape.dimensions
        others.remove(at: inner)
        let shape = Shape(left.shape.dimensions.dropLast() + others)
        try shape.validated(dtype: type)
        switch type.kind {
        case .floating:
            try refuseFloat32(type)
            let (left, right) = (left.asFloat64(), right.asFloat64())
            let result = try ProductPlan.pairs(left, right, inner, shape) {
                BlockedProducts.dot($0, stride: $1, $2, stride: $3, count: length)
            }
            inspect(left, right, result, &flags)
            return .float64(result)
        case .complex:
            let (left, right) = bothComplex(left, right)
            let result = Complex<Double>.tensor(
                try ProductPlan.pairs(left, right, inner, shape) { left, leftStep, right, rightStep in
                    (0..<length).reduce(.zero) { $0 + left[$1 * leftStep] * right[$1 * rightStep] }
                })
            return try result.converted(to: type, flags: &flags)
        case .boolean:
            return .bool(
                try ProductPlan.pairs(left.asBool(), right.asBool(), inner, shape) { left, leftStep, right, rightStep in
                    (0..<length).contains { left[$0 * leftStep] && right[$0 * rightStep] }
                })
        case .signed, .unsigned:
            let pairs = IntegerPairs(left: left, right: right, inner: inner, length: length, shape: shape)
            return try type.applyInteger(pairs) ?? left
        case .text: throw .unsupportedTypes(operation: "dot", [left.dtype, right.dtype], hint: "it takes numbers")
        }
    }

    private struct IntegerPairs: IntegerFunction {
        let left: Tensor
        let right: Tensor
        let inner: Int
        let length: Int
        let shape: Shape

        func apply<Element: IntegerElement>(_ type: Element.Type) throws(TensorError) -> Tensor {
            var flags: FloatingPointFlags = []
            let (left, right) = (Element.array(left, flags: &flags), Element.array(right, flags: &flags))
            let length = length
            return Element.tensor(
                try ProductPlan.pairs(left, right, inner, shape) { left, leftStep, right, rightStep in
                    (0..<length).reduce(0) { $0 &+ left[$1 * leftStep] &* right[$1 * rightStep] }
                })
        }
    }

    /// `np.outer`: the products of each element of `left` with each of `right`, both flattened; shape (left.count,
    /// right.count).
    ///
    /// - Throws: ``TensorError/tooLarge(_:)``, ``TensorError/unsupportedTypes(operation:_:hint:)``.
    public static func outer(
        _ left: Tensor, _ right: Tensor, flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        let (left, right) = (try left.contiguous(), try right.contiguous())
        return try binary(
            .multiply, left.view(shape: [left.count, 1], strides: [1, 0], offset: left.offset),
            right.view(shape: [1, right.count], strides: [0, 1], offset: right.offset), flags: &flags)
    }

    /// `np.trace`: the sum along the diagonal of the first two axes.
    ///
    /// - Parameter offset: the diagonal: 0 for the main one, positive above it.
    /// - Throws: ``TensorError/wrongRank(function:expected:_:)`` for fewer than two axes.
    public func trace(offset: Int = 0, flags: inout FloatingPointFlags) throws(TensorError) -> Tensor {
        guard rank >= 2 else { throw .wrongRank(function: "trace", expected: "at least two axes", shape) }
        return try diagonal(offset: offset).sum(axes: [-1], flags: &flags)
    }

    /// Finds the flags of a non-finite product: overflow if all operands are finite, invalid for a nan from
    /// infinities.
    private static func inspect(
        _ left: NDArray<Double>, _ right: NDArray<Double>, _ result: NDArray<Double>, _ flags: inout FloatingPointFlags
    ) {
        if result.storageIsFinite || Interruption.isRequested { return }
        var (hasNaN, isFinite) = (false, true)
        let look: (Double) -> Void = { value in
            if value.isNaN { hasNaN = true }
            if !value.isFinite { isFinite = false }
        }
        left.forEach(look)
        right.forEach(look)
        if hasNaN { return }
        if isFinite { flags.insert(.overflow) }
        if result.containsNaN { flags.insert(.invalid) }
    }

    /// `left @ right` of two small float64 matrices or vectors, without the plan that stacks and other types need.
    ///
    /// - Parameter kernel: how NumPy's function multiplies.
    /// - Returns: nil for anything else, and if the result isn't finite, so that the general code finds the flags.
    public static func directProduct(_ left: SmallArray, _ right: SmallArray) -> SmallResult? {
        directProduct(left, right) { MatrixProduct.matmul($0, $1, into: $2) }
    }

    /// `np.dot(left, right)` of the same; NumPy treats a single element as a factor, which the general code handles.
    private static func directDot(_ left: SmallArray, _ right: SmallArray) -> SmallResult? {
        if left.count == 1 || right.count == 1 { return nil }
        return directProduct(left, right) { MatrixProduct.dot($0, $1, into: $2) }
    }

    private static func directProduct(
        _ left: SmallArray, _ right: SmallArray, _ kernel: (Matrix, Matrix, MutableMatrix) -> Void
    ) -> SmallResult? {
        guard let product = SmallProduct(left, right),
            let result = SmallResult(rank: product.rank, rows: product.rows, columns: product.columns)
        else { return nil }
        product.run(kernel, into: result.floats)
        return result.isFinite ? result : nil
    }
}

/// The product of two small arrays of floats, neither 0-d.
private struct SmallProduct {
    let left: Matrix
    let right: Matrix
    /// The number of axes of the result and their lengths, where a vector is one row.
    let rank: Int
    let rows: Int
    let columns: Int

    /// - Returns: nil for anything else.
    @inline(__always)
    init?(_ left: SmallArray, _ right: SmallArray) {
        guard left.dtype == .float64, right.dtype == .float64, left.rank > 0, right.rank > 0 else { return nil }
        // A vector is a row on the left and a column on the right, with NumPy's strides (`ProductPlan`).
        let isColumn = right.rank == 1
        let (inner, columns) = isColumn ? (right.columns, 1) : (right.rows, right.columns)
        guard left.columns == inner, left.rows * columns <= SmallArray.limit else { return nil }
        rank = left.rank + right.rank - 2
        (rows, self.columns) = rank == 2 ? (left.rows, columns) : (1, left.rows * columns)
        self.left = Matrix(
            left.elements(as: Double.self), rows: left.rows, columns: inner, rowStride: left.rowStride,
            columnStride: left.columnStride)
        self.right = Matrix(
            right.elements(as: Double.self), rows: inner, columns: columns,
            rowStride: isColumn ? right.columnStride : right.rowStride,
            columnStride: isColumn ? 0 : right.columnStride)
    }

    @inline(__always)
    func run(_ kernel: (Matrix, Matrix, MutableMatrix) -> Void, into output: UnsafeMutablePointer<Double>) {
        kernel(left, right, MutableMatrix(output, rowStride: right.columns, columnStride: 1))
    }
}

extension QuickArray.Form {
    /// The form of the matrix product of two small arrays of floats; nil if it isn't quick, or there is none.
    public init?(productOf left: SmallArray, _ right: SmallArray) {
        guard let product = SmallProduct(left, right), product.rank > 0 else { return nil }
        self.init(rank: product.rank, rows: product.rows, columns: product.columns, isInteger: false)
    }
}

extension QuickArithmetic {
    /// Writes `np.matmul(left, right)` to the elements of an array of the result's form.
    ///
    /// - Returns: false if a number isn't finite, so that the general code finds the flags.
    public static func multiply(
        _ left: SmallArray, _ right: SmallArray, into start: UnsafeMutableRawPointer, _ form: QuickArray.Form
    ) -> Bool {
        guard let product = SmallProduct(left, right) else { return false }
        let output = start.assumingMemoryBound(to: Double.self)
        product.run({ MatrixProduct.matmul($0, $1, into: $2) }, into: output)
        return SmallResult.areFinite(output, count: form.count)
    }
}
