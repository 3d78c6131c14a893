internal import Kernels
internal import Tensors

/// Reads a tensor from a stream of `.npy` bytes.
struct NumPyReading<Stream: ByteStream> {
    var stream: Stream
    let meter: TransferMeter
    let limit: MemoryLimit

    init(_ stream: Stream, _ meter: TransferMeter, limit: MemoryLimit) {
        self.stream = stream
        self.meter = meter
        self.limit = limit
    }

    /// Reads header and numbers; like NumPy, ignores any bytes after them.
    mutating func tensor() throws(TensorFileError) -> LoadedTensor {
        let header = try NumPyHeader.read(&stream)
        return LoadedTensor(tensor: try numbers(header), storedType: header.type.name)
    }

    /// Reads the numbers declared by a header. Nothing is allocated before they are known to exist.
    mutating func numbers(_ header: NumPyHeader) throws(TensorFileError) -> Tensor {
        do { try header.shape.validated(limit, dtype: header.type.dtype) } catch {
            throw .tooLarge(header.shape, limit: limit.bytes)
        }
        guard let needed = header.byteCount else { throw .tooLarge(header.shape, limit: limit.bytes) }
        guard needed <= stream.remaining else {
            throw .npy(.truncated(expected: needed, available: stream.remaining))
        }
        switch header.type.dtype {
        case .bool:
            return .bool(
                try elements(header, Bool.self) { (raw, output, count, _) throws(TensorFileError) in
                    // As in NumPy, any byte other than 0 is true.
                    for index in 0..<count { output[index] = raw.load(fromByteOffset: index, as: UInt8.self) != 0 }
                })
        case .float64 where header.type.width == 2:
            let isBig = header.type.isBigEndian
            return .float64(
                try elements(header, Double.self) { (raw, output, count, _) throws(TensorFileError) in
                    for index in 0..<count { output[index] = Double(halfPattern: raw.word(index, isBig)) }
                })
        case .float64: return .float64(try numbers(header, UInt64.self))
        case .float32: return Float.tensor(try numbers(header, UInt32.self))
        case .int64: return .int64(try numbers(header, UInt64.self))
        case .int8: return Int8.tensor(try numbers(header, UInt8.self))
        case .int16: return Int16.tensor(try numbers(header, UInt16.self))
        case .int32: return Int32.tensor(try numbers(header, UInt32.self))
        case .uint8: return UInt8.tensor(try numbers(header, UInt8.self))
        case .uint16: return UInt16.tensor(try numbers(header, UInt16.self))
        case .uint32: return UInt32.tensor(try numbers(header, UInt32.self))
        case .uint64: return UInt.tensor(try numbers(header, UInt64.self))
        case .text:
            let width = header.type.width / 4
            let isBig = header.type.isBigEndian
            let texts = try elements(header, TextElement.self) { (raw, output, count, start) throws(TensorFileError) in
                for index in 0..<count {
                    guard let text = Self.text(raw + index * 4 * width, width, isBig) else {
                        throw .npy(.noCodePoint(element: start + index))
                    }
                    output[index] = text
                }
            }
            return TextElement.tensor(texts, width: width)
        case .complex64: return Complex<Float>.tensor(try numbers(header, UInt32.self, wordsOfElement: 2))
        case .complex128: return Complex<Double>.tensor(try numbers(header, UInt64.self, wordsOfElement: 2))
        }
    }

    /// A text of `width` UTF-32 code points; nil if one isn't valid Unicode.
    private static func text(_ raw: UnsafeRawPointer, _ width: Int, _ isBig: Bool) -> TextElement? {
        var scalars = String.UnicodeScalarView()
        for place in 0..<width {
            let word: UInt32 = raw.word(place, isBig)
            guard let scalar = Unicode.Scalar(word) else { return nil }
            scalars.append(scalar)
        }
        return TextElement(String(scalars))
    }

    /// Reads numbers whose words differ from memory only in byte order.
    @inline(__always)
    private mutating func numbers<Element, Word: FixedWidthInteger & BitwiseCopyable>(
        _ header: NumPyHeader, _ type: Word.Type, wordsOfElement: Int = 1
    ) throws(TensorFileError) -> NDArray<Element> {
        let isBig = header.type.isBigEndian
        if !isBig { return try stored(header, Element.self) }
        return try elements(header, Element.self) { (raw, output, count, _) throws(TensorFileError) in
            // The words are as wide as the elements, and any bit pattern is valid.
            let words = UnsafeMutableRawPointer(output).assumingMemoryBound(to: Word.self)
            for index in 0..<count * wordsOfElement { words[index] = raw.word(index, isBig) }
        }
    }

