internal import Kernels

/// The loops of the elementwise operations; each operation is inlined into its own specialisation.
enum ElementwiseLoops {
    /// A new array of `operation`'s values over two arrays that broadcast to the layout's shape.
    @inline(__always)
    static func combine<Left, Right, Output: TensorElement>(
        _ left: NDArray<Left>, _ right: NDArray<Right>, _ layout: ElementwiseLayout,
        _ operation: (Left, Right) -> Output
    ) throws(TensorError) -> NDArray<Output> {
        let strides = [
            layout.strides,
            ElementwiseLayout.broadcast(left.strides, of: left.shape, to: layout.shape),
            ElementwiseLayout.broadcast(right.strides, of: right.shape, to: layout.shape),
        ]
        let axes = KeepOrder.axes(shape: layout.shape, strides: [layout.strides])
        let nest = LoopNest(shape: layout.shape, strides: strides, axes: axes)
        let steps = (nest.innerStride(0), nest.innerStride(1), nest.innerStride(2))
        return try NDArray<Output>(shape: layout.shape, strides: layout.strides) { output in
            left.withUnsafeElements { left in
                right.withUnsafeElements { right in
                    nest.forEachRow { offsets, length in
                        combineRow(
                            output + offsets[0], left + offsets[1], right + offsets[2], steps, length, operation)
                    }
                }
            }
        }
    }

    @inline(__always)
    private static func combineRow<Left, Right, Output>(
        _ output: UnsafeMutablePointer<Output>, _ left: UnsafePointer<Left>, _ right: UnsafePointer<Right>,
        _ steps: (output: Int, left: Int, right: Int), _ length: Int, _ operation: (Left, Right) -> Output
    ) {
        if steps == (1, 1, 1) {
            for index in 0..<length { (output + index).initialize(to: operation(left[index], right[index])) }
        } else if steps == (1, 1, 0) {
            let constant = right.pointee
            for index in 0..<length { (output + index).initialize(to: operation(left[index], constant)) }
        } else if steps == (1, 0, 1) {
            let constant = left.pointee
            for index in 0..<length { (output + index).initialize(to: operation(constant, right[index])) }
        } else {
            for index in 0..<length {
                (output + index * steps.output).initialize(
                    to: operation(left[index * steps.left], right[index * steps.right]))
            }
        }
    }

    /// A new array of `operation`'s values over three arrays that broadcast to the layout's shape.
    @inline(__always)
    static func combine<First, Second, Third, Output: TensorElement>(
        _ first: NDArray<First>, _ second: NDArray<Second>, _ third: NDArray<Third>, _ layout: ElementwiseLayout,
        _ operation: (First, Second, Third) -> Output
    ) throws(TensorError) -> NDArray<Output> {
        let strides = [
            layout.strides,
            ElementwiseLayout.broadcast(first.strides, of: first.shape, to: layout.shape),
            ElementwiseLayout.broadcast(second.strides, of: second.shape, to: layout.shape),
            ElementwiseLayout.broadcast(third.strides, of: third.shape, to: layout.shape),
        ]
        let axes = KeepOrder.axes(shape: layout.shape, strides: [layout.strides])
        let nest = LoopNest(shape: layout.shape, strides: strides, axes: axes)
        let steps = (0...3).map { nest.innerStride($0) }
        return try NDArray<Output>(shape: layout.shape, strides: layout.strides) { output in
            first.withUnsafeElements { first in
                second.withUnsafeElements { second in
                    third.withUnsafeElements { third in
                        nest.forEachRow { offsets, length in
                            for index in 0..<length {
                                (output + offsets[0] + index * steps[0]).initialize(
                                    to: operation(
                                        first[offsets[1] + index * steps[1]],
                                        second[offsets[2] + index * steps[2]],
                                        third[offsets[3] + index * steps[3]]))
                            }
                        }
                    }
                }
            }
        }
    }
}

extension NDArray where Element: FloatElement {
    /// Whether the buffer contains a nan.
    var containsNaN: Bool {
        withUnsafeBuffer { buffer in
            var found = false
            Interruption.forEachPiece(of: buffer.count) { piece in
                if !found { found = buffer[piece].contains(where: \.isNaN) }
            }
            return found
        }
    }

    /// Whether the whole buffer, i.e. every element of a new array, is finite.
    var storageIsFinite: Bool {
        withUnsafeBuffer { buffer in
            var isFinite = true
            var start = 0
            while start < buffer.count {
                let end = min(start + Interruption.pieceLength, buffer.count)
                for value in UnsafeBufferPointer(rebasing: buffer[start..<end]) where !value.isFinite {
                    isFinite = false
                }
                start = end
                // The flags of an interrupted result don't matter.
                if start < buffer.count, Interruption.isRequested { return true }
            }
            return isFinite
        }
    }
}
