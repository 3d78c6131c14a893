internal import Kernels
internal import Platform

// Long work on elements, taken in pieces so that it can be stopped between two of them.

extension TensorElement {
    /// How many elements an unfinished result has that are set to 0: 64 MiB of them at most.
    ///
    /// What is larger comes fresh from the system, which hands out zeros; to set gigabytes to 0 would take longer than
    /// anyone who pressed Ctrl-C waits.
    private static var settledLimit: Int { Hardware.freshAllocation.map { $0 / MemoryLayout<Self>.stride } ?? Int.max }

    /// Makes whole, if evaluation should stop, what a loop may have left unfinished: it becomes zeros.
    ///
    /// Other loops may take the elements for truth values or places, which not just any bytes are.
    @usableFromInline static func settle(_ elements: UnsafeMutablePointer<Self>, count: Int) {
        if Interruption.isRequested, count <= settledLimit { elements.initialize(repeating: .zero, count: count) }
    }
}

extension Array where Element: TensorElement {
    /// `count` elements, each made from its place; zeros if evaluation should stop.
    ///
    /// - Throws: ``TensorError/outOfMemory(bytes:)``.
    @inline(__always)
    package init(count: Int, interruptibly element: (Int) -> Element) throws(TensorError) {
        try Self.checkRoom(for: count)
        self.init(inRoomFor: count, interruptibly: element)
    }

    /// The same where room was asked for before.
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

    /// Refuses so many elements if there is no room for them.
    ///
    /// - Throws: ``TensorError/outOfMemory(bytes:)``.
    package static func checkRoom(for count: Int) throws(TensorError) {
        let bytes = count * MemoryLayout<Element>.stride
        if !FreeMemory.hasRoom(for: bytes) { throw .outOfMemory(bytes: bytes) }
    }

    /// Sorts the elements, equal ones staying in their order; leaves them in no order if evaluation should stop.
    ///
    /// Pieces are sorted one by one, and merged two by two until one is left.
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

    /// Merges two neighbouring sorted runs; false if evaluation should stop.
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
