import Tensors
import Testing

@testable import Interpreter

/// What the machine takes for granted of how values lie in memory.
@Suite struct ValueLayoutTests {
    @Test("a value is nine bytes, and one of them tells whether it is counted", arguments: 0..<Self.values.count)
    func isPlain(index: Int) {
        #expect(MemoryLayout<Value>.size == 9)
        var value = Self.values[index]
        let isPlain = withUnsafeMutablePointer(to: &value) { $0.isPlain }
        #expect(isPlain == value.isPlain)
    }

    @Test("the same byte tells an array", arguments: 0..<Self.values.count)
    func isArray(index: Int) {
        var value = Self.values[index]
        let found = withUnsafeMutablePointer(to: &value) { $0.array }
        if case .array(let array) = value {
            #expect(found?.takeUnretainedValue() === array)
        } else {
            #expect(found == nil)
        }
    }

    @Test("an array is the first word of its value") func firstWord() {
        let array = ArrayObject(Tensor(.float64(1)))
        var value = Value.array(array)
        let address = withUnsafeBytes(of: &value) { $0.load(as: UnsafeRawPointer.self) }
        #expect(address == UnsafeRawPointer(Unmanaged.passUnretained(array).toOpaque()))
    }

    /// One of each case that a test can make.
    nonisolated(unsafe) private static let values: [Value] = [
        .none, .bool(false), .bool(true), .int(0), .int(-1), .int(.max), .float(0), .float(-.nan), .float(-.infinity),
        .ellipsis, .unset, .scalar(.float64(1)), .scalar(.int64(-1)), .scalar(.bool(true)),
        .scalar(.other(.signed(3), .int8)),
        .complex(ComplexNumber(Complex(1, -1))), .string("text"), .array(ArrayObject(Tensor(.float64(1)))),
        .tuple(TupleObject([])), .list(ListObject([])), .dictionary(DictionaryObject()), .set(SetObject()),
        .range(IntegerRange(start: 0, stop: 1, step: 1)), .slice(Slice()), .namespace(.numpy), .namespace(.typing),
        .dtype(.float64), .type(.float), .columnJoiner(.rows), .cell(CellObject(.none)),
        .classObject(BuiltinClasses.baseException),
    ]
}
