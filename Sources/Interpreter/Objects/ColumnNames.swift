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

    /// What indices that pick elements give of an array whose columns have names: the names that still hold.
    func picked(_ tensor: Tensor, by indices: [TensorIndex]) -> ArrayObject {
        let result = ArrayObject(tensor)
        guard let columnNames, tensor.rank == 2, let rows = indices.first, rows.keepsAxis else { return result }
        guard indices.count > 1 else {
            result.setColumnNames(columnNames)
            return result
        }
        guard indices.count == 2, case .slice = rows else {
            // Rows that are picked, of columns that a slice takes.
            guard indices.count == 2, case .slice(let lower, let upper, let step) = indices[1],
                let bounds = try? ResolvedSlice(lower: lower, upper: upper, step: step, length: columnNames.names.count)
            else { return result }
            result.setColumnNames(columnNames.picked((0..<bounds.count).lazy.map { bounds.start + $0 * bounds.step }))
            return result
        }
        switch indices[1] {
        case .integers(let columns) where columns.rank == 1: result.setColumnNames(columnNames.picked(columns.elements))
        case .mask(let mask) where mask.rank == 1:
            result.setColumnNames(columnNames.picked(mask.elements.indices.filter { mask.elements[$0] }))
        default: break
        }
        return result
    }
}

extension TensorIndex {
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
