import Rendering
import Tensors
import Testing

@Suite struct FormatTests {
    /// The values as make_formats.py encodes them.
    static func argument(_ text: String) throws -> FormatArgument {
        let letter = text.prefix(1)
        let rest = String(text.dropFirst(2))
        switch letter {
        case "i": return .int(try #require(Int(rest)))
        case "I": return .scalar(.int64(try #require(Int(rest))))
        case "f": return .float(Double(bitPattern: try #require(UInt64(rest, radix: 16))))
        case "F": return .scalar(.float64(Double(bitPattern: try #require(UInt64(rest, radix: 16)))))
        case "b": return .bool(rest == "1")
        case "B": return .scalar(.bool(rest == "1"))
        case "s": return .string(Fixtures.unescaped(rest))
        case "n": return .none
        case "A":
            let parts = rest.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            return .tensor(try ArrayCase.tensor(dtype: parts[0], shape: parts[1], values: parts[2]))
        default:
            let parts = rest.split(separator: ":", maxSplits: 1).map(String.init)
            return .other(string: parts[1], representation: parts[1], typeName: parts[0])
        }
    }

    /// What a fixture's first column expects: the text, or the error behind `!`.
    static func outcome(_ text: () throws -> String) throws -> String {
        do {
            return try text()
        } catch let error as FormatError {
            return "!\(error.kind.rawValue): \(error.description)"
        }
    }

    private static func columns(_ name: String) throws -> [[String]] {
        try Fixtures.lines(name).map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }

    @Test func specifications() throws {
        for row in try Self.columns("formats.txt") {
            let value = try Self.argument(row[1])
            let text = try Self.outcome { try value.formatted(Fixtures.unescaped(row[2])) }
            #expect(text == Fixtures.unescaped(row[0]), "format(\(row[1]), '\(row[2])')")
        }
    }

    @Test func percent() throws {
        for row in try Self.columns("percent.txt") {
            let arguments = try row[3...].map(Self.argument)
            let operand: PercentFormat.Operand = row[2] == "tuple" ? .tuple(arguments) : .value(arguments[0])
            let text = try Self.outcome { try PercentFormat.text(Fixtures.unescaped(row[1]), operand) }
            #expect(text == Fixtures.unescaped(row[0]), "\(row[1]) % \(row[3...])")
        }
    }

    @Test func templates() throws {
        for row in try Self.columns("templates.txt") {
            let positional = try row[2..<4].map(Self.argument)
            var named: [String: FormatArgument] = [:]
            for column in row[4...] {
                let parts = column.split(separator: "=", maxSplits: 1).map(String.init)
                named[parts[0]] = try Self.argument(parts[1])
            }
            let text = try Self.outcome {
                try StringTemplate.text(Fixtures.unescaped(row[1]), positional: positional, named: named)
            }
            #expect(text == Fixtures.unescaped(row[0]), "\(row[1]) \(row[2...])")
        }
    }

    @Test func templateAccessors() throws {
        var fields: [FormatField] = []
        let text = try StringTemplate.text("{0.shape[1]} {x[a.b]:>{w}} {y[-1]!r}") { field in
            fields.append(field)
            return field.key == .name("w") ? .int(4) : .string("v")
        }
        #expect(text == "v    v 'v'")
        #expect(
            fields == [
                FormatField(key: .position(0), accessors: [.attribute("shape"), .index(1)]),
                FormatField(key: .name("x"), accessors: [.key("a.b")]),
                FormatField(key: .name("w"), accessors: []),
                FormatField(key: .name("y"), accessors: [.key("-1")]),
            ])
    }

    @Test(arguments: [
        ("{0[0}", FormatError.template(.missingClosingBrace)), ("{0.}", .template(.emptyAttribute)),
        ("{0[]}", .template(.emptyAttribute)),
        ("{0[0]x}", .template(.dotOrBracketExpected)), ("{0..a}", .template(.emptyAttribute)),
        ("{.}", .template(.emptyAttribute)),
        ("{0[1]]}", .template(.dotOrBracketExpected)), ("{0[[]]}", .template(.dotOrBracketExpected)),
        ("{[}", .template(.missingClosingBrace)),
    ])
    func templateErrors(template: String, error: FormatError) {
        #expect(throws: error) { try StringTemplate.text(template) { _ in .int(1) } }
    }

    @Test func sizesAreLimited() {
        #expect(throws: FormatError.specification(.widthTooLong)) { try FormatArgument.int(1).formatted("1000000000") }
        #expect(throws: FormatError.specification(.precisionTooBig)) {
            try FormatArgument.float(1).formatted(".1000000000f")
        }
        #expect(throws: FormatError.specification(.widthTooLong)) {
            try PercentFormat.text("%1000000000d", .value(.int(1)))
        }
        #expect(throws: FormatError.specification(.widthTooLong)) {
            try PercentFormat.text("%*d", .tuple([.int(.min), .int(1)]))
        }
    }
}
