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

    @Test func strings() throws {
        for line in try Fixtures.lines("strings.txt") {
            let row = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            var text = ""
            for code in row[0].split(separator: " ") {
                text.unicodeScalars.append(try #require(UInt32(code, radix: 16).flatMap(Unicode.Scalar.init)))
            }
            #expect(PythonText.repr(text) == Fixtures.unescaped(row[1]), "\(row[0])")
            #expect(PythonText.ascii(text) == Fixtures.unescaped(row[2]), "\(row[0])")
        }
    }

    @Test func numbers() throws {
        for line in try Fixtures.lines("numbers.txt") {
            let row = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            switch row[0] {
            case "round":
                let value = Double(bitPattern: try #require(UInt64(row[1], radix: 16)))
                let rounded = PythonNumber.round(value, digits: try #require(Int(row[2])))
                #expect(String(rounded.bitPattern, radix: 16) == row[3], "round(\(value), \(row[2]))")
            case "float":
                let value = PythonNumber.float(from: Fixtures.unescaped(row[1]))
                let text = value.map { $0.isNaN ? "nan" : String($0.bitPattern, radix: 16) } ?? "-"
                #expect(text == row[2], "float('\(row[1])')")
            default:
                let text: String
                do {
                    let base = try #require(Int(row[2]))
                    text = "\(try PythonNumber.int(from: Fixtures.unescaped(row[1]), base: base))"
                } catch is PythonNumber.ParseError {
                    text = "-"
                }
                #expect(text == row[3], "int('\(row[1])', \(row[2]))")
            }
        }
    }

    @Test("digits beyond those that tell a float64 are left out, and still round it") func veryManyDigits() {
        let zeros = String(repeating: "0", count: 20_000)
        let halfway = "9007199254740993"
        #expect(PythonNumber.float(from: String(repeating: "1", count: 20_000)) == .infinity)
        #expect(PythonNumber.float(from: "-0." + zeros + "1") == 0)
        #expect(PythonNumber.float(from: "0." + zeros + "25e20001") == 2.5)
        #expect(PythonNumber.float(from: zeros + "12." + zeros) == 12)
        #expect(PythonNumber.float(from: halfway + "." + zeros) == 9007199254740992)
        #expect(PythonNumber.float(from: halfway + "." + zeros + "1") == 9007199254740994)
        #expect(PythonNumber.float(from: "1" + zeros + "e-20000") == 1)
        #expect(PythonNumber.float(from: "1" + zeros + "e-" + zeros + "5") == .infinity)
        #expect(PythonNumber.float(from: "1" + zeros + "e-99999999999999999999") == 0)
        #expect(PythonNumber.float(from: "1" + zeros + "x") == nil)
    }

    @Test func parseErrorWording() {
        #expect(
            PythonNumber.ParseError.invalidInteger("a'b", base: 10).description
                == "invalid literal for int() with base 10: \"a'b\"")
        #expect(throws: PythonNumber.ParseError.invalidBase) { try PythonNumber.int(from: "1", base: 37) }
        #expect(throws: PythonNumber.ParseError.invalidBase) { try PythonNumber.int(from: "1", base: 1) }
    }
}