    /// An uninitialised array for the numbers: filling a large one first would take time that Ctrl-C can't interrupt.
    private func unset<Element>(_ header: NumPyHeader) throws(TensorFileError) -> NDArray<Element> {
        do { return try NDArray(unset: header.shape, strides: header.strides) } catch {
            throw .tooLarge(header.shape, limit: min(limit.bytes, MemoryLimit.system.bytes))
        }
    }

    /// Reads all numbers directly into the array; the file has the same representation as memory.
    private mutating func stored<Element>(
        _ header: NumPyHeader, _ type: Element.Type
    ) throws(TensorFileError) -> NDArray<Element> {
        let needed = header.shape.count * header.type.width
        let result: NDArray<Element> = try unset(header)
        let bytes = UnsafeMutableRawBufferPointer(start: result.buffer.start, count: needed)
        var done = 0
        while done < needed {
            let piece = bytes[done..<min(done + TransferMeter.pieceSize, needed)]
            let got = try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: piece))
            guard got == piece.count else { throw .npy(.truncated(expected: needed, available: done + got)) }
            done += got
            try meter.advance(got)
        }
        return result
    }

    /// Reads all numbers in pieces; `decode` converts the bytes of a number of elements and receives the index of the
    /// first.
    @inline(__always)
    private mutating func elements<Element>(
        _ header: NumPyHeader, _ type: Element.Type,
        _ decode: (UnsafeRawPointer, UnsafeMutablePointer<Element>, Int, Int) throws(TensorFileError) -> Void
    ) throws(TensorFileError) -> NDArray<Element> {
        let count = header.shape.count
        let width = header.type.width
        let pieceCount = TransferMeter.pieceSize / width
        let buffer = UnsafeMutableRawBufferPointer.allocate(
            byteCount: max(min(count, pieceCount) * width, 1), alignment: 16)
        defer { buffer.deallocate() }
        let result: NDArray<Element> = try unset(header)
        let start = result.buffer.start.assumingMemoryBound(to: Element.self)
        var done = 0
        while done < count {
            let next = min(pieceCount, count - done)
            let piece = UnsafeMutableRawBufferPointer(rebasing: buffer[..<(next * width)])
            let got = try stream.read(into: piece)
            guard got == piece.count, let raw = piece.baseAddress else {
                throw .npy(.truncated(expected: count * width, available: done * width + got))
            }
            try decode(raw, start + done, next, done)
            done += next
            try meter.advance(got)
        }
        return result
    }
}

extension NumPyHeader {
    /// The indices of the element at a position in the file.
    func indices(of place: Int) -> [Int] {
        var rest = place
        var indices = [Int](repeating: 0, count: shape.rank)
        let axes = Array(shape.dimensions.indices)
        for axis in isFortranOrder ? axes : axes.reversed() where shape[axis] > 0 {
            indices[axis] = rest % shape[axis]
            rest /= shape[axis]
        }
        return indices
    }
}

extension UnsafeRawPointer {
    /// The word at an index, which may be unaligned.
    @inline(__always)
    fileprivate func word<Word: FixedWidthInteger & BitwiseCopyable>(_ index: Int, _ isBigEndian: Bool) -> Word {
        let word = loadUnaligned(fromByteOffset: index * MemoryLayout<Word>.size, as: Word.self)
        return isBigEndian ? Word(bigEndian: word) : Word(littleEndian: word)
    }
}

extension Double {
    /// The value of an IEEE half-precision bit pattern.
    fileprivate init(halfPattern bits: UInt16) {
        let exponent = Int(bits >> 10 & 0x1F)
        let fraction = Double(bits & 0x3FF)
        let magnitude: Double =
            switch exponent {
            case 0: fraction * 0x1p-24
            case 31: fraction == 0 ? .infinity : .nan
            default: Double(sign: .plus, exponent: exponent - 15, significand: 1 + fraction / 1024)
            }
        self = bits >> 15 == 1 ? -magnitude : magnitude
    }
}
