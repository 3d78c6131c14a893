internal import Tensors

/// The header of a `.npy` file, by NumPy's NEP 1 in versions 1 to 3.
struct NumPyHeader {
    /// The type of the elements in the file.
    var type: StoredType
    /// Whether the elements are column-major.
    var isFortranOrder: Bool
    /// The lengths of the axes.
    var shape: Shape

    /// The first bytes of every `.npy` file.
    static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
    /// The longest accepted header; no valid one comes close.
    static let longest = 1 << 16
    /// NumPy's own limit.
    static let mostAxes = 64
    /// The alignment of the numbers in the file, as NumPy writes it.
    private static let alignment = 64

    /// The size of the numbers in bytes; nil on overflow.
    var byteCount: Int? {
        guard !shape.dimensions.contains(0) else { return 0 }
        var count = type.width
        for length in shape.dimensions {
            let (product, overflow) = count.multipliedReportingOverflow(by: length)
            if overflow { return nil }
            count = product
        }
        return count
    }

    /// NumPy's layout for it: column-major if the file is, because the order of additions in products depends on the
    /// layout.
    var strides: AxisValues {
        guard isFortranOrder else { return shape.contiguousStrides }
        return AxisValues(Shape(shape.dimensions.reversed()).contiguousStrides.reversed())
    }

    // MARK: - Reading

    /// Reads the header of a stream and leaves the stream at the first number.
    ///
    /// - Throws: ``TensorFileError/npy(_:)``.
    static func read(_ stream: inout some ByteStream) throws(TensorFileError) -> NumPyHeader {
        let start = try bytes(8, of: &stream)
        guard start.count >= magic.count, Array(start.prefix(magic.count)) == magic else {
            throw .npy(.noMagic(NumPyFormatError.Lookalike(firstBytes: start)))
        }
        guard start.count == 8 else { throw .npy(.headerCut(length: 8, available: start.count)) }
        let (major, minor) = (Int(start[6]), Int(start[7]))
        guard 1...3 ~= major, minor == 0 else { throw .npy(.unknownVersion(major: major, minor: minor)) }
        let width = major == 1 ? 2 : 4
        let lengthBytes = try bytes(width, of: &stream)
        guard lengthBytes.count == width else {
            throw .npy(.headerCut(length: 8 + width, available: 8 + lengthBytes.count))
        }
        let length = lengthBytes.reversed().reduce(0) { $0 << 8 | Int($1) }
        guard length <= longest else { throw .npy(.headerTooLong(length: length, limit: longest)) }
        let text = try bytes(length, of: &stream)
        guard text.count == length else { throw .npy(.headerCut(length: length, available: text.count)) }
        var parsing = NumPyHeaderParsing(text, offset: 8 + width)
        do { return try parsing.header() } catch { throw .npy(error) }
    }

    /// Whether a stream begins with the magic bytes.
    static func begins(_ stream: inout some ByteStream) throws(TensorFileError) -> Bool {
        try bytes(magic.count, of: &stream) == magic
    }

    private static func bytes(_ count: Int, of stream: inout some ByteStream) throws(TensorFileError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var copy = stream
        let got = try bytes.withUnsafeMutableBufferPointer { (buffer) throws(TensorFileError) in
            try copy.read(into: UnsafeMutableRawBufferPointer(buffer))
        }
        stream = copy
        bytes.removeLast(count - got)
        return bytes
    }

    // MARK: - Writing

    /// The header's bytes as `np.save` writes them: version 1, with room for the growing axis, and padded to align
    /// the numbers.
    var bytes: [UInt8] {
        let order = isFortranOrder ? "True" : "False"
        var text = "{'descr': '\(type.description)', 'fortran_order': \(order), 'shape': \(shape), }"
        if let growing = isFortranOrder ? shape.dimensions.last : shape.dimensions.first {
            // NumPy leaves room for a 21-digit length of the axis that appending would extend.
            text += String(repeating: " ", count: max(21 - String(growing).utf8.count, 0))
        }
        let unpadded = Self.magic.count + 4 + text.utf8.count + 1
        let padding = (Self.alignment - unpadded % Self.alignment) % Self.alignment
        text += String(repeating: " ", count: padding) + "\n"
        let length = text.utf8.count
        return Self.magic + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8)] + Array(text.utf8)
    }
}

extension NumPyFormatError.Lookalike {
    /// What a file seems to be, judged by its first bytes.
    init(firstBytes: [UInt8]) {
        func begins(_ bytes: [UInt8]) -> Bool { Array(firstBytes.prefix(bytes.count)) == bytes }
        if firstBytes.isEmpty {
            self = .empty
        } else if begins(Array("PK".utf8)) {
            self = .zip
        } else if begins([0x89] + Array("HDF".utf8)) {
            self = .hdf5
        } else if firstBytes[0] == 0x80, firstBytes.count > 1, 2...5 ~= firstBytes[1] {
            self = .pickle
        } else if begins([0x1F, 0x8B]) || begins(Array("BZh".utf8)) || begins([0xFD] + Array("7zXZ".utf8)) {
            self = .compressed
        } else if firstBytes.allSatisfy({ 32..<127 ~= $0 || 9...13 ~= $0 }) {
            self = .text
        } else {
            self = .nothing
        }
    }
}
