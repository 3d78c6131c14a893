public import Tensors

/// The notebook's model: linear regression trained by full-batch gradient descent.
///
/// Shapes: x (n, p), w (p, k), b (1, k), y and ŷ (n, k); other shapes that broadcast under NumPy's rules work too.
/// Every operation is the tensor operation of the same name, so the digits are NumPy's.
public enum LinearModel {
    /// The prediction `x @ w + b`, (n, k).
    ///
    /// - Throws: ``TensorError/productMismatch(left:right:)``, ``TensorError/cannotBroadcast(_:)``.
    public static func forward(
        _ x: Tensor, _ w: Tensor, _ b: Tensor, flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        try Tensor.binary(.add, try Tensor.matmul(x, w, flags: &flags), b, flags: &flags)
    }

    /// The mean squared error `mean((y - ŷ) ** 2)`, a 0-d tensor.
    ///
    /// - Throws: ``TensorError/cannotBroadcast(_:)``; different shapes that broadcast are allowed.
    public static func loss(
        _ y: Tensor, _ prediction: Tensor, flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        let residual = try Tensor.binary(.subtract, y, prediction, flags: &flags)
        return try Tensor.unary(.square, residual, flags: &flags).mean(axes: nil, flags: &flags)
    }

    /// The gradients: `xᵀ(ŷ - y) / n` for w, (p, k), and the column sums of `(ŷ - y) / n` for b, (1, k), with n the
    /// number of rows of x.
    ///
    /// As in the notebook, the factor 2 of the derivative is omitted, since the learning rate can absorb it: these
    /// are half the derivatives of the loss.
    ///
    /// - Throws: ``TensorError/productMismatch(left:right:)``, ``TensorError/cannotBroadcast(_:)``.
    public static func gradients(
        _ y: Tensor, _ prediction: Tensor, _ x: Tensor, flags: inout FloatingPointFlags
    ) throws(TensorError) -> (w: Tensor, b: Tensor) {
        let count = Tensor(.int64(x.rank > 0 ? x.shape[0] : 1))
        let residual = try Tensor.binary(.subtract, prediction, y, flags: &flags)
        let product = try Tensor.matmul(x.transposed, residual, flags: &flags)
        let gradientW = try Tensor.binary(.divide, product, count, flags: &flags)
        let shared = try Tensor.binary(.divide, residual, count, flags: &flags)
        return (gradientW, try shared.sum(axes: [0], keepingDimensions: true, flags: &flags))
    }

    /// The weights after one step of gradient descent along ``gradients(_:_:_:flags:)``.
    ///
    /// - Returns: `w - rate * gradient`, (p, k), and `b - rate * gradient`, (1, k).
    /// - Throws: ``TensorError/productMismatch(left:right:)``, ``TensorError/cannotBroadcast(_:)``.
    public static func backward(
        _ y: Tensor, _ prediction: Tensor, _ w: Tensor, _ b: Tensor, _ x: Tensor, rate: Tensor,
        flags: inout FloatingPointFlags
    ) throws(TensorError) -> (w: Tensor, b: Tensor) {
        let gradients = try gradients(y, prediction, x, flags: &flags)
        return (
            try stepped(w, along: gradients.w, rate, flags: &flags),
            try stepped(b, along: gradients.b, rate, flags: &flags)
        )
    }

    /// `weight - rate * gradient`.
    ///
    /// - Throws: ``TensorError/cannotBroadcast(_:)``.
    public static func stepped(
        _ weight: Tensor, along gradient: Tensor, _ rate: Tensor, flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        try Tensor.binary(
            .subtract, weight, try Tensor.binary(.multiply, rate, gradient, flags: &flags), flags: &flags)
    }
}
