internal import CDecimals

/// The lines printed by `train`, collected as bytes: printing them may take longer than the rest of a training.
public struct LossLines {
    private var bytes: [UInt8] = []

    /// Makes an empty collection.
    public init() { bytes.reserveCapacity(Self.capacity + 128) }

    private static let capacity = 1 << 14

    /// Whether there are enough lines to print them now.
    public var isFull: Bool { bytes.count >= Self.capacity }

    /// Whether there are no lines.
    public var isEmpty: Bool { bytes.isEmpty }

    /// Adds an epoch's line as the notebook prints it: `Epoch  1  : MSE Loss 0.25`.
    ///
    /// - Parameter loss: written like a NumPy float64, with the fewest digits that read back as the same number.
    public mutating func append(epoch: Int, loss: Double) {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(CD_LONGEST_LINE)) { text in
            guard let start = text.baseAddress else { return }
            let count = cd_write_loss_line(epoch, loss, start)
            bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(text)[..<count]))
        }
    }

    /// Returns the lines and empties the collection.
    public mutating func take() -> String {
        defer { bytes.removeAll(keepingCapacity: true) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
