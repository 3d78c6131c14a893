public import Interpreter
internal import Tensors

/// The entries of the table of built-ins, by family.
enum Builtins {}

extension BuiltinTable {
    /// The table of this version; built once.
    public static let standard = BuiltinTable(further: [])

    /// The standard table with additional entries.
    package init(further: [Builtin]) {
        self.init(
            { Self.families.flatMap(\.self) + further }, constants: { (Self.constants, Self.numpyConstants) },
            methods: Self.methods(of:), modules: Builtins.module, sourceModules: Builtins.sourceModule,
            callWithOptions: Builtins.callWithOptions)
    }

    /// The families, each in its own file.
    private static var families: [[Builtin]] {
        [
            Builtins.creation, Builtins.files, Builtins.random, Builtins.elementwise, Builtins.complexParts,
            Builtins.reductions,
            Builtins.shaping, Builtins.products, Builtins.learning, Builtins.gradients, Builtins.modelFunctions,
            Builtins.learningWords,
            Builtins.diagnosis, Builtins.looking,
            Builtins.leafing, Builtins.drawing, Builtins.explaining, Builtins.travel, Builtins.keeping,
            Builtins.exporting, Builtins.sessions, Builtins.notebooks, Builtins.python, Builtins.opening,
            Builtins.written, Builtins.legacyDistributions, Builtins.writtenDraws, WarningsModule.ofNumPy,
        ]
    }

    @Sendable private static func methods(of kind: Receiver) -> [Builtin] {
        switch kind {
        case .tensor: Builtins.tensorMethods + Builtins.memoryMethods + Builtins.complexTensorMethods
        case .list: Builtins.listMethods
        case .tuple: Builtins.tupleMethods
        case .string: Builtins.stringMethods
        case .generator:
            Builtins.generatorMethods + Builtins.generatorDistributions + Builtins.writtenGeneratorDraws
        case .dict: Builtins.dictionaryMethods
        case .set: Builtins.setMethods
        case .frozenset: Builtins.frozensetMethods
        case .view: Builtins.viewMethods
        case .chain: [ItertoolsModule.chainOfIterable]
        case .coroutine: Builtins.coroutineMethods
        case .int: Builtins.intMethods
        case .float: Builtins.floatMethods
        case .complex: Builtins.complexMethods
        case .range: Builtins.rangeMethods
        case .slice: Builtins.sliceMethods
        case .special: Builtins.specialMethods
        case .deque: DequeClass.methods
        case .counter: CounterClass.methods
        case .ordereddict: OrderedDictionaryClass.methods
        case .defaultdict: DefaultDictionaryClass.methods
        case .chainmap: ChainMapClass.methods
        case .namedtuple: NamedTuples.methods
        case .ufunc: Builtins.universalMethods
        case .randomState: Builtins.randomStateMethods
        }
    }

    private static var constants: ConstantList {
        var all = numbers
        all.append(("np", { .namespace(.numpy) }))
        all.append(("object", builtinClass("object")))
        for name in BuiltinClasses.exceptionNames { all.append((name, builtinClass(name))) }
        all.append(("IOError", builtinClass("OSError")))
        all.append(("EnvironmentError", builtinClass("OSError")))
        all.append(("bytes", { .classObject(BytesClass.bytes) }))
        all.append(("bytearray", { .classObject(BytesClass.bytearray) }))
        all.append(("Ellipsis", { .ellipsis }))
        all.append(("NotImplemented", { .notImplemented }))
        return all
    }

    /// The constants that are available by bare names and in NumPy's namespace.
    private static var numbers: ConstantList {
        [
            ("pi", { .float(.pi) }), ("e", { .float(2.718281828459045) }), ("inf", { .float(.infinity) }),
            ("nan", { .float(.nan) }), ("newaxis", { .none }),
        ]
    }

    /// Looks up the class of a name on demand.
    private static func builtinClass(_ name: String) -> @Sendable () -> Value {
        { BuiltinClasses.named(name).map { .classObject($0) } ?? .none }
    }

    private static var numpyConstants: ConstantList {
        var all = numbers + typesAndParts
        for entry in Builtins.numberTypes {
            guard let type = entry.type else { continue }
            for name in [entry.name] + entry.aliases { all.append((name, { .type(type) })) }
        }
        return all
    }

    private static var typesAndParts: ConstantList {
        [
            ("True_", { .scalar(.bool(true)) }), ("False_", { .scalar(.bool(false)) }),
            ("random", { .namespace(.random) }),
            ("linalg", { .namespace(.linearAlgebra) }),
            ("fft", { .namespace(.fourier) }),
            ("c_", { .columnJoiner(.columns) }), ("r_", { .columnJoiner(.rows) }), ("ndarray", { .type(.tensor) }),
            ("str_", { .type(.numpyString) }), ("generic", { .type(.numpyGeneric) }),
            ("number", { .type(.numpyNumber) }),
            ("integer", { .type(.numpyInteger) }),
            ("signedinteger", { .type(.numpySignedInteger) }), ("unsignedinteger", { .type(.numpyUnsignedInteger) }),
            ("inexact", { .type(.numpyInexact) }), ("floating", { .type(.numpyFloating) }),
            ("complexfloating", { .type(.numpyComplexFloating) }),
            ("bool", { .type(.numpyBool) }),
            ("exceptions", { .namespace(.exceptions) }), ("lib", { .namespace(.lib) }),
            ("lib.stride_tricks", { .namespace(.strideTricks) }),
            ("testing", { .namespace(.testing) }),
            ("little_endian", { .bool(true) }),
            ("euler_gamma", { .float(0.5772156649015329) }), ("__version__", { .string("2.4.6") }),
            ("s_", { Builtins.written("s_", in: "_numpy_indexing") }),
            ("index_exp", { Builtins.written("index_exp", in: "_numpy_indexing") }),
            ("mgrid", { Builtins.written("mgrid", in: "_numpy_indexing") }),
            ("ogrid", { Builtins.written("ogrid", in: "_numpy_indexing") }),
            ("exceptions.ComplexWarning", builtinClass("ComplexWarning")),
            ("exceptions.AxisError", { BuiltinClasses.named("AxisError").map { .classObject($0) } ?? .none }),
            ("linalg.LinAlgError", { BuiltinClasses.named("LinAlgError").map { .classObject($0) } ?? .none }),
        ]
    }
}

extension Interpreter {
    /// Makes an interpreter with all built-ins.
    public convenience init(
        options: InterpreterOptions = InterpreterOptions(), workspace: Workspace = Workspace()
    ) {
        self.init(options: options, table: .standard, workspace: workspace)
    }
}
