internal import Tensors

/// The names of a matrix's columns, which an array of them bears; they never change.
public final class ColumnNames: Sendable {
    /// A name for each column.
    public let names: [String]
    private let places: [String: Int]

    /// Names in the order of the columns; of two that are the same the first counts.
    public init(_ names: [String]) {
        self.names = names
        places = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
    }

    /// The column of a name; nil if there is none.
    public func place(of name: String) -> Int? { places[name] }

    /// The names of columns that were picked out.
    func picked(_ columns: some Sequence<Int>) -> ColumnNames? {
        var picked: [String] = []
        for column in columns {
            let place = column < 0 ? column + names.count : column
            guard names.indices.contains(place) else { return nil }
            picked.append(names[place])
        }
        return picked.isEmpty ? nil : ColumnNames(picked)
    }

    /// The names of the columns that a view of a matrix looks at, as its addresses tell; nil where its columns are none of
    /// the matrix's.
    func seen(by view: Tensor, of matrix: Tensor) -> ColumnNames? {
        guard view.rank == 2, matrix.rank == 2, matrix.shape[1] == names.count, view.shape[1] > 0, view.shape[0] > 0
        else {
            return nil
        }
        let (rowStep, columnStep) = (matrix.strides[0], matrix.strides[1])
        guard columnStep > 0, rowStep >= columnStep * names.count || matrix.shape[0] == 1,
            view.shape[0] == 1 || rowStep != 0 && view.strides[0] % rowStep == 0
        else { return nil }
        let first = view.offset - matrix.offset
        let start = matrix.shape[0] == 1 ? first : first % rowStep
        var columns: [Int] = []
        for index in 0..<view.shape[1] {
            let place = start + (view.shape[1] == 1 ? 0 : index * view.strides[1])
            guard place >= 0, place % columnStep == 0, place / columnStep < names.count else { return nil }
            columns.append(place / columnStep)
        }
        return columns.elementsEqual(names.indices) ? self : picked(columns)
    }
}

extension ArrayObject {
    /// The same elements, with names of their columns: a view.
    package func withColumnNames(_ names: ColumnNames?) -> ArrayObject {
        let result = ArrayObject(tensor, viewOf: self)
        result.setColumnNames(names)
        return result
    }

    /// The names that still hold for what indices picked from a matrix whose columns have names.
    func pickedNames(_ tensor: Tensor, by indices: [TensorIndex]) -> ColumnNames? {
        guard let columnNames, tensor.rank == 2, let rows = indices.first, rows.keepsAxis else { return nil }
        guard indices.count > 1 else { return columnNames }
        guard indices.count == 2 else { return nil }
        switch indices[1] {
        case .slice(let lower, let upper, let step):
            let length = columnNames.names.count
            guard let places = try? ResolvedSlice(lower: lower, upper: upper, step: step, length: length) else {
                return nil
            }
            return columnNames.picked((0..<places.count).lazy.map { places.start + $0 * places.step })
        case .integers(let columns) where columns.rank == 1 && rows.isSlice: return columnNames.picked(columns.elements)
        case .mask(let mask) where mask.rank == 1 && rows.isSlice:
            return columnNames.picked(mask.elements.indices.filter { mask.elements[$0] })
        default: return nil
        }
    }
}

extension TensorIndex {
    fileprivate var isSlice: Bool { if case .slice = self { true } else { false } }

    /// Whether it picks places along one axis, which is there afterwards.
    fileprivate var keepsAxis: Bool {
        switch self {
        case .slice: true
        case .integers(let places): places.rank == 1
        case .mask(let mask): mask.rank == 1
        default: false
        }
    }
}
