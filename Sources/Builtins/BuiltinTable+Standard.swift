public import Interpreter
internal import Tensors

/// The entries of the table, family by family.
enum Builtins {}

extension BuiltinTable {
    /// The table of this version; made once.
    public static let standard = BuiltinTable(
        families.flatMap(\.self), constants: (constants, numpyConstants), methods: methods,
        lateMethods: { lateMethods }, modules: Builtins.module, sourceModules: Builtins.sourceModule,
        callWithOptions: Builtins.callWithOptions)

    /// The standard table with further entries.
    package init(further: [Builtin]) {
        self.init(
            Self.families.flatMap(\.self) + further, constants: (Self.constants, Self.numpyConstants),
            methods: Self.methods, lateMethods: { Self.lateMethods }, modules: Builtins.module,
            sourceModules: Builtins.sourceModule, callWithOptions: Builtins.callWithOptions)
    }

    /// The families, each in its own file.
    private static var families: [[Builtin]] {
        [
            Builtins.creation, Builtins.files, Builtins.random, Builtins.elementwise, Builtins.complexParts,
            Builtins.reductions,
            Builtins.shaping, Builtins.products, Builtins.learning, Builtins.diagnosis, Builtins.looking,
            Builtins.leafing, Builtins.drawing, Builtins.explaining, Builtins.travel, Builtins.keeping,
            Builtins.exporting, Builtins.sessions, Builtins.notebooks, Builtins.python, Builtins.opening,
            Builtins.written, Builtins.legacyDistributions, WarningsModule.ofNumPy,
        ]
    }

    private static var methods: [Receiver: [Builtin]] {
        [
            .tensor: Builtins.tensorMethods + Builtins.memoryMethods + Builtins.complexTensorMethods,
            .list: Builtins.listMethods,
            .tuple: Builtins.tupleMethods,
            .string: Builtins.stringMethods, .generator: Builtins.generatorMethods + Builtins.generatorDistributions,
            .dict: Builtins.dictionaryMethods, .set: Builtins.setMethods, .frozenset: Builtins.frozensetMethods,
            .view: Builtins.viewMethods,
        ]
    }

    private static let lateMethods = named([
        .chain: [ItertoolsModule.chainOfIterable], .coroutine: Builtins.coroutineMethods, .int: Builtins.intMethods,
        .float: Builtins.floatMethods, .complex: Builtins.complexMethods, .range: Builtins.rangeMethods,
        .slice: Builtins.sliceMethods,
        .special: Builtins.specialMethods, .deque: DequeClass.methods, .counter: CounterClass.methods,
        .ordereddict: OrderedDictionaryClass.methods, .defaultdict: DefaultDictionaryClass.methods,
        .chainmap: ChainMapClass.methods, .namedtuple: NamedTuples.methods, .ufunc: Builtins.universalMethods,
        .randomState: Builtins.randomStateMethods,
    ])

    private static var constants: Constants {
        var all = plainConstants
        for name in ["object"] + BuiltinClasses.exceptionNames {
            all[name] = { BuiltinClasses.named(name).map { .classObject($0) } ?? .none }
        }
        all["IOError"] = all["OSError"]
        all["EnvironmentError"] = all["OSError"]
        all["bytes"] = { .classObject(BytesClass.bytes) }
        all["bytearray"] = { .classObject(BytesClass.bytearray) }
        all["Ellipsis"] = { .ellipsis }
        all["NotImplemented"] = { .notImplemented }
        return all
    }

    private static var plainConstants: Constants {
        [
            "pi": { .float(.pi) }, "e": { .float(2.718281828459045) }, "inf": { .float(.infinity) },
            "nan": { .float(.nan) },
            "newaxis": { .none }, "np": { .namespace(.numpy) },
        ]
    }

    private static var numpyConstants: Constants {
        var all: Constants = [
            "pi": { .float(.pi) }, "e": { .float(2.718281828459045) }, "inf": { .float(.infinity) },
            "nan": { .float(.nan) },
            "newaxis": { .none }, "True_": { .scalar(.bool(true)) }, "False_": { .scalar(.bool(false)) },
            "random": { .namespace(.random) }, "linalg": { .namespace(.linearAlgebra) },
            "fft": { .namespace(.fourier) },
            "c_": { .columnJoiner(.columns) }, "r_": { .columnJoiner(.rows) }, "ndarray": { .type(.tensor) },
            "str_": { .type(.numpyString) }, "generic": { .type(.numpyGeneric) }, "number": { .type(.numpyNumber) },
            "integer": { .type(.numpyInteger) },
            "signedinteger": { .type(.numpySignedInteger) }, "unsignedinteger": { .type(.numpyUnsignedInteger) },
            "inexact": { .type(.numpyInexact) }, "floating": { .type(.numpyFloating) },
            "complexfloating": { .type(.numpyComplexFloating) },
            "bool": { .type(.numpyBool) },
            "exceptions": { .namespace(.exceptions) }, "lib": { .namespace(.lib) },
            "lib.stride_tricks": { .namespace(.strideTricks) }, "little_endian": { .bool(true) },
            "euler_gamma": { .float(0.5772156649015329) }, "__version__": { .string("2.4.6") },
            "s_": { Builtins.written("s_", in: "_numpy_indexing") },
            "index_exp": { Builtins.written("index_exp", in: "_numpy_indexing") },
            "mgrid": { Builtins.written("mgrid", in: "_numpy_indexing") },
            "ogrid": { Builtins.written("ogrid", in: "_numpy_indexing") },
            "exceptions.ComplexWarning": { BuiltinClasses.named("ComplexWarning").map { .classObject($0) } ?? .none },
            "exceptions.AxisError": { BuiltinClasses.named("AxisError").map { .classObject($0) } ?? .none },
            "linalg.LinAlgError": { BuiltinClasses.named("LinAlgError").map { .classObject($0) } ?? .none },
        ]
        for entry in Builtins.numberTypes {
            guard let type = entry.type else { continue }
            for name in [entry.name] + entry.aliases { all[name] = { .type(type) } }
        }
        return all
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
