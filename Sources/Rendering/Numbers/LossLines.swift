internal import CDecimals

/// The lines that `train` prints, gathered as bytes: a training may print more of them than it has other work.
public struct LossLines {
    private var bytes: [UInt8] = []

    /// Begins with none.
    public init() { bytes.reserveCapacity(Self.capacity + 128) }

    private static let capacity = 1 << 14

    /// Whether there are so many that they should be printed now.
    public var isFull: Bool { bytes.count >= Self.capacity }

    /// Whether there is none.
    public var isEmpty: Bool { bytes.isEmpty }

    /// Adds the line of an epoch, as the notebook prints it: `Epoch  1  : MSE Loss 0.25`.
    ///
    /// - Parameter loss: written as NumPy prints a float64, with the fewest digits that read back as the same number.
    public mutating func append(epoch: Int, loss: Double) {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(CD_LONGEST_LINE)) { text in
            guard let start = text.baseAddress else { return }
            let count = cd_write_loss_line(epoch, loss, start)
            bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(text)[..<count]))
        }
    }

    /// Gives the lines, and begins anew.
    public mutating func take() -> String {
        defer { bytes.removeAll(keepingCapacity: true) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
