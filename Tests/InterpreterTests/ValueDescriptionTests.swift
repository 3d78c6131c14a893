import Builtins
import Tensors
import Testing

@testable import Interpreter

/// What errors keep of values.
@Suite("Descriptions of values") struct ValueDescriptionTests {
    @Test func `a description keeps no elements`() {
        let items = (0..<100_000).map { Value.int($0) }
        #expect(ValueDescription(.list(ListObject(items))) == ValueDescription(.list(ListObject(items.reversed()))))
        #expect(ValueDescription(.list(ListObject(items))).kindText == "a list of 100000")
        let large = Tensor.float64(NDArray([Double](repeating: 1.5, count: 1 << 20), shape: [1024, 1024]))
        #expect(ValueDescription(.array(ArrayObject(large))).kindText == "a tensor of shape (1024, 1024)")
        let text = ValueDescription(.string(Text(String(repeating: "ab", count: 1 << 20)))).kindText
        #expect(text.hasPrefix("the string 'abab") && text.utf8.count < 100)
    }

    @Test func `what is thrown can cross threads`() async {
        func crosses(_ error: some Error & Sendable) -> Bool { true }
        #expect(crosses(EvaluationError.values(.notIterable(ValueDescription(.int(3))))))
        let told = await Task.detached { ValueDescription(.int(3)) }.value
        #expect(told.kindText == "the int 3" && told.detail == .int(3) && told.type == .int)
    }

    @Test func `advice depends on what is kept`() {
        #expect(ValueDescription(.none).resultNotes == ["a function without `return` gives None"])
        let sum = BuiltinTable.standard.value(bare: "sum")
        #expect(sum.map { ValueDescription($0).resultNotes } == ["call it: sum(items, start=0)"])
        #expect(
            ValueDescription(.list(ListObject([]))).isContainer && !ValueDescription(.list(ListObject([]))).isNumber)
        #expect(ValueDescription(.scalar(.bool(true))).isNumber)
        #expect(BuiltinTable.standard.attributeNames(of: PythonType.numpyInt64).contains("shape"))
    }
}
