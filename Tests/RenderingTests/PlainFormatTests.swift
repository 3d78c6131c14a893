import Integers
import Testing

@testable import Rendering

/// The quick way through plain specifications, against the general one.
@Suite struct PlainFormatTests {
    private static let specifications: [String] = ["", "<", ">"].flatMap { alignment in
        ["", "0"].flatMap { zero in
            ["", "1", "5", "12", "99", "100"].flatMap { width in
                ["", ".0", ".3", ".17", ".40", ".41"].flatMap { precision in
                    ["", "d", "f", "s", "e", "x"].map { alignment + zero + width + precision + $0 }
                }
            }
        }
    }

    @Test func integers() throws {
        try compare([0, 7, -7, 123_456, -99999, .max, .min]) {
            $0.text(of: $1)
        } with: { text, number in
            try FormatSpecification(text, for: .integer).text(of: .short(number), typeName: "int")
        }
    }

    @Test func floats() throws {
        let numbers = [
            0.0, -0.0, 0.5, 1.5, 2.5, -2.675, 1e-7, 0.1, 999.9999, 999_999_999_999_999.9, 1e15, 1e300,
            .leastNonzeroMagnitude, .infinity,
            .nan, -.infinity,
        ]
        try compare(numbers) {
            $0.text(of: $1)
        } with: { text, number in
            try FormatSpecification(text, for: .float).text(of: number)
        }
    }

    @Test func strings() throws {
        try compare(["", "ab", "abcdefghijkl", "é", "añb"]) {
            $0.text(of: $1)
        } with: { text, string in
            try FormatSpecification(text, for: .string).text(of: string)
        }
    }

    /// What the quick way gives at all is what the reference gives, and it gives something for a fair part.
    private func compare<Value>(
        _ values: [Value], _ plain: (PlainFormat, Value) -> String?, with reference: (String, Value) throws -> String
    ) throws {
        var count = 0
        for specification in Self.specifications {
            guard let format = PlainFormat(specification) else { continue }
            for value in values {
                guard let text = plain(format, value) else { continue }
                #expect(text == (try reference(specification, value)), "format(\(value), '\(specification)')")
                count += 1
            }
        }
        #expect(count > 50)
    }
}
