import Files
import Foundation
import TensorFiles
import Tensors
import Testing

/// The numbers of tables against the C library's own reading of them.
@Suite("Decimal numbers") struct DecimalTests {
    /// Digits that lie next to, or just between, two numbers; the smallest, the largest, and those beyond.
    private static let hard: [String] = {
        var texts = [
            "0", "-0", "+0.0", "0e999", "1", "-1.", ".5", "5.", "1e22", "1e23", "-1e-22", "123456789012345678",
            "1e-400",
            "9007199254740993", "9007199254740992.9999999999999999999999", "9007199254740993.00000000000000000000001",
            "2.2250738585072011e-308", "2.2250738585072014e-308", "2.225073858507201136057409796709131975934e-308",
            "4.9406564584124654e-324", "2.4703282292062327e-324", "2.4703282292062328e-324", "2.5e-324", "1e-324",
            "1.7976931348623157e308", "1.7976931348623158e308", "1.7976931348623159e308", "-1e309", "1e400",
            "1e99999999999",
            "1e-99999999999", "18446744073709551615", "18446744073709551616", "9999999999999999999",
            "99999999999999999999",
            "0.000000000000000000000000000000000000000000000001234567890123456789012345",
            "8.98846567431158e307", "6.631236846766476e-316", "3.2378839133029012895883524125015321748630094e-319",
            "100000000000000016777215", "100000000000000016777216",
            "1.00000000000000011102230246251565404236316680908203125",
            "1.00000000000000011102230246251565404236316680908203124", "1e0000000000000000000000000000000001",
            "nan", "-NaN", "inf", "-Inf", "INFINITY", "-infinity", "0.1E+2", "1E05",
        ]
        for power in [-330, -310, -200, -40, -5, 0, 5, 22, 23, 40, 200, 290, 307] {
            texts += ["5e\(power)", "9007199254740993e\(power)", "1234567890123456789e\(power)"]
        }
        return texts
    }()

    /// Bits at random, and odd integers just between two numbers, in many notations.
    private static func random(_ count: Int, seed: UInt64) -> [String] {
        var random = Mutation(seed: seed)
        return (0..<count).map { _ in
            switch random.below(6) {
            case 0, 1:
                let value = Double(bitPattern: random.next())
                return value.isFinite ? value.description : "inf"
            case 2: return "\(random.next())e\(random.below(680) - 345)"
            case 3: return "\(random.below(10)).\(random.next())\(random.next() % 10000)"
            case 4:
                // 2^53 + an odd number, times a power of two: a tie.
                return String(((UInt64(1) << 53) + 2 * (random.next() % (1 << 52)) + 1) << UInt64(random.below(10)))
            default: return "-\(random.next() % 1_000_000).\(random.next() % 1_000_000)e-\(random.below(40))"
            }
        }
    }

    private static func bits(_ text: String) -> UInt64 {
        let value = strtod(text, nil)
        // The sign of a NaN is the text's; its other bits say nothing.
        return value.isNaN ? (text.hasPrefix("-") ? -Double.nan : Double.nan).bitPattern : value.bitPattern
    }

    private static func numbers(_ texts: [String], comments: [String] = ["#"]) throws -> [UInt64] {
        var options = TableOptions()
        options.comments = comments
        options.header = .absent
        let bytes = MemoryBytes(Array(texts.joined(separator: "\n").utf8))
        return try TableFile.read(bytes, options).tensor.asFloat64().elements.map(\.bitPattern)
    }

    @Test("that are hard to round are rounded correctly", arguments: hard)
    func hardOnes(text: String) throws {
        #expect(
            try Self.numbers(["1", text, "-" + text.drop { "+-".contains($0) }]).dropFirst() == [
                Self.bits(text), Self.bits("-" + text.drop { "+-".contains($0) }),
            ])
    }

    @Test("are rounded correctly, whatever they are", arguments: 0..<10)
    func randomOnes(part: Int) throws {
        let texts = Self.random(100_000, seed: UInt64(part))
        let numbers = try Self.numbers(texts)
        #expect(numbers.count == texts.count)
        for (text, bits) in zip(texts, numbers) where bits != Self.bits(text) {
            Issue.record("\(text) is read as \(Double(bitPattern: bits))")
        }
    }

    @Test(
        "are no numbers in other forms",
        arguments: [
            "1e", "1e+", "--1", "+-1", ".", "-", "e5", "1.2.3", "1_000", "0x1p3", "1d5", "nanx", "in", "1e5.0", "١",
        ])
    func otherForms(text: String) {
        #expect(throws: TensorFileError.self) { try Self.numbers(["1", text]) }
    }
}

