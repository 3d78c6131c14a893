/// Views with strides or an element type given by the caller.
extension Tensor {
    /// The strides of the axes, in bytes.
    package var byteStrides: [Int] { layout.strides.map { $0 * dtype.byteCount } }

    /// Whether the elements are row-major without gaps.
    package var isRowContiguous: Bool { layout.isContiguous }

    /// Whether the elements are column-major without gaps.
    package var isColumnContiguous: Bool { layout.isFortranContiguous }

    /// The view of this shape with these strides, in bytes, from the same first element; nil if it reaches outside
    /// the buffer or elements would partly overlap.
    package func strided(_ shape: Shape, byteStrides: [Int]) -> Tensor? {
        let width = dtype.byteCount
        guard byteStrides.count == shape.rank, byteStrides.allSatisfy({ $0 % width == 0 }) else { return nil }
        var reach = (low: offset, high: offset)
        var strides = AxisValues(repeating: 0, count: shape.rank)
        for axis in 0..<shape.rank {
            strides[axis] = byteStrides[axis] / width
            let (step, isBeyond) = strides[axis].multipliedReportingOverflow(by: max(shape[axis] - 1, 0))
            if isBeyond || abs(step) > buffer.byteCount { return nil }
            if step < 0 { reach.low += step } else { reach.high += step }
        }
        let isEmpty = shape.dimensions.contains(0)
        guard isEmpty || reach.low >= 0 && (reach.high + 1) * width <= buffer.byteCount else { return nil }
        return dtype.apply(ViewOfBuffer(buffer: buffer, layout: Layout(shape: shape, strides: strides, offset: offset)))
    }

    /// The same bytes as elements of another type; nil if the last axis doesn't divide evenly or a byte isn't a valid
    /// bool.
    package func reinterpreted(as other: DType) -> Tensor? {
        let (width, newWidth) = (dtype.byteCount, other.byteCount)
        var layout = layout
        if width != newWidth {
            let last = layout.shape.rank - 1
            guard last >= 0, layout.shape[last] == 1 || layout.strides[last] == 1,
                layout.shape[last] * width % newWidth == 0, layout.offset * width % newWidth == 0
            else { return nil }
            for axis in 0..<last {
                guard layout.strides[axis] * width % newWidth == 0 else { return nil }
                layout.strides[axis] = layout.strides[axis] * width / newWidth
            }
            layout.shape.dimensions[last] = layout.shape[last] * width / newWidth
            layout.strides[last] = 1
            layout.offset = layout.offset * width / newWidth
        }
        if other == .bool, dtype != .bool {
            guard case .other(let bytes)? = reinterpreted(as: .uint8) else { return nil }
            let isTruths = bytes.typed(as: UInt8.self).elements.allSatisfy { $0 <= 1 }
            if !isTruths { return nil }
        }
        return other.apply(ViewOfBuffer(buffer: buffer, layout: layout))
    }
}

extension Tensor {
    /// The bytes of the elements of a tensor without gaps.
    package var rowBytes: [UInt8] {
        let width = dtype.byteCount
        return withExtendedLifetime(buffer) {
            Array(UnsafeRawBufferPointer(start: buffer.start + offset * width, count: count * width))
        }
    }

    /// A 1-d tensor of the numbers with these bytes; nil if a byte isn't a valid bool.
    ///
    /// - Throws: ``TensorError/tooLarge(_:)``, ``TensorError/outOfMemory(bytes:)``.
    package init?(bytes: [UInt8], of dtype: DType) throws(TensorError) {
        if dtype == .bool, bytes.contains(where: { $0 > 1 }) { return nil }
        let made = try Tensor.zeros([bytes.count / dtype.byteCount], dtype: dtype)
        let count = made.count * dtype.byteCount
        withExtendedLifetime(made.buffer) {
            bytes.withUnsafeBytes { source in
                if let start = source.baseAddress, count > 0 {
                    made.buffer.start.copyMemory(from: start, byteCount: count)
                }
            }
        }
        self = made
    }
}

/// A view of a buffer with an element type known only at run time.
private struct ViewOfBuffer: ElementFunction {
    nonisolated(unsafe) let buffer: Buffer
    let layout: Layout

    func apply<Element: TensorElement>(_ type: Element.Type) -> Tensor {
        Element.tensor(
            NDArray(buffer: buffer, shape: layout.shape, strides: layout.strides, offset: layout.offset))
    }
}
