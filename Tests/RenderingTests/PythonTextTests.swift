import Rendering
import Testing

@Suite struct PythonTextTests {
    @Test func floatsOfRandomBits() throws {
        for (block, expected) in try Fixtures.parts("floats.txt").digests.enumerated() {
            var generator = Generator(UInt64(block))
            var digest = Digest()
            for _ in 0..<100 {
                digest.add(PythonText.repr(Double(bitPattern: generator.next())))
                digest.add("\n")
            }
            #expect(digest.text == expected, "block \(block)")
        }
    }

    @Test func readableFloats() throws {
        for line in try Fixtures.parts("floats.txt").readable {
            let parts = line.split(separator: " ")
            let value = Double(bitPattern: try #require(UInt64(parts[0], radix: 16)))
            #expect(PythonText.repr(value) == String(parts[1]))
            var bytes = Array("a".utf8)
            PythonText.append(value, to: &bytes)
            #expect(bytes == Array("a\(parts[1])".utf8))
            #expect(PythonNumber.float(from: String(parts[1]))?.bitPattern == value.bitPattern || value.isNaN)
        }
    }
}