/// Many rows at a time, on all threads, against one field after the other.
@Suite("Large tables") struct LargeTableTests {
    private static let fields = [
        "1.5", "-2", "3e5", "0.1234567890123456", "", "NA", "nan", "\"7\"", " 8 ", "x", "1 2", "inf",
    ]

    /// A table of a megabyte or two with few lines that are out of the ordinary.
    private static func text(_ random: inout Mutation, columns: Int, delimiter: String, oddities: Int) -> String {
        let end = ["\n", "\n", "\r\n", "\r"][random.below(4)]
        var lines: [String] = []
        let count = 60_000 / columns * 2
        let odd = Set((0..<oddities).map { _ in random.below(count) })
        for line in 0..<count {
            var fields = (0..<columns).map { _ in
                "\(Int(random.next() % 2_000_000) - 1_000_000).\(random.next() % 100_000_000)"
            }
            if odd.contains(line) {
                switch random.below(6) {
                case 0: lines.append("")
                case 1: lines.append("# a comment\(delimiter) 5")
                case 2: fields[random.below(columns)] = Self.fields[random.below(Self.fields.count)]
                case 3: fields[columns - 1] += " # and so on"
                case 4: if random.below(3) == 0 { fields.removeLast() }
                default: fields[random.below(columns)] = "\"12.5\""
                }
            }
            lines.append(fields.joined(separator: delimiter))
        }
        return lines.joined(separator: end) + (random.below(2) == 0 ? end : "")
    }

    private static func read(_ text: String, _ options: TableOptions) -> Result<[UInt64], TensorFileError> {
        do throws(TensorFileError) {
            let tensor = try TableFile.read(MemoryBytes(Array(text.utf8)), options).tensor
            return .success(tensor.shape.dimensions.map { UInt64($0) } + tensor.asFloat64().elements.map(\.bitPattern))
        } catch {
            return .failure(error)
        }
    }

    /// In a debug build four of the 24, one with each number of oddities.
    private static let seeds: Range<Int> = {
        #if DEBUG
            let first = Int(MutationTests.seed % 6) * 4
            return first..<first + 4
        #else
            return 0..<24
        #endif
    }()

    @Test("are read, or refused, as one row after the other", arguments: seeds)
    func readsLikeTheReference(seed: Int) {
        var random = Mutation(seed: UInt64(seed) + 77)
        let delimiter = [",", ";", "\t", " "][random.below(4)]
        let columns = 2 + random.below(9)
        let text = Self.text(&random, columns: columns, delimiter: delimiter, oddities: [0, 1, 3, 300][seed % 4])
        var options = TableOptions()
        options.header = .absent
        options.delimiter = delimiter == " " ? .blanks : .character(Array(delimiter.utf8)[0])
        options.gaps = [.refused, .missing(-1), .anyText(.nan), .anyText(7)][random.below(4)]
        options.columns = random.below(6) == 0 ? [.index(-1), .index(0)] : nil
        options.rowLimit = random.below(5) == 0 ? 5_000 + random.below(20_000) : nil
        let result = Self.read(text, options)
        // A comment that could begin in a number, though it never does, has every field looked at by itself.
        options.comments.append("1\u{1}")
        #expect(result == Self.read(text, options))
        if seed % 4 == 0 { #expect(throws: Never.self) { try result.get() } }
    }

    @Test("name the first mistake of several, wherever threads find them", arguments: [",", ";"])
    func firstMistake(delimiter: String) {
        var lines = (0..<200_000).map { "\($0)\(delimiter)\($0).5" }
        lines[3] = "# not a row"
        lines[60_000] = "5\(delimiter)x"
        lines[150_000] = "5"
        do throws(TensorFileError) {
            _ = try TableFile.read(MemoryBytes(Array(lines.joined(separator: "\n").utf8)))
            Issue.record("it is read")
        } catch {
            #expect(error.message == "row 60000, column 2 (line 60001) is no number: 'x'")
        }
    }

    @Test func comeWithTheirRowsInOrderWhereManyLinesAreNone() throws {
        let lines = (0..<100_000).map { $0 % 3 == 0 ? "# line \($0)\n\n\($0) 1" : "\($0) 1" }
        let tensor = try TableFile.read(MemoryBytes(Array(lines.joined(separator: "\n").utf8))).tensor.asFloat64()
        #expect(tensor.shape == [100_000, 2])
        #expect((0..<100_000).allSatisfy { tensor.elements[2 * $0] == Double($0) })
    }

    @Test func stopWhenTheirWatchSaysSo() {
        let text = MemoryBytes(Array(String(repeating: "1,2,3,4\n", count: 500_000).utf8))
        for limit in 1..<6 {
            var asked = 0
            let watch = TransferWatch(isInterrupted: {
                asked += 1
                return asked > limit
            })
            #expect(throws: TensorFileError.interrupted) { try TableFile.read(text, watch: watch) }
        }
    }
}
