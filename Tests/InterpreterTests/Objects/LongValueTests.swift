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
                #expect(throws: EvaluationError.self) { try [Value](joining: [items[...]], capacity: 0) }
                #expect(throws: EvaluationError.self) { try list.replace(5..<9, with: list.items) }
                #expect(throws: EvaluationError.self) { try list.repeatItems(3) }
                #expect(throws: EvaluationError.self) { try Value.list(list).isEqual(to: .list(other)) }
                #expect(throws: EvaluationError.self) { try list.change { $0.insert(.none, at: 0) } }
                #expect(throws: EvaluationError.self) { try list.remove(Slice(step: 2)) }
                #expect(list.count == items.count)
                #expect(throws: EvaluationError.self) { try list.append(contentsOf: list.items) }
                #expect(list.count < items.count + 2 * Interruption.pieceLength)
            }
            log.discard()
            Interruption.clear()
            #expect(list.count == items.count)
            #expect((try? Value.list(list).isEqual(to: .list(other))) == true)
        }
    }

    @Test("long lists grow, are cut and repeated as short ones are") func longLists() throws {
        let items = (0..<200_000).map { Value.int($0) }
        func numbers(_ list: ListObject) -> [Int] { list.items.compactMap(\.asIndex) }
        let all = Array(0..<200_000)
        let list = ListObject(items)
        let log = CellLog()
        try log.run { () throws(EvaluationError) in
            try list.append(contentsOf: list.items)
            #expect(numbers(list) == all + all)
            try list.replace(5..<399_999, with: items)
            #expect(numbers(list) == all[..<5] + all + [199_999])
            try list.repeatItems(2)
            #expect(numbers(list) == all[..<5] + all + [199_999] + all[..<5] + all + [199_999])
        }
        log.rollBack()
        #expect(numbers(list) == all)
        log.rollForward()
        #expect(list.count == 400_012)
    }

    @Test("a list of millions takes items one by one, and a log puts back those that were replaced") func manyItems() {
        let list = ListObject((0..<(1 << 20)).map { Value.int($0) })
        let log = CellLog()
        log.run {
            for place in 0..<300_000 { list.set(.int(-1), at: place) }
            for _ in 0..<600_000 { list.append(.int(7)) }
        }
        #expect(list.count == (1 << 20) + 600_000)
        #expect(list.items[299_999].asIndex == -1 && list.items[300_000].asIndex == 300_000)
        log.rollBack()
        #expect(list.items.compactMap(\.asIndex) == Array(0..<(1 << 20)))
    }

    @Test("what an interrupted cell held is let go of by the next, piece by piece") func release() async {
        await #expect(processExitsWith: .success) {
            weak var last: TupleObject?
            var items = (0..<100_000).map { Value.tuple(TupleObject([.int($0)])) }
            if case .tuple(let tuple)? = items.first { last = tuple }
            Interruption.request()
            Release.later(&items)
            #expect(items.isEmpty && last != nil)
            Interruption.clear()
            Release.catchUp()
            #expect(last == nil)
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
