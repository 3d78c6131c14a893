/// The bytes of a `bytes` or `bytearray` object; those of a `bytes` object never change.
package final class ByteBuffer: Object {
    /// The bytes.
    package private(set) var bytes: [UInt8]

    package init(_ bytes: [UInt8] = []) {
        self.bytes = bytes
        super.init()
    }

    /// Modifies the bytes. The log shares the old storage until it is written to.
    package func change(_ body: (inout [UInt8]) -> Void) {
        willChange()
        body(&bytes)
    }

    /// The bytes as code points of the same values, used as identity.
    var text: Text { Text(String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))) }

    override func change() -> Change { BytesChange(self) }

    private final class BytesChange: Change {
        private let buffer: ByteBuffer
        private var kept: [UInt8]

        init(_ buffer: ByteBuffer) { (self.buffer, kept) = (buffer, buffer.bytes) }

        override var object: AnyObject? { buffer }
        override var bytes: Int { kept.count }

        override func exchange(keepingOther: Bool) {
            swap(&buffer.stamp, &stamp)
            swap(&buffer.bytes, &kept)
        }
    }
}
