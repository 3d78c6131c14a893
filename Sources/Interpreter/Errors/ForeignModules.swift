internal import Rendering
package import Syntax

/// Modules that notebooks import and Descent does not have, with alternatives.
package enum ForeignModules {
    /// The message for a failed import.
    static func wording(of path: String) -> Wording {
        Wording(message: "there is no module `\(path)` here", notes: [advice(for: path)])
    }

    /// The same as a diagnostic.
    package static func diagnostic(of path: String) -> Diagnostic {
        let wording = wording(of: path)
        return Diagnostic(.error, wording.message, notes: wording.notes)
    }

    /// What to do, in one sentence.
    private static func advice(for path: String) -> String {
        if path == "sklearn.datasets" || path.hasSuffix(".datasets") {
            return "save the data as a file, and x = load data.csv reads it: "
                + "load_iris(as_frame=True).frame.to_csv(\"data.csv\", index=False) writes one in Python"
        }
        if let near = Suggestions.nearest(to: path, among: Namespace.allCases.map(\.modulePath)) {
            return "did you mean \(near)?"
        }
        return instead[String(path.prefix { $0 != "." })] ?? "`help import` lists the modules there are"
    }

    private static let instead: [String: String] = {
        var table: [String: String] = [:]
        for (names, text) in [
            (
                "pylab seaborn plotly bokeh mpl_toolkits",
                "`import matplotlib.pyplot as plt` is there; plot losses draws without, plot x y points or a line"
            ),
            ("torch tensorflow keras jax flax", "forward, loss, backward, step and train are built in"),
            ("sklearn statsmodels", "linear regression is built in: forward, loss, train; `lstsq` solves at once"),
            ("polars", "`import pandas as pd` is there: pd.read_csv, pd.DataFrame and what notebooks do with them"),
            ("scipy", "np.linalg has norm, solve, inv, det and lstsq"),
            ("secrets", "the module random has seed, randint, shuffle and choice"),
            ("re regex", "texts have find, split, replace, startswith, strip and in"),
            ("decimal", "the module fractions has exact numbers"),
            (
                "subprocess shutil tempfile",
                "Descent reaches no system, only files of data: `load path` and `save path x`"
            ),
            ("pickle h5py shelve", "tensors are kept by `save path.npy x` and read by `load path.npy`"),
            ("weakref", "undo keeps what a cell let go of, so that nothing is ever weakly referred to"),
            ("tqdm rich", "long work draws its own progress line"),
            ("logging", "warnings.warn writes to standard error; print() shows the rest"),
            ("IPython ipywidgets google", "Descent shows values by itself; see help"),
        ] {
            for name in names.split(separator: " ") { table[String(name)] = text }
        }
        return table
    }()
}
