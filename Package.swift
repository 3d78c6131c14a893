// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// A module of the way from key press to text; see "The way through the house" in CONTRIBUTING.md.
func module(_ name: String, uses dependencies: [Target.Dependency] = [], flags: [String] = []) -> Target {
    .target(
        name: name, dependencies: dependencies,
        swiftSettings: settings + (flags.isEmpty ? [] : [.unsafeFlags(flags, .when(configuration: .release))]))
}

/// In release builds, too, what is tested is optimised, and not the tests: that would take most of the time.
func tests(_ name: String, uses dependencies: [Target.Dependency]) -> Target {
    .testTarget(
        name: name, dependencies: dependencies,
        swiftSettings: settings + [.unsafeFlags(["-Onone"], .when(configuration: .release))])
}

let package = Package(
    name: "descent",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "descent", targets: ["descent"])],
    dependencies: [
        // Subcommands, help, exit statuses and shell completions from one declaration of the arguments.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
    ],
    targets: [
        .systemLibrary(name: "CLibedit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
        // The container of .npz files, with zlib's deflate inside; part of zlib's own distribution.
        .systemLibrary(name: "CMinizip", pkgConfig: "minizip", providers: [.apt(["libminizip-dev"])]),
        // Python's ints of any length: GMP's loops are as fast as they get, and a long division is easily wrong in a case in a
        // billion.
        .systemLibrary(name: "CGMP", pkgConfig: "gmp", providers: [.apt(["libgmp-dev"])]),
        // Linear algebra with NumPy's digits and signs is LAPACK's on OpenBLAS's kernels, as NumPy's own is. Debian's static
        // archive has both, and the serial one starts no threads.
        .target(
            name: "COpenBLAS",
            linkerSettings: [
                .linkedLibrary(":libopenblas.a", .when(platforms: [.linux])),
                .linkedLibrary("openblas", .when(platforms: [.macOS])),
                // Its constructor would look at the processor at each start (core.c).
                .unsafeFlags(["-Xlinker", "--wrap=gotoblas_dynamic_init"], .when(platforms: [.linux])),
            ]),
        // CommonMark with tables, as GitHub reads them: the reference of CommonMark is C, and its rules fill a book.
        .systemLibrary(
            name: "CMarkdown", providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
        // The C library under one name, and what differs between systems.
        module("Platform"),
        module("Files", uses: ["Platform"]),
        // The hot loops in C: vector instructions chosen at run time, from one source with the same bits everywhere.
        .target(name: "CKernels"),
        // What belongs to the cell that runs on a thread: Swift has no variables of a thread.
        .target(name: "CObjects"),
        // Modules that are written in Python: the compiler of C embeds their files.
        .target(
            name: "PythonModules",
            exclude: [
                "algorithms", "classes", "datetime", "files", "gradients", "json", "matplotlib", "numbers", "numpy",
                "random", "steps", "tables", "texts", "warnings",
            ]),
        // The C library's functions of complex numbers: Swift doesn't see C's complex types.
        .target(name: "CComplex"),
        // Shortest decimals by C++'s standard library.
        .target(name: "CDecimals"),
        // Smooth shapes and lines as pixels by AGG: of Debian's libraries that link statically the one that needs no other
        // (cairo brings X11, GLib and fonts); letters are strokes of our own, since there may be no fonts.
        .target(name: "CRaster", linkerSettings: [.linkedLibrary("agg")]),
        .target(
            name: "Kernels", dependencies: ["CKernels", "Platform"], exclude: ["README.md"], swiftSettings: settings),
        module("Integers", uses: ["CGMP", "Kernels"]),
        module("Tensors", uses: ["CComplex", "COpenBLAS", "CObjects", "Kernels", "Platform"]),
        module("TensorFiles", uses: ["CKernels", "CMinizip", "Files", "Kernels", "Platform", "Tensors"]),
        module("Randomness", uses: ["CKernels", "Kernels", "Platform"]),
        module("Syntax"),
        module("Markdown", uses: ["CMarkdown"]),
        .target(name: "Compiler", dependencies: ["Syntax"], exclude: ["README.md"], swiftSettings: settings),
        module("Training", uses: ["CKernels", "Kernels", "Platform", "Tensors"]),
        module(
            "Rendering",
            uses: [
                "CDecimals", "CMinizip", "CRaster", "Integers", "Kernels", "Markdown", "Platform", "Syntax", "Tensors",
            ]),
        module(
            "Interpreter",
            uses: [
                "CObjects", "Compiler", "Files", "Integers", "Kernels", "Platform", "Randomness", "Rendering", "Syntax",
                "TensorFiles", "Tensors",
            ],
            // Each access to a variable of the machine would be noted and compared with those that are going on.
            flags: ["-enforce-exclusivity=unchecked"]),
        module(
            "Builtins",
            uses: [
                "Files", "Integers", "Interpreter", "Kernels", "Platform", "PythonModules", "Randomness", "Rendering",
                "Syntax", "TensorFiles", "Tensors", "Training",
            ],
            flags: ["-enforce-exclusivity=unchecked"]),
        module(
            "Sessions",
            uses: [
                "Builtins", "Files", "Integers", "Interpreter", "Kernels", "Platform", "Randomness", "Rendering",
                "Syntax", "Tensors",
            ]),
        // Foundation for its JSON: notebooks are JSON that anyone may have written. Only reading or writing one uses it.
        module(
            "Exchange",
            uses: [
                "Compiler", "Files", "Interpreter", "Markdown", "PythonModules", "Rendering", "Sessions", "Syntax",
                "Tensors",
            ]),
        module("LineEditing", uses: ["CLibedit", "Files", "Platform", "Syntax"]),
        module(
            "Shell",
            uses: [
                "Builtins", "Exchange", "Files", "Interpreter", "Kernels", "LineEditing", "Markdown", "Platform",
                "Rendering", "Sessions", "Syntax", "Tensors",
            ]),
        .executableTarget(
            name: "descent",
            dependencies: [
                "Exchange", "Sessions", "Shell", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings),
        tests("KernelsTests", uses: ["Kernels"]),
        tests("IntegersTests", uses: ["Integers", "Kernels"]),
        tests("TensorsTests", uses: ["Tensors"]),
        tests("PlatformTests", uses: ["Platform"]),
        tests("FilesTests", uses: ["Files", "Platform"]),
        tests("TensorFilesTests", uses: ["Files", "TensorFiles", "Tensors"]),
        tests("RandomnessTests", uses: ["Kernels", "Randomness"]),
        tests("SyntaxTests", uses: ["Syntax"]),
        tests("MarkdownTests", uses: ["Markdown"]),
        tests("CompilerTests", uses: ["Compiler", "Syntax"]),
        tests("TrainingTests", uses: ["Kernels", "Tensors", "Training"]),
        tests(
            "RenderingTests",
            uses: ["CMinizip", "Integers", "Markdown", "Platform", "Rendering", "Syntax", "Tensors"]),
        tests(
            "InterpreterTests",
            uses: [
                "Builtins", "Files", "Interpreter", "Kernels", "Platform", "Randomness", "Rendering", "Syntax",
                "Tensors", "Training",
            ]),
        tests(
            "SessionsTests",
            uses: ["Builtins", "Files", "Interpreter", "Kernels", "Rendering", "Sessions", "Syntax", "Tensors"]),
        tests(
            "ExchangeTests",
            uses: ["Builtins", "Exchange", "Files", "Interpreter", "Rendering", "Sessions", "Syntax"]),
        tests("LineEditingTests", uses: ["Files", "LineEditing", "Platform"]),
        tests(
            "ShellTests",
            uses: ["Builtins", "Interpreter", "LineEditing", "Platform", "Rendering", "Sessions", "Shell", "Syntax"]),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)

// `DESCENT_TESTS="KernelsTests TensorsTests"` has no more targets than these and what they use: CI builds some a day optimised.
if let chosen = Context.environment["DESCENT_TESTS"]?.split(separator: " ").map(String.init) {
    var needed = Set(chosen)
    var waiting = chosen
    while let name = waiting.popLast() {
        for case .byNameItem(let used, _) in package.targets.first(where: { $0.name == name })?.dependencies ?? []
        where needed.insert(used).inserted {
            waiting.append(used)
        }
    }
    package.targets.removeAll { !needed.contains($0.name) }
    package.products = []
}
