internal import Interpreter

/// What the exported code runs on.
public enum ExportEngine: String, Sendable, CaseIterable {
    /// NumPy, in one process.
    case numpy
    /// Dask arrays chunked by rows, on the cluster that the user names.
    case dask
}

extension Builtin.PythonForm {
    /// What a call is inside an expression: a call of a function of Python's or NumPy's, or of one at the head of the code;
    /// or it can stand nowhere but alone.
    enum Place { case known, atHead(PythonHelper), alone }

    var place: Place {
        switch self {
        case .twin: .known
        case .forward: .atHead(.forward)
        case .loss: .atHead(.loss)
        case .backward: .atHead(.backward)
        case .load: .atHead(.load)
        case .learning: .atHead(.gradients)
        case .step, .train, .shapes, .show, .statistics, .save, .time, .reset, .journey, .plot, .points, .histogram,
            .matrix,
            .surface, .displayed, .printed, .comment:
            .alone
        }
    }

    var isStatement: Bool { if case .alone = place { true } else { false } }
}

extension Builtin {
    /// Whether it is a function in Python too, one that gives nothing.
    var isSilentFunction: Bool { result == .nothing && !python.isStatement }
}

/// A function of Descent's own that exported code has at its head.
enum PythonHelper: String, CaseIterable {
    case forward, loss, backward, train, trainRates, step, table, show, stats, load, shown, travel
    case gradients, figures, plot, points, histogram, matrix, surface

    /// The other functions that it calls.
    var needs: [PythonHelper] {
        switch self {
        case .train: [.forward, .loss, .backward]
        case .step: [.train]
        case .trainRates: [.train, .plot]
        case .plot, .points, .histogram, .matrix: [.figures]
        case .surface: [.figures, .train]
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

    /// Its source, beside others at the head.
    func source(_ engine: ExportEngine, beside others: Set<PythonHelper>) -> String {
        if self == .train, engine == .numpy, others.contains(.surface) { return PythonCode.trainOnItsWay }
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
        case .gradients: PythonCode.gradients
        case .shown: PythonCode.shown
        case .travel: PythonCode.travel
        case .figures: PythonCode.figures
        case .plot: PythonCode.plot
        case .points: PythonCode.points
        case .histogram: PythonCode.histogram
        case .matrix: PythonCode.matrix
        case .surface: PythonCode.surface
        }
    }

    /// What stands at the head for it and is no command's name.
    var ownNames: [String] {
        switch self {
        case .table: ["words", "table", "picked"]
        case .show: ["show_matrix"]
        case .stats: ["statistics"]
        case .gradients: ["learning_functions", "train_model"]
        case .shown: ["shown"]
        case .travel: ["cell_states", "array_types", "remember", "go_to"]
        case .trainRates: ["train_rates"]
        case .figures: ["empty_figure", "finish_figure", "show_figures"]
        case .plot: ["vectors_of"]
        default: []
        }
    }

    /// The modules that its source needs besides NumPy.
    var imports: [String] {
        switch self {
        case .table, .gradients: ["import sys"]
        case .load: ["import csv", "import gzip", "import re"]
        default: []
        }
    }
}
