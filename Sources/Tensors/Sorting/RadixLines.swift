internal import Kernels

/// Sorting of lines of one length by the bytes of their elements, with the scratch memory for it.
struct RadixLines<Element: TensorElement> {
    private let radix: RadixSort
    private let count: Int
    private let scratch: Buffer

    /// A sort of lines of so many elements; nil where a sort by comparison is faster, or the only one.
    ///
    /// - Throws: ``TensorError/outOfMemory(bytes:)``.
    init?(sorting count: Int) throws(TensorError) { try self.init(count) { $0.scratchBytes(sorting: count) } }

    /// A sort of places; nil as for elements.
    ///
    /// - Throws: ``TensorError/outOfMemory(bytes:)``.
    init?(ordering count: Int) throws(TensorError) { try self.init(count) { $0.scratchBytes(ordering: count) } }

    private init?(_ count: Int, scratchBytes: (RadixSort) -> Int) throws(TensorError) {
        guard count >= RadixSort.leastCount, let radix = RadixSort(of: Element.dtype) else { return nil }
        (self.radix, self.count) = (radix, count)
        scratch = try Buffer.make(byteCount: scratchBytes(radix))
    }

    /// Sorts a line in place.
    func sort(_ elements: UnsafeMutablePointer<Element>) {
        withExtendedLifetime(scratch) { radix.sort(elements, count: count, scratch: scratch.start) }
    }

    /// Writes the places of a line's elements in sorted order, or nothing if evaluation should stop.
    func findOrder(of elements: UnsafePointer<Element>, into places: UnsafeMutablePointer<Int>) {
        withExtendedLifetime(scratch) {
            _ = radix.findOrder(of: elements, count: count, scratch: scratch.start, into: places)
        }
    }
}

extension RadixSort {
    /// The sort of an element type; nil for those of other widths than 4 and 8 bytes, and those that aren't numbers.
    fileprivate init?(of dtype: DType) {
        switch dtype {
        case .float64: self.init(key: .floatingPoint, width: 8)
        case .int64: self.init(key: .signed, width: 8)
        case .uint64: self.init(key: .unsigned, width: 8)
        case .float32: self.init(key: .floatingPoint, width: 4)
        case .int32: self.init(key: .signed, width: 4)
        case .uint32: self.init(key: .unsigned, width: 4)
        default: return nil
        }
    }
}
