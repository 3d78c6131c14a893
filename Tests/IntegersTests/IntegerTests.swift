import Foundation
import Integers
import Kernels
import Testing

/// Ints of any length, against CPython's.
@Suite struct IntegerTests {
    /// A line of a file under `Tests/Fixtures/Integers`, as the script beside it wrote it.
    struct Operation: Sendable, CustomTestStringConvertible {
        var name: String
        var operands: [Integer]
        var results: [String]
        var testDescription: String { name }
    }

    static let operations = operations("operations.txt", number)
    static let longOperations = operations("long_operations.txt", sumOfPowers)

    private static func operations(_ name: String, _ number: (String) -> Integer?) -> [Operation] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Fixtures/Integers/" + name)
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map { line in
            let words = line.split(separator: " ").map(String.init)
            let middle = words.firstIndex(of: "=") ?? words.endIndex
            return Operation(
                name: words[0], operands: words[1..<middle].compactMap(number), results: Array(words[(middle + 1)...]))
        }
    }

    /// `-3^1000+7^2`.
    private static func sumOfPowers(_ text: String) -> Integer? {
        text.matches(of: /([+-]?)(\d+)\^(\d+)/).reduce(Integer.short(0)) { sum, match in
            let power = Integer.short(Int(match.2) ?? 0).power(Int(match.3) ?? 0)
            return match.1 == "-" ? sum - power : sum + power
        }
    }

    private static func number(_ text: String) -> Integer? {
        text.hasPrefix("-")
            ? Integer(digits: text.dropFirst(), radix: 16, isNegative: true) : Integer(digits: text, radix: 16)
    }

    private static func text(_ number: Integer) -> String { (number.isNegative ? "-" : "") + number.digits(radix: 16) }

    /// A number of more than 40 digits in base 16 as its sign, its bits and its hash.
    private static func shortText(_ number: Integer) -> String {
        number.bitWidth <= 160 ? text(number) : "\(number.isNegative ? "-" : "")#\(number.bitWidth):\(number.hash)"
    }

    private static func bits(_ number: Double?) -> String { number.map { String($0.bitPattern, radix: 16) } ?? "-" }

    /// What the operation of a line gives here.
    private static func results(_ operation: Operation, _ text: (Integer) -> String = text) -> [String] {
        let (a, b) = (operation.operands[0], operation.operands.count > 1 ? operation.operands[1] : .short(0))
        switch operation.name {
        case "arithmetic": return [text(a + b), text(a - b), text(a * b)]
        case "division":
            let (quotient, remainder) = a.divided(by: b)
            return [text(quotient), text(remainder)]
        case "quotient": return [bits(a.quotient(by: b))]
        case "bits": return [text(a & b), text(a | b), text(a ^ b), text(~a), text(-a)]
        case "shift": return [text(a.shiftedLeft(by: b.short ?? 0)), text(a.shiftedRight(by: b.short ?? 0))]
        case "power": return [text(a.power(b.short ?? 0))]
        case "modular": return [a.power(b, modulo: operation.operands[2]).map(text) ?? "-"]
        case "divisor": return [text(a.greatestDivisor(with: b))]
        case "root": return [text(a.squareRoot)]
        case "float": return [bits(a.double)]
        case "order": return [a < b ? "1" : "0", a == b ? "1" : "0"]
        case "hash": return [a.hash, a.bitWidth, a.bitCount].map { text(.short($0)) }
        default: return [a.digits(radix: 2), a.digits(radix: 8), a.description]
        }
    }

    @Test func operationsGiveWhatTheyGiveInPython() {
        #expect(Self.operations.count > 1000)
        for operation in Self.operations {
            #expect(Self.results(operation) == operation.results, "\(operation.name) \(operation.operands)")
        }
    }

    @Test func longOperationsGiveWhatTheyGiveInPython() {
        #expect(Self.longOperations.count > 300)
        for (line, operation) in Self.longOperations.enumerated() {
            let results = Self.results(operation, Self.shortText)
            #expect(results == operation.results, "line \(line + 1), \(operation.name)")
        }
    }

    @Test("a number that fits 64 bits is in no other form") func shortForm() {
        let limit = Integer.short(.max) + .short(1)
        #expect(limit.short == nil)
        #expect((limit - .short(1)).short == .max)
        #expect((-limit).short == .min)
        #expect((-limit - .short(1)).short == nil)
        #expect((limit.shiftedLeft(by: 500).shiftedRight(by: 501)).short == 1 << 62)
        #expect((limit * .short(0)).isZero)
    }

    @Test("products and quotients in pieces are those of their parts") func longProducts() {
        let (a, b) = (Integer.short(3).power(40_000), Integer.short(7).power(23_000))
        let product = a * b
        #expect(product == Integer.short(7).power(3_000) * (a * Integer.short(7).power(20_000)))
        let (quotient, rest) = (product + .short(5)).divided(by: b)
        #expect(quotient == a && rest == .short(5))
        #expect((a * a + .short(1)).squareRoot == a)
        #expect(product.greatestDivisor(with: a * .short(2)) == a)
    }

    @Test("text in bases of 2 is as long as it needs, in base 10 up to a limit") func texts() {
        let number = Integer.short(10).power(Integer.mostDigits)
        #expect(number.isTooLongForText && !(number - .short(1)).isTooLongForText)
        #expect((number - .short(1)).description == String(repeating: "9", count: Integer.mostDigits))
        let power = Integer.short(1).shiftedLeft(by: 100_000)
        #expect(power.digits(radix: 16) == "1" + String(repeating: "0", count: 25_000))
        #expect(Integer(digits: power.digits(radix: 8), radix: 8) == power)
        #expect(Integer(digits: "12a", radix: 10) == nil)
    }

    @Test("what takes long ends once evaluation should stop") func interruption() async {
        await #expect(processExitsWith: .success) {
            let large = Integer.short(3).power(400_000)
            Interruption.request()
            let clock = ContinuousClock()
            let time = clock.measure {
                _ = large * large
                _ = large.power(100)
                _ = (large * large).divided(by: large + .short(1))
                _ = large.squareRoot
                _ = large.greatestDivisor(with: large + .short(1))
                _ = large.power(large, modulo: large + .short(2))
                _ = Integer.product(ofLast: 1_000_000, upTo: .short(1_000_000))
            }
            Interruption.clear()
            #expect(time < .milliseconds(350))
        }
    }
}
