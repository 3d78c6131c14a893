internal import Interpreter
internal import Rendering

/// The function that the module matplotlib, written in Python (`Sources/PythonModules/matplotlib`), needs for drawing.
enum MatplotlibModule {
    static let helpers: [Builtin] = [
        Builtins.helper("_draw", [.value("figure", "a description of a figure")]) {
            (machine, arguments) throws(EvaluationError) in
            guard let description = FigureDescription(arguments.value(0)) else { return .none }
            machine.show(try description.figure())
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
            let (figure, path) = (try description.figure(), try arguments.text("path"))
            guard let kind = PictureKind(of: path) else { return .none }
            try machine.write(
                figure, as: kind, to: path, file: try machine.fileToReplace(path),
                saying: FigureWords.sentences(of: figure), dotsPerInch: resolution, arguments)
            return .none
        },
        Builtins.helper("_note", [.text("words", "what is said")]) { (machine, arguments) throws(EvaluationError) in
            machine.note(try arguments.text("words"))
            return .none
        },
        Builtins.helper("_warn", [.text("words", "what is said")]) { (machine, arguments) throws(EvaluationError) in
            try machine.warn(try arguments.text("words"), category: "UserWarning", range: nil)
            return .none
        },
        Builtins.helper("_has_map", [.text("name", "the name of a colour map")]) {
            (_, arguments) throws(EvaluationError) in
            .bool(ColorMap(named: try arguments.text("name")) != nil)
        },
        Builtins.helper("_map_color", [.text("name", "the name of a colour map"), .value("part", "from 0 to 1")]) {
            (_, arguments) throws(EvaluationError) in
            guard let map = ColorMap(named: try arguments.text("name")), case .float(let part) = arguments.value(1)
            else {
                return .none
            }
            guard case .rgb(let red, let green, let blue) = map.color(at: part) else { return .none }
            return .tuple(TupleObject([.float(red), .float(green), .float(blue)]))
        },
    ]
}
