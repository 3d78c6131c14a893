internal import Interpreter

/// The modules of Python's standard library.
extension Builtins {
    /// The content of a Python module; nil for NumPy's.
    @Sendable static func module(_ namespace: Namespace) -> Module? {
        switch namespace {
        case .numpy, .random, .linearAlgebra, .fourier, .exceptions, .lib, .strideTricks, .testing:
            Optional<Module>.none
        case .math: MathModule.module
        case .pythonRandom: RandomModule.module
        case .statistics: StatisticsModule.module
        case .time: TimeModule.module
        case .itertools: ItertoolsModule.module
        case .functools: FunctoolsModule.module
        case .operator: OperatorModule.module
        case .copy: CopyModule.module
        case .string: StringModule.module
        case .typing: TypingModule.module
        case .sys: SysModule.module
        case .dataclasses: DataclassesModule.module
        case .collections: CollectionsModule.module
        case .abstractCollections: AbstractClasses.module
        case .complexMath: ComplexMathModule.module
        }
    }

    /// An example with one line per expression, and its result.
    static func example(_ lines: KeyValuePairs<String, String>) -> String {
        lines.map { "\($0)\n#> \($1)" }.joined(separator: "\n")
    }

    /// A function of a module.
    static func member(
        _ name: String, of module: Namespace, type: PythonType? = nil, traits: Builtin.Traits = [],
        gives result: Builtin.Result = .other, _ parameters: @autoclosure @escaping @Sendable () -> [Parameter],
        _ summary: String, example: String, related: String, differs difference: String? = nil,
        direct: DirectForms = DirectForms(), _ implementation: @escaping Builtin.Implementation
    ) -> Builtin {
        Builtin(
            name, .python, door: .module(module), type: type, traits: traits, gives: result, parameters(), summary,
            example: "import \(module.modulePath)\n" + example, related: related, differs: difference, direct: direct,
            implementation)
    }
}
