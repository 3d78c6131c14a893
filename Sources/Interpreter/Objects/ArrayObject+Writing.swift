package import Tensors

extension ArrayObject {
    /// `array[indices] = source`, in place.
    package func assign(_ source: Tensor, at indices: [TensorIndex]) throws(EvaluationError) {
        var place = tensor
        do { try place.assign(source, at: indices) } catch {
            throw .tensor(
                error, operation: "assignment",
                operands: [.init(name: "", range: nil, shape: source.shape), .init(name: "", range: nil, shape: shape)])
        }
    }

    /// Puts a result of its shape in the place of all its elements, as `+=` does; NumPy keeps the element type, or
    /// refuses.
    ///
    /// - Parameters:
    ///   - name: the array as it is written.
    ///   - rewritten: an assignment that makes a new array instead.
    func replaceAll(with result: Tensor, name: String, rewritten: String) throws(EvaluationError) {
        if result.shape != shape {
            throw .assignments(
                .changesInPlace(name: name, before: "\(shape)", after: "\(result.shape)", rewritten: rewritten))
        }
        if result.dtype != dtype, result.dtype.promoted(with: dtype) != dtype {
            throw .assignments(
                .changesInPlace(name: name, before: "\(dtype)", after: "\(result.dtype)", rewritten: rewritten))
        }
        try assign(result, at: [.ellipsis])
    }
}

extension Value {
    /// What a built-in gives, with the arrays in it that are views of an argument marked as such.
    func noting(viewsOf arguments: Arguments) -> Value { self }
}
