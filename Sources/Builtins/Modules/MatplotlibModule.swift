internal import Interpreter
internal import PythonModules
internal import Rendering

/// What the module matplotlib, which is written in Python (`Sources/PythonModules/matplotlib`), can't do there: draw.
enum MatplotlibModule {
    /// The module of a name, if it is one of those that make up matplotlib.
    static func module(_ name: String) -> SourceModule? {
        guard let source = python_module_source(name) else { return nil }
        return SourceModule(String(cString: source), helpers: name == "_pyplot" ? helpers : [])
    }

    private static let helpers: [Builtin] = [
        Builtins.helper("_draw", [.value("figure", "a description of a figure")]) {
            (machine, arguments) throws(EvaluationError) in
            guard let description = FigureDescription(arguments.value(0)) else { return .none }
            try machine.show(description.figure())
            return .none
        },
        Builtins.helper(
            "_save",
            [
                .value("figure", "a description of a figure"), .text("path", "a path"),
                .value("resolution", "how many pixels an inch has"),
            ], traits: .writesFiles
        ) { (machine, arguments) throws(EvaluationError) in
            guard let description = FigureDescription(arguments.value(0)) else { return .none }
            var resolution = 100.0
            if case .float(let value) = arguments.value(2) { resolution = value }
            try machine.write(
                description.figure(), to: try arguments.text("path"), resolution: resolution, arguments)
            return .none
        },
        Builtins.helper("_note", [.text("words", "what is said")]) { (machine, arguments) throws(EvaluationError) in
            machine.note(try arguments.text("words"))
            return .none
        },
        Builtins.helper("_warn", [.text("words", "what is said")]) { (machine, arguments) throws(EvaluationError) in
            machine.warn(try arguments.text("words"))
            return .none
        },
        Builtins.helper("_has_map", [.text("name", "the name of a colour map")]) {
            (_, arguments) throws(EvaluationError) in
            .bool(ColorMap(named: try arguments.text("name")) != nil)
        },
        Builtins.helper("_map_color", [.text("name", "the name of a colour map"), .value("part", "from 0 to 1")]) {
            (_, arguments) throws(EvaluationError) in
            guard let map = ColorMap(named: try arguments.text("name")), case .float(let part) = arguments.value(1) else {
                return .none
            }
            let color = map.color(at: part)
            return .tuple(TupleObject([.float(color.red), .float(color.green), .float(color.blue)]))
        },
    ]
}
