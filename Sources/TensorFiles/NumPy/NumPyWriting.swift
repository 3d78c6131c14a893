internal import Tensors

/// Writes tensors as NumPy's `.npy` bytes.
enum NumPyWriting {
    /// The number of elements of a strided view that are gathered before writing.
    private static let gatheredCount = 1 << 16

    /// The header of a tensor: column-major only if the elements are column-major and not also row-major.
    static func header(of tensor: Tensor) -> NumPyHeader {
        let isFortran = !tensor.isContiguous && tensor.isFortranContiguous
        return NumPyHeader(type: StoredType(tensor.dtype), isFortranOrder: isFortran, shape: tensor.shape)
    }

    /// The number of bytes written by ``write(_:to:_:)``.
    static func byteCount(of tensor: Tensor) -> Int {
        header(of: tensor).bytes.count + tensor.count * tensor.dtype.itemSize
    }

    /// Writes header and elements.
    static func write(
        _ tensor: Tensor, to sink: inout some ByteSink, _ meter: TransferMeter
    ) throws(TensorFileError) {
        try sink.write(header(of: tensor).bytes)
        if tensor.dtype.isText {
            let width = tensor.dtype.textWidth
            let ordered = header(of: tensor).isFortranOrder ? tensor.transposed : tensor
            return try write(texts: ordered.array(as: TextElement.self), width: width, to: &sink, meter)
        }
        switch tensor.dtype.byteCount {
        case 1: try write(tensor.words(of: UInt8.self), to: &sink, meter)
        case 2: try write(tensor.words(of: UInt16.self), to: &sink, meter)
        case 4: try write(tensor.words(of: UInt32.self), to: &sink, meter)
        case 16: try write(tensor.array(as: Complex<Double>.self), to: &sink, meter)
        default: try write(tensor.words(of: UInt.self), to: &sink, meter)
        }
    }

    private static func write<Element>(
        _ array: NDArray<Element>, to sink: inout some ByteSink, _ meter: TransferMeter
    ) throws(TensorFileError) {
        if array.isContiguous || array.isFortranContiguous { return try writeWhole(array, to: &sink, meter) }
        try writeRows(of: array, to: &sink, meter)
    }

    /// Writes texts as UTF-32 code points, padded with zeros.
    private static func write(
        texts: NDArray<TextElement>, width: Int, to sink: inout some ByteSink, _ meter: TransferMeter
    ) throws(TensorFileError) {
        let elements = texts.elements
        let step = max(1, gatheredCount / width)
        for first in stride(from: 0, to: elements.count, by: step) {
            let piece = elements[first..<min(first + step, elements.count)]
            var words = [UInt32](repeating: 0, count: piece.count * width)
            for (row, text) in piece.enumerated() {
                for (place, scalar) in text.string.unicodeScalars.enumerated() {
                    words[row * width + place] = scalar.value.littleEndian
                }
            }
            try words.withUnsafeBufferPointer { (words) throws(TensorFileError) in
                try sink.write(UnsafeRawBufferPointer(words))
            }
            try meter.advance(4 * words.count)
        }
    }

    /// Writes contiguous elements unchanged.
    private static func writeWhole<Element>(
        _ array: NDArray<Element>, to sink: inout some ByteSink, _ meter: TransferMeter
    ) throws(TensorFileError) {
        let count = array.count * MemoryLayout<Element>.stride
        var copy = sink
        try array.withUnsafeElements { (elements) throws(TensorFileError) in
            let start = UnsafeRawPointer(elements)
            var done = 0
            while done < count {
                let next = min(TransferMeter.pieceSize, count - done)
                try copy.write(UnsafeRawBufferPointer(start: start + done, count: next))
                done += next
                try meter.advance(next)
            }
        }
        sink = copy
    }

    /// Writes a view in index order, some rows at a time, so that a large one isn't copied whole.
    private static func writeRows<Element>(
        of array: NDArray<Element>, to sink: inout some ByteSink, _ meter: TransferMeter
    ) throws(TensorFileError) {
        if array.count <= gatheredCount {
            return try writeWhole(NDArray(array.elements, shape: array.shape), to: &sink, meter)
        }
        let rowCount = array.count / array.shape[0]
        let step = max(1, gatheredCount / rowCount)
        for first in stride(from: 0, to: array.shape[0], by: step) {
            var block = array
            block.offset += first * array.strides[0]
            block.shape.dimensions[0] = min(step, array.shape[0] - first)
            if block.shape[0] == 1 {
                block.shape.dimensions.removeFirst()
                block.strides.removeFirst()
            }
            try writeRows(of: block, to: &sink, meter)
        }
    }
}
