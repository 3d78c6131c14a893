internal import Compiler
internal import Rendering
package import Syntax
package import Tensors

extension Machine {
    /// Sends a warning of the shell itself, regardless of the program's filters.
    package func warn(_ message: String, range: SourceRange? = nil, notes: [String] = []) {
        let place = callIntoModule ?? (cell, range)
        emit(.diagnostic(Diagnostic(.warning, message, source: place.cell.source, range: place.range, notes: notes)))
    }

    /// Sends a warning that a library would issue in Python, unless the program's filters suppress it.
    ///
    /// - Parameters:
    ///   - text: the library's own text, if different.
    ///   - category: the name of the warning class.
    /// - Throws: the warning as an exception, if a filter turns it into an error.
    package func warn(
        _ message: String, text: String? = nil, category: String, range: SourceRange?
    ) throws(EvaluationError) {
        if try isTold(text ?? message, category) { warn(message, range: range) }
    }

    /// Warns about floating-point exceptions, once per location and cell, unless `np.errstate` or a filter says
    /// otherwise.
    ///
    /// - Parameter function: NumPy's name of the operation, if the program wrote it differently.
    /// - Throws: a `FloatingPointError` or the warning as an exception, if the settings ask for one.
    package func warn(
        of flags: FloatingPointFlags, in operation: String, function: String? = nil, range: SourceRange?
    ) throws(EvaluationError) {
        for (flag, kind, what) in FloatingPointFlags.wording where flags.contains(flag) {
            // The mean of nothing is a division of scalars.
            let isOfNothing = !flags.isDisjoint(with: [.emptyMean, .noDegreesOfFreedom])
            let name = isOfNothing ? "scalar divide" : function ?? operation
            let text = flag.warnings(in: name).first ?? what
            switch errorMode(kind) {
            case "ignore": continue
            case "raise": throw fail("FloatingPointError", [.string(Text(text))])
            default: break
            }
            let category = flag == .droppedImaginary ? "ComplexWarning" : "RuntimeWarning"
            guard try isTold(text, category) else { continue }
            let key = "\(cell.number) \(range?.start ?? -1) \(what)"
            if told.insert(key).inserted { warn("\(what) in \(operation)", range: range) }
        }
    }

    /// Whether the filters of the module `warnings` allow a warning; true if nothing has imported the module.
    private func isTold(_ text: String, _ category: String) throws(EvaluationError) -> Bool {
        guard let function = loadedModule("warnings")?.attributes.value(named: "_of_library") else { return true }
        let answer = try callBack(function.cellContent, [.string(Text(text)), .string(Text(category))])
        if case .bool(false) = answer { return false }
        return true
    }

    /// The mode that `np.seterr` or `np.errstate` set for a kind of error; nil if neither has been called.
    private func errorMode(_ kind: String) -> String? {
        guard case .dictionary(let modes)? = loadedModule("_errors")?.attributes.value(named: "_modes")?.cellContent
        else { return nil }
        return modes.value(named: Text(kind))?.text
    }

    private func loadedModule(_ name: String) -> InstanceObject? {
        if case .instance(let module)? = workspace.value("module \(name)") { module } else { nil }
    }

    /// Where the program called into a Python module: the file or cell as Python would name it, the line, and the
    /// cell's number.
    ///
    /// - Parameter level: 1 for the call itself, 2 for the caller of the function that contains it, and so on.
    package func placeOfProgram(level: Int) -> (file: String, line: Int, cell: Int) {
        let outer = (0..<frameCount).reversed().filter { !frames[$0].code.cell.isOfPythonsModule }
        guard let index = outer.dropFirst(max(level, 1) - 1).first ?? outer.last else { return ("sys", 1, 0) }
        let code = frames[index].code
        let next = index == frameCount - 1 ? self.next : frames[index].next
        let place = max((next ?? code.instructions) - code.instructions - 1, 0)
        let line = SourceLines(code.cell.source).position(of: code.code.node(at: place).range.start).line
        return (code.cell.fileName, line + (code.cell.location?.line ?? 1) - 1, code.cell.number)
    }

    /// A line of a running file or cell.
    package func line(_ number: Int, of file: String) -> String? {
        for index in 0..<frameCount where frames[index].code.cell.fileName == file {
            let cell = frames[index].code.cell
            let lines = cell.source.split(separator: "\n", omittingEmptySubsequences: false)
            let place = number - (cell.location?.line ?? 1)
            if lines.indices.contains(place) { return String(lines[place]) }
        }
        return nil
    }
}

extension Cell {
    /// The file name in Python's warnings.
    fileprivate var fileName: String { location?.path ?? "<cell \(number)>" }
}

extension FloatingPointFlags {
    /// For each flag, NumPy's name of its kind of error and the text of the warning.
    fileprivate static var wording: [(FloatingPointFlags, String, String)] {
        [
            (.emptyMean, "", "mean of nothing"), (.noDegreesOfFreedom, "", "no degrees of freedom left"),
            (.divideByZero, "divide", "division by zero"), (.overflow, "over", "overflow"),
            (.invalid, "invalid", "invalid value (nan)"),
            (.droppedImaginary, "", "the imaginary part is left out"),
        ]
    }
}
