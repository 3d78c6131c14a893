package import Rendering
package import Tensors

/// NumPy settings of the program. Modules written in Python store them, so `undo` restores them.
extension Machine {
    /// The module that stores the settings.
    package static let settingsModule = "_numpy_printing"
    /// The module for the memory layout of arrays.
    private static let layoutModule = "_numpy_layout"

    private func setting(_ name: Text) -> DictionaryObject? {
        guard case .instance(let module)? = workspace.value("module \(Self.settingsModule)"),
            case .dictionary(let found)? = module.attributes.value(named: name)?.cellContent
        else { return nil }
        return found
    }

    /// The print options of the running cell for arrays of a dtype.
    static func printOptions(of dtype: DType) -> PrintOptions {
        guard let machine = running, let table = machine.setting("_options") else { return PrintOptions() }
        return machine.printOptions(table, of: dtype)
    }

    /// The print options in a dictionary.
    package func printOptions(_ table: DictionaryObject, of dtype: DType) -> PrintOptions {
        var options = PrintOptions()
        func number(_ name: Text, _ fallback: Int) -> Int {
            guard let value = table.value(named: name) else { return fallback }
            if let number = value.asIndex { return number }
            return value.asDouble.map { $0 < 9e18 && $0 > -9e18 ? Int($0) : Int.max }
                ?? (value.isLong ? Int.max : fallback)
        }
        options.precision = max(number("precision", 8), 0)
        options.threshold = number("threshold", 1000)
        options.edgeItems = max(number("edgeitems", 3), 0)
        // Keeps the width within sane bounds.
        options.lineWidth = min(max(number("linewidth", 75), -(1 << 40)), 1 << 40)
        options.suppresses = (try? table.value(named: "suppress")?.isTrue()) ?? false
        // The text of any other value may be that of an array, which would request the options again.
        if case .string(let text)? = table.value(named: "nanstr") { options.nan = text.string }
        if case .string(let text)? = table.value(named: "infstr") { options.infinity = text.string }
        options.mode = table.value(named: "floatmode").flatMap { PrintOptions.FloatMode(rawValue: $0.text) } ?? .maxprec
        if case .dictionary(let functions)? = table.value(named: "formatter") {
            options.word = word(functions, of: dtype)
        }
        return options
    }

    /// A user-defined function that formats an element.
    private func word(_ functions: DictionaryObject, of dtype: DType) -> ((Scalar) -> String)? {
        let names: [Text] =
            switch dtype.kind {
            case .floating: ["float", "float_kind", "all"]
            case .boolean: ["bool", "all"]
            default: ["int", "int_kind", "all"]
            }
        let chosen = names.lazy.compactMap { functions.value(named: $0) }.first { !$0.isNone }
        guard let function = chosen else { return nil }
        return { scalar in (try? self.callBack(function, [.scalar(scalar)]).text) ?? "" }
    }

    // MARK: - Memory layout of arrays

    func writtenFunction(_ name: String) throws(EvaluationError) -> Value {
        let module: Value?
        do throws(Failure) { module = try sourceModule(Self.layoutModule) } catch {
            pendingFailure = error
            throw error.error
        }
        guard let module else { throw .names(.noModule(Self.layoutModule)) }
        return try attribute(name, of: module)
    }

    /// The object that a class of the module makes for an array.
    static func writtenValue(_ name: String, of value: Value) -> Value {
        guard let machine = running else { return .none }
        return (try? machine.callBack(try machine.writtenFunction(name), [value])) ?? .none
    }
}
