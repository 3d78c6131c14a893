internal import Tensors

extension Machine {
    /// `x["size"]`, `x[["size", "tip"]]` and `x[rows, "size"]` of a matrix whose columns have names; nil for other indices.
    static func columnIndices(
        _ index: Value, _ names: ColumnNames, of array: ArrayObject
    ) throws(EvaluationError) -> [TensorIndex]? {
        func place(_ name: Text) throws(EvaluationError) -> Int {
            if let place = names.place(of: name.string) { return place }
            throw .indices(.noColumn(name.string, among: names.names))
        }
        switch index {
        case .string(let name): return [.all, .integer(try place(name))]
        case .list(let list) where !list.items.isEmpty && list.items.allSatisfy({ $0.type == .string }):
            var places: [Int] = []
            for item in list.items { if case .string(let name) = item { places.append(try place(name)) } }
            return [.all, .integers(NDArray(places, shape: [places.count]))]
        case .tuple(let tuple) where tuple.count == 2:
            guard case .string(let name) = tuple.items[1] else { return nil }
            return [try tensorIndex(tuple.items[0], of: .array(array)), .integer(try place(name))]
        default: return nil
        }
    }
}
