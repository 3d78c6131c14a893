internal import Kernels
internal import Tensors

extension Value {
    /// The result of `iter`: a new iterator, or the value itself if it is one.
    ///
    /// - Throws: a `TypeError` if it is not iterable, or the error of `__iter__`.
    package func iterator() throws(EvaluationError) -> Value {
        let type: PythonType
        switch self {
        case .list: type = .listIterator
        case .tuple: type = .tupleIterator
        case .range: type = .rangeIterator
        case .string: type = .stringIterator
        case .array: type = .rowIterator
        default: return try walked()
        }
        return .iterator(try ItemIterator(.items(type), over: [self]))
    }

    /// The value that a loop iterates over: itself, or a list of characters if access by position is slow.
    ///
    /// - Throws: a `TypeError` if it is not iterable, or the error of `__iter__`.
    func walked() throws(EvaluationError) -> Value {
        switch self {
        case .range, .list, .tuple, .iterator: return self
        case .string(let text):
            return text.isASCII
                ? self : .tuple(TupleObject(text.codePoints.polled(work: 16).map { .string(Text([$0])) }))
        case .array(let array) where array.rank > 0: return self
        case .dictionary(let dictionary):
            return .iterator(ItemIterator(.dictionary(.keys, isReversed: false), over: dictionary, self))
        case .view(let view):
            let dictionary = view.dictionary
            return .iterator(
                ItemIterator(
                    .dictionary(view.part, isReversed: false), over: dictionary, .dictionary(dictionary),
                    isOrdered: view.isOrdered))
        case .set(let set): return .iterator(ItemIterator(.set, over: set, self))
        case .instance(let instance):
            if let walked = try Special.walked(instance) { return walked }
            throw .values(.notIterable(ValueDescription(self)))
        case .classObject(let type):
            if let items = try Special.callOnClass("_meta_iter_", type, []) { return try items.walked() }
            throw .values(.notIterable(ValueDescription(self)))
        default: throw .values(.notIterable(ValueDescription(self)))
        }
    }

    /// The number of items of an iteration; nil for an iterator.
    var walkedCount: Int? {
        switch self {
        case .range(let range): range.count
        case .list(let list): list.count
        case .tuple(let tuple): tuple.count
        case .string(let text): text.count
        case .array(let array): array.shape[0]
        default: nil
        }
    }

    /// The item at a position, from 0; nil at the end. Items added during the iteration are included.
    func item(at place: Int) -> Value? {
        guard let count = walkedCount, place < count else { return nil }
        switch self {
        case .range(let range): return .int(range[place])
        case .list(let list): return list.items[place]
        case .tuple(let tuple): return tuple.items[place]
        case .string(let text): return .string(text[place])
        case .array(let array):
            if let row = array.tensor.part(.place(place)) { return .array(array.derived(row)) }
            return (try? array.tensor.row(place)).map(array.derivedResult)
        default: return nil
        }
    }
}
