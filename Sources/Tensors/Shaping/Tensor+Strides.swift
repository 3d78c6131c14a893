/// Views whose strides or element type the caller names.
extension Tensor {
    /// The steps along the axes, in bytes.
    package var byteStrides: [Int] { layout.strides.map { $0 * dtype.byteCount } }

    /// Whether the elements lie row after row without gaps.
    package var isRowContiguous: Bool { layout.isContiguous }

    /// Whether the elements lie column after column without gaps.
    package var isColumnContiguous: Bool { layout.isFortranContiguous }

    /// The view of this shape with these steps in bytes, from the same first element on; nil if it reaches beyond the
    /// buffer, or elements would overlap in part.
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

    /// The same bytes as elements of another type; nil if the last axis doesn't divide into those, or bytes would be no truth
    /// values.
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
    /// The bytes of the elements, of a tensor that has no gaps.
    package var rowBytes: [UInt8] {
        let width = dtype.byteCount
        return withExtendedLifetime(buffer) {
            Array(UnsafeRawBufferPointer(start: buffer.start + offset * width, count: count * width))
        }
    }

    /// A tensor of one axis of the numbers whose bytes these are; nil if bytes are no truth values.
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

/// A view of a buffer by an element type that is known only now.
private struct ViewOfBuffer: ElementFunction {
    nonisolated(unsafe) let buffer: Buffer
    let layout: Layout

    func apply<Element: TensorElement>(_ type: Element.Type) -> Tensor {
        Element.tensor(
            NDArray(buffer: buffer, shape: layout.shape, strides: layout.strides, offset: layout.offset))
    }
}
