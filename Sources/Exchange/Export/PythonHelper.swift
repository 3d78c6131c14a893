/// What the exported code runs on.
public enum ExportEngine: String, Sendable, CaseIterable {
    /// NumPy, in one process.
    case numpy
    /// Dask arrays chunked by rows, on the cluster that the user names.
    case dask
}

/// A function of Descent's own that exported code has at its head.
enum PythonHelper: String, CaseIterable {
    case forward, loss, backward, train, trainRates, step, table, show, stats, load, shown, travel

    /// Whether it gives a value, and can stand inside an expression.
    var isFunction: Bool { [.forward, .loss, .backward, .load].contains(self) }

    /// The other functions that it calls.
    var needs: [PythonHelper] {
        switch self {
        case .train: [.forward, .loss, .backward]
        case .step, .trainRates: [.train]
        case .show, .stats: [.table]
        default: []
        }
    }

    /// A set with all that its members need.
    static func closed(_ helpers: Set<PythonHelper>) -> Set<PythonHelper> {
        var all = helpers
        var rest = Array(helpers)
        while let next = rest.popLast() { for need in next.needs where all.insert(need).inserted { rest.append(need) } }
        return all
    }

    /// Its source.
    func source(_ engine: ExportEngine) -> String {
        if engine == .dask, let source = DaskCode.source(of: self) { return source }
        return switch self {
        case .forward: PythonCode.forward
        case .loss: PythonCode.loss
        case .backward: PythonCode.backward
        case .train: PythonCode.train
        case .trainRates: PythonCode.trainRates
        case .step: PythonCode.step
        case .table: PythonCode.table
        case .show: PythonCode.show
        case .stats: PythonCode.stats
        case .load: PythonCode.load
        case .shown: PythonCode.shown
        case .travel: PythonCode.travel
        }
    }

    /// The modules that its source needs besides NumPy.
    var imports: [String] {
        switch self {
        case .table: ["import sys"]
        case .travel: ["from copy import deepcopy"]
        default: []
        }
    }
}
