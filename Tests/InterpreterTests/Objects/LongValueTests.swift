import Kernels
import Tensors
import Testing

@testable import Interpreter

/// What built-ins walk over, once evaluation should stop. The request is for the whole process, so these tests run in
/// processes of their own.
@Suite struct LongValueTests {
    @Test("texts are walked no further than a piece") func texts() async {
        await #expect(processExitsWith: .success) {
            let text = Text(String(repeating: "ab ", count: 1_000_000))
            var parts = 0
            try text.forEachPart(separatedBy: " ") { _ in parts += 1 }
            #expect(parts == 1_000_001)
            #expect(text.mapped { $0.uppercased() } == Text(String(repeating: "AB ", count: 1_000_000)))
            Interruption.request()
            parts = 0
            #expect(throws: EvaluationError.self) { try text.forEachPart(separatedBy: " ") { _ in parts += 1 } }
            #expect(parts <= Interruption.pieceLength / 32)
            #expect(text.mapped { $0.uppercased() }.isEmpty)
            #expect(text.firstPlace(of: "q") == nil)
            #expect(text.codePoints.count <= Interruption.pieceLength)
            Interruption.clear()
        }
    }

    @Test("lists are walked no further than a piece, and stay as they were") func lists() async {
        await #expect(processExitsWith: .success) {
            let items = (0..<1_000_000).map { Value.int($0) }
            let (list, other) = (ListObject(items), ListObject(items + []))
            other.append(.none)
            _ = other.removeLast()
            let log = CellLog()
            Interruption.request()
            log.run {
                #expect(throws: EvaluationError.self) { try [Value](copying: items[...]) }
                #expect(throws: EvaluationError.self) { try Value.list(list).isEqual(to: .list(other)) }
                #expect(throws: EvaluationError.self) { try list.change { $0.insert(.none, at: 0) } }
                #expect(throws: EvaluationError.self) { try list.remove(Slice(step: 2)) }
                #expect(list.count == items.count)
                #expect(throws: EvaluationError.self) { try list.append(contentsOf: items) }
                #expect(list.count < items.count + 2 * Interruption.pieceLength)
            }
            log.discard()
            Interruption.clear()
            #expect(list.count == items.count)
            #expect((try? Value.list(list).isEqual(to: .list(other))) == true)
        }
    }

    @Test("an array that there was no time to keep is not written to") func arrays() async {
        await #expect(processExitsWith: .success) {
            let array = ArrayObject(try Tensor.zeros([1_000_000]))
            let log = CellLog()
            log.run {
                Interruption.request()
                #expect(throws: EvaluationError.self) { try array.assign(Tensor(.float64(1)), at: [.ellipsis]) }
            }
            log.discard()
            Interruption.clear()
            #expect(array.tensor.asFloat64().elements.allSatisfy { $0 == 0 })
        }
    }

    @Test("what an array held comes back whatever was written, for good or to be done again") func buffers() throws {
        for count in [100, 3000, 100_000] {
            let array = ArrayObject(try Tensor.zeros([count]))
            let log = CellLog()
            try log.run { () throws(EvaluationError) in
                try array.assign(Tensor(.float64(1)), at: [.slice(lower: 0, upper: count / 3, step: nil)])
                try array.assign(Tensor(.float64(2)), at: [.ellipsis])
            }
            for _ in 0..<2 {
                log.rollBack()
                #expect(array.tensor.asFloat64().elements.allSatisfy { $0 == 0 })
                log.rollForward()
                #expect(array.tensor.asFloat64().elements.allSatisfy { $0 == 2 })
            }
            log.discard()
            #expect(array.tensor.asFloat64().elements.allSatisfy { $0 == 0 })
            #expect(log.isEmpty)
        }
    }
}
