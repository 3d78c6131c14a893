internal import Kernels
internal import Platform

// Long loops over elements, split into pieces so that they can stop between two of them.

extension TensorElement {
    /// The largest number of elements of an unfinished result that are zeroed: 64 MiB of them.
    ///
    /// Larger results come fresh from the system, already zeroed; clearing gigabytes would keep a user who pressed
    /// Ctrl-C waiting.
    private static var settledLimit: Int { Hardware.freshAllocation.map { $0 / MemoryLayout<Self>.stride } ?? Int.max }

    /// Zeroes elements that an interrupted loop may have left uninitialised.
    ///
    /// Later loops may read the elements as truth values or indices, for which not every bit pattern is valid.
    @usableFromInline static func settle(_ elements: UnsafeMutablePointer<Self>, count: Int) {
        if Interruption.isRequested, count <= settledLimit { elements.initialize(repeating: .zero, count: count) }
    }
}

extension Array where Element: TensorElement {
    /// Makes `count` elements, each from its index; zeros if evaluation should stop.
    ///
    /// - Throws: ``TensorError/outOfMemory(bytes:)``.
    @inline(__always)
    package init(count: Int, interruptibly element: (Int) -> Element) throws(TensorError) {
        try Self.checkRoom(for: count)
        self.init(inRoomFor: count, interruptibly: element)
    }

    /// The same, after the caller has checked that there is memory.
    @inline(__always)
    package init(inRoomFor count: Int, interruptibly element: (Int) -> Element) {
        self.init(largeCapacity: count) { buffer, initialized in
            if let base = buffer.baseAddress {
                Interruption.forEachPiece(of: count) { piece in
                    for index in piece { (base + index).initialize(to: element(index)) }
                }
                Element.settle(base, count: count)
            }
            initialized = count
        }
    }

    /// Checks that `count` elements fit in the free memory.
    ///
    /// - Throws: ``TensorError/outOfMemory(bytes:)`` if they don't.
    package static func checkRoom(for count: Int) throws(TensorError) {
        let bytes = count * MemoryLayout<Element>.stride
        if !FreeMemory.hasRoom(for: bytes) { throw .outOfMemory(bytes: bytes) }
    }

    /// Sorts the elements stably; leaves them in no particular order if evaluation should stop.
    ///
    /// Pieces are sorted one by one, then merged pairwise until one is left.
    ///
    /// - Throws: ``TensorError/outOfMemory(bytes:)``.
    package mutating func sortInterruptibly(by precedes: (Element, Element) -> Bool) throws(TensorError) {
        let count = count
        if count <= Interruption.pieceLength { return sort(by: precedes) }
        try Self.checkRoom(for: count)
        withUnsafeMutableBufferPointer { buffer in
            let isWhole = Interruption.forEachPiece(of: count) { piece in
                var part = Array(buffer[piece])
                part.sort(by: precedes)
                for (index, element) in zip(piece, part) { buffer[index] = element }
            }
            guard isWhole, let base = buffer.baseAddress else { return }
            let scratch = UnsafeMutablePointer<Element>.allocate(capacity: count)
            defer { scratch.deallocate() }
            var (source, target) = (base, scratch)
            var width = Interruption.pieceLength
            while width < count {
                for start in stride(from: 0, to: count, by: 2 * width) {
                    let (middle, end) = (Swift.min(start + width, count), Swift.min(start + 2 * width, count))
                    guard Self.merge(source, start, middle, end, to: target, precedes) else { return }
                }
                swap(&source, &target)
                width *= 2
            }
            if source == base { return }
            Interruption.forEachPiece(of: count) { piece in
                (base + piece.lowerBound).update(from: source + piece.lowerBound, count: piece.count)
            }
        }
    }

    /// Merges two adjacent sorted runs; returns false if evaluation should stop.
    private static func merge(
        _ source: UnsafeMutablePointer<Element>, _ start: Int, _ middle: Int, _ end: Int,
        to target: UnsafeMutablePointer<Element>, _ precedes: (Element, Element) -> Bool
    ) -> Bool {
        var (left, right) = (start, middle)
        return Interruption.forEachPiece(of: end - start) { piece in
            for index in piece {
                let takesRight = left == middle || (right < end && precedes(source[right], source[left]))
                (target + start + index).initialize(to: source[takesRight ? right : left])
                if takesRight { right += 1 } else { left += 1 }
            }
        }
    }
}
