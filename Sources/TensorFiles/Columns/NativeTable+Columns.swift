internal import CKernels
internal import Kernels
internal import Platform
internal import Tensors

extension NativeTable {
    /// Gives a column memory for its elements.
    ///
    /// - Throws: ``TensorFileError/tooLarge(_:limit:)``.
    func giveMemory(to index: Int, rows: Int, limit: Int) throws(TensorFileError) {
        guard let column = table.pointee.columns.map({ $0 + index }) else { return }
        let kind = column.pointee.kind
        do throws(TensorError) {
            let buffer = try Buffer.make(byteCount: rows * kind.size)
            buffers[index] = buffer
            column.pointee.values = buffer.start
            (masks[index], column.pointee.missing) = (nil, nil)
            guard kind.maskSize > 0 else { return }
            let mask = try Buffer.make(byteCount: rows)
            masks[index] = mask
            column.pointee.missing = mask.start.assumingMemoryBound(to: UInt8.self)
        } catch {
            throw .tooLarge([rows], limit: limit)
        }
    }

    /// The values of a column; nil if it has none.
    ///
    /// - Parameter width: the code points of its longest text.
    func values(of index: Int, rows: Int, width: Int) -> Tensor? {
        guard let buffer = buffers[index], let column = table.pointee.columns.map({ $0 + index }) else { return nil }
        func array<Element: TensorElement>(_ type: Element.Type) -> NDArray<Element> {
            NDArray(buffer: buffer, shape: [rows], strides: Shape([rows]).contiguousStrides, offset: 0)
        }
        return switch column.pointee.kind {
        case CK_WHOLE: .int64(array(Int.self))
        case CK_UNSIGNED: UInt.tensor(array(UInt.self))
        case CK_NUMBER: .float64(array(Double.self))
        case CK_TRUTH: .bool(array(Bool.self))
        case CK_TEXT, CK_TRUTH_TEXT: TextElement.tensor(array(TextElement.self), width: width)
        default: nil
        }
    }

    /// Where values of a column are missing.
    func missing(of index: Int, rows: Int) -> Tensor? {
        masks[index].map { mask in
            .bool(NDArray(buffer: mask, shape: [rows], strides: Shape([rows]).contiguousStrides, offset: 0))
        }
    }

    /// Puts the texts of more than 15 bytes in place of what the reader wrote for them: where they stand.
    ///
    /// - Throws: ``TensorFileError/interrupted``.
    func settleLongTexts(in index: Int, rows: Int) throws(TensorFileError) {
        guard let buffer = buffers[index], let start = table.pointee.start else { return }
        let words = buffer.start.assumingMemoryBound(to: UInt64.self)
        var known = TextCache()
        let isWhole = Interruption.forEachPiece(of: rows) { piece in
            for row in piece where words[2 * row + 1] & 0xFF == UInt64(CK_LONG_TEXT) {
                let low = words[2 * row + 1]
                let place = start + Int(words[2 * row])
                let length = Int(low >> UInt64(CK_LENGTH_SHIFT))
                let element =
                    if low & UInt64(CK_QUOTED) != 0 {
                        self.content(place, place + length).withUnsafeBufferPointer { TextElement(utf8: $0) }
                    } else {
                        known.element(UnsafeBufferPointer(start: place, count: length))
                    }
                (buffer.start + 16 * row).storeBytes(of: element, as: TextElement.self)
            }
        }
        if !isWhole { throw .interrupted }
    }
}

/// Long texts that have been made elements, found by their bytes.
private struct TextCache {
    private struct Entry {
        var text: UnsafeBufferPointer<UInt8>
        var hash: UInt64
        var element: TextElement
    }

    private var entries: [Entry?] = Array(repeating: nil, count: 1 << 10)
    private var count = 0

    /// The element of a text, whose bytes stay where they are.
    mutating func element(_ text: UnsafeBufferPointer<UInt8>) -> TextElement {
        let hash = Self.hash(text)
        var place = Int(truncatingIfNeeded: hash) & (entries.count - 1)
        while let entry = entries[place] {
            if entry.hash == hash, Self.areEqual(entry.text, text) { return entry.element }
            place = (place + 1) & (entries.count - 1)
        }
        let element = TextElement(utf8: text)
        entries[place] = Entry(text: text, hash: hash, element: element)
        count += 1
        if 2 * count > entries.count { grow() }
        return element
    }

    private static func areEqual(_ one: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>) -> Bool {
        guard one.count == other.count, let start = one.baseAddress, let second = other.baseAddress else {
            return false
        }
        return memcmp(start, second, one.count) == 0
    }

    private mutating func grow() {
        var larger = [Entry?](repeating: nil, count: 2 * entries.count)
        for case let entry? in entries {
            var place = Int(truncatingIfNeeded: entry.hash) & (larger.count - 1)
            while larger[place] != nil { place = (place + 1) & (larger.count - 1) }
            larger[place] = entry
        }
        entries = larger
    }

    /// Eight bytes at a time, mixed as MurmurHash's finaliser does.
    private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
        let bytes = UnsafeRawBufferPointer(text)
        var hash = UInt64(bytes.count) &* 0x9E37_79B9_7F4A_7C15
        func mix(_ word: UInt64) {
            hash = (hash ^ word) &* 0xFF51_AFD7_ED55_8CCD
            hash ^= hash >> 32
        }
        var place = 0
        while place + 8 <= bytes.count {
            mix(bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
            place += 8
        }
        var rest: UInt64 = 0
        for byte in bytes[place...] { rest = rest << 8 | UInt64(byte) }
        mix(rest)
        return hash
    }
}
