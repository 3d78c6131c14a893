import Interpreter
import Testing

@Suite("Values") struct ValueSizeTests {
    /// Registers, lists and dictionaries hold nothing else: a larger value makes all of them larger.
    @Test func takeSixteenBytes() {
        #expect(MemoryLayout<Value>.stride == 16)
    }
}
